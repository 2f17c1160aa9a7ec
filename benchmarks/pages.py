"""P8: what a browser transfers for a citizen's first page, and for the next view."""

import shutil

from playwright.sync_api import Browser, Page, sync_playwright

from .figures import Figure
from .measures import Asked

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATHS = {"front page": "/", "start page": "/dich-vu/1.001193/"}


def measure(asked: Asked) -> None:
    """Count bytes as the browser's own network panel does, headers included."""
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        print("P8   not measured: no Chromium on this machine", flush=True)
        return
    port = asked.running.ports.web
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"]
        )
        for what, path in PATHS.items():
            cold, warm = _views(browser, f"http://127.0.0.1:{port}{path}")
            asked.report.raw[f"P8 {what}"] = {"cold_bytes": cold, "warm_bytes": warm}
            asked.report.add(
                Figure("P8", f"{what}, cold", cold / 1024, "KB", "at most", 120),
                Figure("P8", f"{what}, warm", warm / 1024, "KB", "at most", 15),
            )
        browser.close()


def _views(browser: Browser, url: str) -> tuple[int, int]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    cold, warm = _view(page, url), _view(page, url)
    context.close()
    return cold, warm


def _view(page: Page, url: str) -> int:
    total = 0

    def add(event: dict[str, object]) -> None:
        nonlocal total
        total += int(str(event["encodedDataLength"]).split(".")[0])

    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", add)
    page.goto(url, wait_until="networkidle")
    network.detach()
    return total
