"""A real Chromium against the shell's own pages, with no database behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page

from tinhso.ui import messages

BUILT = Path(messages.__file__).parent / "static" / "built"


@contextmanager
def served() -> Iterator[str]:
    """Serve the product in a thread of this process; give its address."""
    assert (BUILT / "ui.css").exists(), "Build the front end first: make setup"
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, {})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        assert thread.error is None
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def unfold(page: Page) -> None:
    """Open everything folded, so that it is looked at as well."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def violations(page: Page) -> list[str]:
    """Return what axe holds against the page, rule and place."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]
