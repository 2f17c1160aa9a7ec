"""The whole product, started as `make run` starts it, and a real browser before it.

One product for all journeys: its own folder, its own embedded PostgreSQL, real ports.
Screenshots go to ``TINHSO_SHOTS`` (default ``var/screenshots``) for people to look at.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tinhso.demo.accounts import DEMO_ACCOUNTS

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 240  # seconds for a first start on a busy machine
PASSWORDS = {username: secret for username, secret, _ in DEMO_ACCOUNTS}


@dataclass(frozen=True)
class Product:
    """Where the running product answers."""

    web: str
    stream: str
    phones: str
    home: Path

    def one_time_code(self, phone: str) -> str:
        """Return the newest code that the SMS gateway's simulator has for a phone."""
        found = httpx.get(f"{self.phones}/v1/messages", params={"to": phone}).json()
        (code,) = re.findall(r"\b\d{6}\b", found["messages"][0]["text"])[:1]
        return str(code)


def product_at(
    web: int | str, stream: int | str, sms: int | str, home: Path
) -> Product:
    """Return the product whose processes answer at these ports."""
    return Product(
        web=f"http://127.0.0.1:{web}",
        stream=f"http://127.0.0.1:{stream}",
        phones=f"http://127.0.0.1:{sms}",
        home=home,
    )


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Say whether an address answers well."""
    try:
        return httpx.get(address, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Start the demo province, and stop it as Ctrl-C does.

    ``TINHSO_E2E=web,stream,sms`` (ports) uses a product that runs already, from the
    folder ``TINHSO_E2E_HOME``.
    """
    running = os.environ.get("TINHSO_E2E")
    if running:
        web_at, stream_at, sms_at = running.split(",")
        home = Path(os.environ.get("TINHSO_E2E_HOME", PROJECT / "var"))
        yield product_at(web_at, stream_at, sms_at, home)
        return
    made = product_at(
        free_port(), free_port(), free_port(), tmp_path_factory.mktemp("tinhso")
    )
    process = start(made)
    yield made
    stop(process)
    forget(made)


def start(product: Product) -> subprocess.Popen[bytes]:
    """Start the product as ``make run`` does; return when it answers."""
    env = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "tinhso.config.settings.dev",
        "TINHSO_HOME": str(product.home),
        "TINHSO_PORT": product.web.rpartition(":")[2],
        "TINHSO_STREAM_PORT": product.stream.rpartition(":")[2],
        "TINHSO_SMS_PORT": product.phones.rpartition(":")[2],
    }
    log = product.home / "run.log"
    with log.open("ab") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "tinhso.cli", "run"],
            cwd=PROJECT,
            env=env,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_up(product, process)
    except BaseException:
        stop(process)
        raise
    return process


def wait_until_up(product: Product, process: subprocess.Popen[bytes]) -> None:
    """Wait until the product answers; refuse one that gave up."""
    log = product.home / "run.log"
    until = time.monotonic() + PATIENCE
    while not is_up(product):
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.25)


def is_up(product: Product) -> bool:
    """Say whether the pages and the stream answer, with the database behind them."""
    return answers(f"{product.web}/suc-khoe/") and answers(
        f"{product.stream}/suc-khoe/"
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the product as Ctrl-C does."""
    process.send_signal(signal.SIGINT)
    process.wait(60)


def forget(product: Product) -> None:
    """Remove a database that lies elsewhere because only root may walk to its home."""
    shutil.rmtree((product.home / "postgres").resolve(), ignore_errors=True)


def make_context(
    browser: Browser, product: Product, width: int, *, scripts: bool = True
) -> BrowserContext:
    """Open a browser of its own: own cookies, a phone or a desk."""
    context = browser.new_context(
        base_url=product.web,
        viewport={"width": width, "height": 800 if width < 600 else 900},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def phone(browser: Browser, product: Product) -> Iterator[Page]:
    """Give a citizen's phone, 360 px wide."""
    context = make_context(browser, product, 360)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, product: Product) -> Iterator[Page]:
    """Give an official's desk, 1366 px wide."""
    context = make_context(browser, product, 1366)
    yield context.new_page()
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of every page that was open when a journey failed."""
    report = yield
    if report.failed and report.when == "call":
        folder = Path(os.environ.get("TINHSO_SHOTS", PROJECT / "var" / "screenshots"))
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("phone", "desk"):
            page = getattr(item, "funcargs", {}).get(name)
            if page is not None:
                page.screenshot(path=folder / f"failed-{name}.png", full_page=True)
    return report
