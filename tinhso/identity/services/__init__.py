"""The verbs that change accounts and sign-ins: the only writers of this room."""

from tinhso.identity.services.accounts import (
    NewAccount,
    close_account,
    create_account,
    create_citizen,
    end_role,
    end_session,
    grant_role,
    register_client,
    reset_second_factor,
    set_password,
)
from tinhso.identity.services.codes import Verified, request_code, send_code, use_code
from tinhso.identity.services.parked import park_form, purge_old

__all__ = [
    "NewAccount",
    "Verified",
    "close_account",
    "create_account",
    "create_citizen",
    "end_role",
    "end_session",
    "grant_role",
    "park_form",
    "purge_old",
    "register_client",
    "request_code",
    "reset_second_factor",
    "send_code",
    "set_password",
    "use_code",
]
