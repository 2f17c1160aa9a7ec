"""What people type to sign in."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tinhso.identity.rules import CODE_DIGITS, digits_of
from tinhso.kernel import throttle
from tinhso.kernel.errors import DomainError, Invalid, TooMany
from tinhso.kernel.identifiers import PersonalNumber, parse_phone
from tinhso.kernel.text import check_person_name
from tinhso.ui.messages import field_text, text_of

QUARTER_OF_AN_HOUR = 15 * 60
CODE_LIFE = 120  # seconds an app's code may be accepted, with tolerance on both sides


def said(refusal: DomainError) -> forms.ValidationError:
    """Return a refusal as a form shows it."""
    return forms.ValidationError(text_of(refusal), code=refusal.code)


class PlainForm(forms.Form):
    """A form that leaves judging to the server, whose words are the province's."""

    use_required_attribute = False


def plain(form: forms.BaseForm) -> None:
    """Give a form of allauth our manners: no placeholders, no browser's own words."""
    form.use_required_attribute = False
    for one in form.fields.values():
        one.widget.attrs.pop("placeholder", None)


class SignInForm(PlainForm):
    """A citizen's two facts."""

    personal_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        help_text=_("12 chữ số, in trên thẻ căn cước."),
        max_length=30,
        error_messages={"required": _("Xin điền số định danh cá nhân.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "username", "size": 12}
        ),
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=_("Mã đăng nhập sẽ được nhắn tới số này."),
        max_length=30,
        error_messages={"required": _("Xin điền số điện thoại.")},
        widget=forms.TextInput(
            attrs={
                "type": "tel",
                "inputmode": "tel",
                "autocomplete": "tel-national",
                "size": 12,
            }
        ),
    )

    def clean_personal_number(self) -> str:
        """Read the number, however it was spaced."""
        try:
            return PersonalNumber.parse(self.cleaned_data["personal_number"]).value
        except Invalid as refusal:
            raise said(refusal) from None

    def clean_phone(self) -> str:
        """Read the phone, however it was written."""
        try:
            return parse_phone(self.cleaned_data["phone"])
        except Invalid as refusal:
            raise said(refusal) from None


class CodeForm(PlainForm):
    """The code a phone received."""

    code = forms.CharField(
        label=_("Mã đăng nhập"),
        help_text=_("6 chữ số trong tin nhắn vừa gửi, dùng được trong 5 phút."),
        max_length=30,
        error_messages={"required": _("Xin điền mã trong tin nhắn.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 12}
        ),
    )

    def clean_code(self) -> str:
        """Take the digits; a code of another length is a slip, not a try."""
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) != CODE_DIGITS:
            raise forms.ValidationError(field_text("identity.code_length"))
        return digits


class NameForm(PlainForm):
    """What a new citizen is called."""

    full_name = forms.CharField(
        label=_("Họ, chữ đệm và tên"),
        help_text=_("Viết đủ dấu như trên thẻ căn cước, ví dụ: Lý Thị Mẩy."),
        max_length=300,
        error_messages={"required": _("Xin điền họ và tên.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_full_name(self) -> str:
        """Refuse what is no name."""
        try:
            return check_person_name(self.cleaned_data["full_name"])
        except Invalid as refusal:
            raise said(refusal) from None


class OfficialSignInForm(LoginForm):  # type: ignore[misc]
    """An official's name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Tên đăng nhập")
        self.fields["login"].error_messages["required"] = _("Điền tên đăng nhập.")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Điền mật khẩu.")
        plain(self)


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before the locks are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mật khẩu")
        plain(self)


class _CountedCode:
    """Counts tries and used codes in the database, for all processes together.

    allauth remembers used codes in the cache, which each process has for itself.
    """

    def clean_code(self) -> str:
        """Count first, then look: a refused try is not looked at."""
        who = self.user.pk  # type: ignore[attr-defined]
        limit = settings.SIGN_IN_LIMITS["account"]
        try:
            throttle.check(
                f"second-factor:{who}", limit=limit, seconds=QUARTER_OF_AN_HOUR
            )
            code: str = super().clean_code()  # type: ignore[misc]
            throttle.check(
                f"second-factor-used:{who}|{code}", limit=1, seconds=CODE_LIFE
            )
        except TooMany as refusal:
            raise said(refusal) from None
        return code


class _CodeLooks:
    """The same field everywhere a second factor is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = _("Mã xác thực")
        field.help_text = _("6 chữ số trong ứng dụng xác thực trên điện thoại.")
        field.error_messages["required"] = _("Điền mã xác thực.")
        field.widget.attrs |= {"inputmode": "numeric", "size": 12}
        plain(self)  # type: ignore[arg-type]


class SecondFactorForm(_CodeLooks, _CountedCode, AuthenticateForm):  # type: ignore[misc]
    """The code of the authenticator app, or a recovery code."""


class SecondFactorAgain(_CodeLooks, _CountedCode, SecondFactorAgainForm):  # type: ignore[misc]
    """The same once more, before the locks are changed."""


class ActivateSecondFactorForm(_CodeLooks, _CountedCode, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which proves that the app was set up."""
