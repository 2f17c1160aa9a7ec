"""How officials sign in and keep their second factor: allauth's views in our pages."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.http import HttpResponseBase

from tinhso.identity.gates import open_page


class Form:
    """A page with a form: wrong input answers 422, and says whether 2 steps are a must."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "is_required": settings.OFFICIAL_MFA_REQUIRED}

    def form_invalid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignIn(Form, account.LoginView):  # type: ignore[misc]
    template_name = "identity/sign_in_official.html"


class SignOut(account.LogoutView):  # type: ignore[misc]
    template_name = "identity/sign_out.html"


class Inactive(account.AccountInactiveView):  # type: ignore[misc]
    template_name = "identity/inactive.html"


class PasswordAgain(Form, account.ReauthenticateView):  # type: ignore[misc]
    template_name = "identity/again.html"


class SecondFactor(mfa.AuthenticateView):  # type: ignore[misc]
    template_name = "identity/second_factor.html"


class SecondFactorAgain(Form, mfa.ReauthenticateView):  # type: ignore[misc]
    template_name = "identity/again.html"


class Security(Form, mfa.IndexView):  # type: ignore[misc]
    template_name = "identity/security.html"


class Activate(Form, totp.ActivateTOTPView):  # type: ignore[misc]
    template_name = "identity/totp_activate.html"


class Deactivate(Form, totp.DeactivateTOTPView):  # type: ignore[misc]
    template_name = "identity/totp_deactivate.html"


class RecoveryCodes(recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "identity/recovery_codes.html"


class NewRecoveryCodes(Form, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "identity/recovery_codes_new.html"


sign_in = open_page(SignIn.as_view())
sign_out = open_page(SignOut.as_view())
inactive = open_page(Inactive.as_view())
second_factor = open_page(SecondFactor.as_view())
