"""How far a draft is: its task list, and which papers it still wants."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.dossiers.models import Draft, DraftFile
from tinhso.dossiers.types import DraftView
from tinhso.procedures.definition import Component, Page, ProcedureDefinition
from tinhso.procedures.forms import required_components, visible_pages

Row = dict[str, Any]
FROM_CHECK = "kiem-tra"


def comes_from_check(request: HttpRequest) -> bool:
    """Say whether a page was opened to change one thing, from the check."""
    return request.GET.get("ve") == FROM_CHECK


def is_wanted(component: Component) -> bool:
    """Say whether the citizen must bring it: a register may hold it for them."""
    return component.required and not component.from_database


@dataclass(frozen=True)
class Progress:
    """A draft beside its form: which pages are asked, which papers are wanted."""

    draft: Draft
    definition: ProcedureDefinition
    pages: list[Page]
    components: list[Component]
    files: tuple[DraftFile, ...]

    @property
    def done_pages(self) -> list[Page]:
        return [page for page in self.pages if self.is_done(page)]

    @property
    def open_page(self) -> Page | None:
        """The first page that still wants something."""
        return next((page for page in self.pages if not self.is_done(page)), None)

    @property
    def missing_components(self) -> list[Component]:
        laid = {file.component for file in self.files}
        return [c for c in self.components if is_wanted(c) and c.id not in laid]

    @property
    def is_complete(self) -> bool:
        return self.open_page is None and not self.missing_components

    def is_done(self, page: Page) -> bool:
        """Say whether a page was answered and nothing on it is wrong."""
        return page.id in self.draft.done_pages and page.id not in self.draft.invalid

    def files_of(self, component: Component) -> list[DraftFile]:
        return [file for file in self.files if file.component == component.id]


def progress_of(view: DraftView) -> Progress:
    """Lay a draft beside its form. 0 queries."""
    answers = view.draft.answers
    return Progress(
        draft=view.draft,
        definition=view.definition,
        pages=visible_pages(view.definition.form, answers),
        components=required_components(view.definition, answers),
        files=view.files,
    )


def next_url(progress: Progress) -> str:
    """Return the next thing to do: a page, the papers, or the check."""
    draft_id = progress.draft.pk
    if progress.open_page is not None:
        return reverse("citizen:question", args=[draft_id, progress.open_page.id])
    name = "papers" if progress.missing_components else "check"
    return reverse(f"citizen:{name}", args=[draft_id])


def task_sections(progress: Progress) -> list[Row]:
    """Return the sections of the task list: questions by task, papers, the check."""
    sections = [
        {"title": task, "tasks": [_page_task(progress, page) for page in pages]}
        for task, pages in groupby(progress.pages, key=lambda page: page.task)
    ]
    if progress.components:
        title = _("Giấy tờ đính kèm")
        sections.append({"title": title, "tasks": [_papers_task(progress)]})
    sections.append({"title": _("Nộp hồ sơ"), "tasks": [_check_task(progress)]})
    return sections


def _page_task(progress: Progress, page: Page) -> Row:
    href = reverse("citizen:question", args=[progress.draft.pk, page.id])
    task: Row = {"title": page.title, "href": href}
    if page.id in progress.draft.invalid:
        return {**task, "tag": _("Có chỗ cần sửa"), "kind": "warn"}
    if page.id in progress.draft.done_pages:
        return {**task, "tag": _("Đã xong"), "kind": "ok"}
    return {**task, "tag": _("Chưa làm"), "kind": "na"}


def _papers_task(progress: Progress) -> Row:
    wanted = len([c for c in progress.components if is_wanted(c)])
    task: Row = {
        "title": _("Chụp hoặc tải giấy tờ lên"),
        "href": reverse("citizen:papers", args=[progress.draft.pk]),
    }
    if progress.missing_components:
        missing = len(progress.missing_components)
        task["hint"] = _("Còn thiếu %(missing)s trong %(wanted)s loại giấy tờ") % {
            "missing": missing,
            "wanted": wanted,
        }
        return {**task, "tag": _("Chưa đủ"), "kind": "na"}
    if progress.files or wanted:
        return {**task, "tag": _("Đã xong"), "kind": "ok"}
    if progress.open_page is not None:
        hint = _("Các câu trả lời ở trên cho biết cần giấy gì")
        return {**task, "hint": hint, "tag": _("Chưa làm"), "kind": "na"}
    return {**task, "tag": _("Không bắt buộc"), "kind": "na"}


def _check_task(progress: Progress) -> Row:
    task: Row = {"title": _("Kiểm tra rồi nộp")}
    if not progress.is_complete:
        hint = _("Mở được khi các phần trên đã xong")
        return {**task, "hint": hint, "tag": _("Chưa làm được"), "kind": "na"}
    href = reverse("citizen:check", args=[progress.draft.pk])
    return {**task, "href": href, "tag": _("Sẵn sàng nộp"), "kind": "info"}
