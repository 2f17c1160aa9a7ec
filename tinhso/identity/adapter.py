"""How django-allauth behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tinhso.identity.addresses import client_address, home_for
from tinhso.identity.forms import QUARTER_OF_AN_HOUR, said
from tinhso.identity.models import Account
from tinhso.identity.queries import actor_for
from tinhso.kernel import throttle
from tinhso.kernel.errors import TooMany
from tinhso.kernel.log import get_logger

log = get_logger(__name__)

WRONG = _("Tên đăng nhập hoặc mật khẩu chưa đúng.")
TOO_MANY = _("Đã thử nhiều lần quá. Anh/chị chờ 15 phút rồi thử lại.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officials sign in by name and password; nobody signs up here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "account_inactive": WRONG,
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "enter_current_password": _("Anh/chị điền mật khẩu đang dùng."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: accounts of officials are made by administrators."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count tries per account and per address, in the database for all processes."""
        name = str(credentials.get("username", "")).lower()
        limits = settings.SIGN_IN_LIMITS
        try:
            for key, limit in (
                (f"password-address:{client_address(request)}", limits["address"]),
                (f"password-account:{name}", limits["account"]),
            ):
                throttle.check(key, limit=limit, seconds=QUARTER_OF_AN_HOUR)
        except TooMany as refusal:
            raise said(refusal) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a trace without the name: people type passwords there by mistake."""
        log.warning("password_refused", address=client_address(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address, as throttling sees it."""
        return client_address(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where an official starts."""
        assert isinstance(request.user, Account)
        return home_for(actor_for(request.user))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Return the open home page."""
        return "/"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows says what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Words and limits of the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã chưa đúng. Anh/chị xem lại mã đang hiện trên máy."),
        "cannot_delete_authenticator": _(
            "Tài khoản cán bộ phải có xác thực hai bước nên không tắt được."
        ),
        "cannot_generate_recovery_codes": _(
            "Anh/chị bật xác thực hai bước trước, rồi mới lấy mã dự phòng."
        ),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Keep the second factor of those who must have one."""
        return not settings.OFFICIAL_MFA_REQUIRED
