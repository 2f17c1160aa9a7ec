"""A form is replaced while somebody is filling it in: said, and the answers are kept."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tinhso.procedures.catalogue import SHIPPED

from .conftest import PROJECT, Product
from .people import NAM, begin, look, sign_in

pytestmark = pytest.mark.e2e

CODE = "1.004194"
OLD, NEW = "Lý do tạm trú", "Vì sao bạn đến ở đây?"
Publish = Callable[[str], None]


@pytest.fixture
def publish(product: Product, tmp_path: Path) -> Iterator[Publish]:
    """Publish the residence form with other words, as an administrator does."""
    shipped = (SHIPPED / f"{CODE}.yaml").read_text(encoding="utf-8")

    def publish_with(words: str) -> None:
        (tmp_path / f"{CODE}.yaml").write_text(shipped.replace(OLD, words), "utf-8")
        manage(product, "load_catalogue", str(tmp_path))

    yield publish_with
    publish_with(OLD)


def manage(product: Product, *command: str) -> None:
    """Run a command of ``manage.py`` on the product's own database."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env["TINHSO_HOME"] = str(product.home)
    env["DJANGO_SETTINGS_MODULE"] = "tinhso.config.settings.dev"
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=PROJECT, env=env, check=True
    )


def test_a_draft_moves_to_the_new_form_with_everything_that_was_answered(
    phone: Page, product: Product, publish: Publish
) -> None:
    sign_in(phone, product, NAM)
    draft = begin(phone, CODE)
    phone.goto(f"{draft}buoc/stay_time/")
    phone.locator('[name="stay_until"]').fill("30/06/2027")
    phone.locator('[name="stay_reason"]').fill("Đi làm ở nhà máy")
    publish(NEW)

    phone.get_by_role("button", name="Tiếp tục").last.click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Mẫu đơn vừa được thay")
    look(phone, "new-version")
    phone.get_by_role("button", name="Chuyển sang bản mới").click()
    expect(phone.locator("main")).to_contain_text(NEW)
    look(phone, "new-version-task-list")
    phone.goto(f"{draft}buoc/stay_time/")
    expect(phone.get_by_label(NEW)).to_have_value("Đi làm ở nhà máy")
    expect(phone.locator('[name="stay_until"]')).to_have_value("30/06/2027")
