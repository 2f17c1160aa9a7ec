"""Any process is killed while somebody is filing: it comes back, and nothing is lost."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.procedures.factories import copy_answers
from tinhso.cli import processes

from .conftest import Product, forget, free_port, make_context, product_at, start, stop
from .conftest import wait_until_up as wait
from .people import (
    NAM,
    answer_all,
    answer_one,
    begin,
    codes_of,
    next_code,
    sign_in,
    submit,
    texts_to,
)

pytestmark = pytest.mark.e2e

TYPED = "Giấy phép xây dựng"
WORDS = {
    "web": b"tinhso.config.wsgi:application",
    "stream": b"tinhso.config.asgi:application",
    "worker": b"django\0work",
}


class Fragile:
    """A product of its own, with a citizen in the middle of things."""

    def __init__(self, product: Product, page: Page) -> None:
        self.product = product
        self.page = page
        self.process: subprocess.Popen[bytes] = start(product)
        self.draft = self.code = ""

    def live(self) -> None:
        """File one dossier, and leave one draft half filled."""
        sign_in(self.page, self.product, NAM)
        filed = begin(self.page, "2.000815")
        answer_all(self.page, filed, copy_answers(requester_number=NAM.number))
        self.code = submit(self.page, filed)
        self.draft = begin(self.page, "2.000815")
        self.page.goto(f"{self.draft}buoc/papers/")
        answer_one(self.page, "papers.0.paper_title", TYPED)
        self.page.get_by_role("button", name="Lưu và làm sau").click()
        self.page.wait_for_url("**/toi/")

    def kill(self, name: str) -> set[int]:
        """Kill -9 every process of a kind; return which."""
        found = self.pids(name)
        assert found, f"no process of {name}"
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        return found

    def pids(self, name: str) -> set[int]:
        """Return the living processes of a kind that belong to this product."""
        if name == "postgres":
            port = (self.product.home / "run" / "postgres.port").read_text()
            return living(b"bin/postgres\0", f"\0-p\0{port}\0".encode())
        ours = processes.marked(self.product.home.resolve())
        return living(WORDS[name]) & set(ours)

    def wait_until_back(self, name: str, killed: set[int]) -> None:
        """Wait until the supervisor has brought it back, and all answers."""
        until = time.monotonic() + 60
        while not self.pids(name) - killed:
            assert time.monotonic() < until, f"{name} is not back"
            time.sleep(0.1)
        wait(self.product, self.process)


def living(*words: bytes) -> set[int]:
    """Return the living processes whose command line has all these words."""
    return {
        pid
        for pid in processes.pids()
        if all(word in command_of(pid) for word in words) and processes.alive(pid)
    }


def command_of(pid: int) -> bytes:
    """Return a process's command line, its words apart by NUL."""
    try:
        return (processes.PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def fragile(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fragile]:
    """Start a product that may be killed."""
    home = tmp_path_factory.mktemp("fragile")
    product = product_at(free_port(), free_port(), free_port(), home)
    context = make_context(browser, product, 360)
    made = Fragile(product, context.new_page())
    try:
        made.live()
        yield made
    finally:
        context.close()
        stop(made.process)
        forget(product)


def expect_nothing_lost(fragile: Fragile) -> None:
    page = fragile.page
    for _ in range(6):  # more than there are threads: none keeps a dead connection
        answer = page.goto("/toi/")
        assert answer is not None
        assert answer.status == 200
    assert codes_of(page).count(fragile.code) == 1
    page.goto(f"{fragile.draft}buoc/papers/")
    expect(page.locator('[name="papers.0.paper_title"]')).to_have_value(TYPED)


@pytest.mark.parametrize("name", ["web", "stream", "worker", "postgres"])
def test_a_killed_process_comes_back_and_nothing_is_lost(
    fragile: Fragile, name: str
) -> None:
    killed = fragile.kill(name)

    fragile.wait_until_back(name, killed)

    expect_nothing_lost(fragile)


def test_the_worker_goes_on_with_its_work_after_the_database_was_killed(
    fragile: Fragile, browser: Browser
) -> None:
    fragile.wait_until_back("postgres", fragile.kill("postgres"))
    context = make_context(browser, fragile.product, 360)
    page = context.new_page()
    before = len(texts_to(fragile.product, NAM.phone))
    page.goto("/dang-nhap/")
    page.get_by_label("Số định danh").fill(NAM.number)
    page.get_by_label("Số điện thoại").fill(NAM.phone)

    page.get_by_role("button", name="Gửi mã cho tôi").click()

    assert next_code(fragile.product, NAM.phone, before)
    context.close()


def test_everything_killed_at_once_is_there_after_the_next_start(
    fragile: Fragile,
) -> None:
    fragile.process.kill()
    fragile.process.wait()

    fragile.process = start(fragile.product)

    expect_nothing_lost(fragile)
