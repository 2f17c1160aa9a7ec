"""Production starts only when nothing of the demo is left."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from tinhso.config import checks

ROOT = Path(__file__).resolve().parents[2]
LOAD = """
import tinhso.config.settings.production as s
print(s.OFFICIAL_MFA_REQUIRED, s.SESSION_COOKIE_SECURE, s.LOGGING["form"])
"""
FIT = {
    "SECRET_KEY": "s3cret-" * 10,
    "ALLOWED_HOSTS": "dichvucong.laocai.gov.vn",
    "TINHSO_DEMO": "0",
    "PUBLIC_URL": "https://dichvucong.laocai.gov.vn",
    "STREAM_URL": "https://dichvucong.laocai.gov.vn/dong",
    "SMS_GATEWAY_KEY": "a-gateway-s-key",
}
FIT_VALUES: dict[str, Any] = {
    "SECRET_KEY": "s3cret-" * 10,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["dichvucong.laocai.gov.vn"],
    "DEMO": False,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "OFFICIAL_MFA_REQUIRED": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": checks.YEAR_SECONDS,
    "PUBLIC_URL": "https://dichvucong.laocai.gov.vn",
    "STREAM_URL": "https://dichvucong.laocai.gov.vn/dong",
    "SMS_GATEWAY_KEY": "a-gateway-s-key",
}


def load_production(**changes: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH",)}
    return subprocess.run(
        [sys.executable, "-c", LOAD],
        env={**kept, **FIT, **changes},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fit_environment_starts_with_everything_shut() -> None:
    loaded = load_production()
    assert loaded.stdout.strip() == "True True json", loaded.stderr


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"SECRET_KEY": checks.DEMO_SECRET}, "tinhso.E001"),
        ({"SECRET_KEY": "short"}, "tinhso.E001"),
        ({"DEBUG": "1"}, "tinhso.E002"),
        ({"ALLOWED_HOSTS": "127.0.0.1,localhost"}, "tinhso.E003"),
        ({"ALLOWED_HOSTS": "*"}, "tinhso.E003"),
        ({"TINHSO_DEMO": "1"}, "tinhso.E004"),
        ({"OFFICIAL_MFA_REQUIRED": "0"}, "tinhso.E006"),
        ({"PUBLIC_URL": "http://dichvucong.laocai.gov.vn"}, "tinhso.E008"),
        ({"STREAM_URL": "http://dichvucong.laocai.gov.vn"}, "tinhso.E008"),
        ({"SMS_GATEWAY_KEY": "demo"}, "tinhso.E009"),
    ],
)
def test_an_unfit_environment_does_not_start(
    changes: dict[str, str], code: str
) -> None:
    loaded = load_production(**changes)
    assert loaded.returncode != 0
    assert f"not fit for the public: {code}" in loaded.stderr


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"SESSION_COOKIE_SECURE": False}, "tinhso.E005"),
        ({"CSRF_COOKIE_SECURE": False}, "tinhso.E005"),
        ({"SECURE_SSL_REDIRECT": False}, "tinhso.E007"),
        ({"SECURE_HSTS_SECONDS": 3600}, "tinhso.E007"),
    ],
)
def test_plain_http_is_unfit(changes: dict[str, Any], code: str) -> None:
    assert set(checks.unfit({**FIT_VALUES, **changes})) == {code}


def test_fit_settings_have_no_reason_against_them() -> None:
    assert checks.unfit(FIT_VALUES) == {}


def test_check_deploy_names_what_production_refuses() -> None:
    with override_settings(**{**FIT_VALUES, "DEMO": True}):
        found = run_checks(tags=["security"], include_deployment_checks=True)
    assert [
        problem.id for problem in found if str(problem.id).startswith("tinhso")
    ] == ["tinhso.E004"]
