"""Addresses of signing in and out. Only these doors of allauth are open."""

from django.urls import include, path

from tinhso.identity.views import citizen, official, parked, sessions, token

own = (
    [
        path("dang-nhap/", citizen.sign_in, name="sign_in"),
        path("dang-nhap/ma/", citizen.sign_in_code, name="sign_in_code"),
        path("dang-nhap/ma/gui-lai/", citizen.send_again, name="send_again"),
        path("dang-nhap/ten/", citizen.sign_in_name, name="sign_in_name"),
        path("dang-nhap/tiep/<uuid:parked_id>/", parked.parked, name="parked"),
        path("toi/phien/", sessions.sessions, name="sessions"),
        path(
            "toi/phien/<int:session_id>/ket-thuc/",
            sessions.end_session,
            name="end_session",
        ),
        path("api/token", token.token, name="token"),
    ],
    "identity",
)

# allauth looks its own pages up by these names.
allauth_pages = [
    path("dang-nhap/can-bo/", official.sign_in, name="account_login"),
    path("dang-nhap/can-bo/ma/", official.second_factor, name="mfa_authenticate"),
    path("dang-nhap/khoa/", official.inactive, name="account_inactive"),
    path("dang-xuat/", official.sign_out, name="account_logout"),
    path(
        "toi/bao-mat/mat-khau/",
        official.PasswordAgain.as_view(),
        name="account_reauthenticate",
    ),
    path(
        "toi/bao-mat/ma/",
        official.SecondFactorAgain.as_view(),
        name="mfa_reauthenticate",
    ),
    path("toi/bao-mat/", official.Security.as_view(), name="mfa_index"),
    path(
        "toi/bao-mat/hai-buoc/",
        official.Activate.as_view(),
        name="mfa_activate_totp",
    ),
    path(
        "toi/bao-mat/hai-buoc/tat/",
        official.Deactivate.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "toi/bao-mat/du-phong/",
        official.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "toi/bao-mat/du-phong/moi/",
        official.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns = [path("", include(own)), *allauth_pages]
