"""What people type is shown, never run: in every place of every component."""

import pytest

from tests.ui.rendering import rendered

EVIL = "\"><script>alert('x')</script>"
CELLS = [{"text": EVIL, "sub": EVIL}, {"text": EVIL, "tag_kind": "ok"}]
COLUMNS = [{"title": EVIL, "kind": "text"}, {"title": EVIL, "kind": "tag"}]

SNIPPETS = [
    "{% button evil %}",
    "{% button evil href=evil %}",
    "{% button evil name=evil value=evil confirm=evil %}",
    "{% back_link evil evil %}",
    "{% status_tag evil 'ok' %}",
    "{% icon 'check' label=evil %}",
    "{% error_summary things %}",
    "{% summary_list things %}",
    "{% task_list sections %}",
    "{% timeline things %}",
    "{% metric_tile thing %}",
    "{% confirmation evil evil %}",
    "{% inset %}{{ evil }}{% endinset %}",
    "{% details evil %}{{ evil }}{% enddetails %}",
    "{% notification evil %}",
    "{% filter_chips things %}",
    "{% data_table table %}",
    "{% pagination evil evil %}",
    "{% bars series %}",
    "{% sparkline series %}",
]

THING = {
    **dict.fromkeys(["text", "href", "label", "value", "title", "place"], EVIL),
    **dict.fromkeys(["detail", "hint", "tag", "unit", "note", "as_of", "at"], EVIL),
    **dict.fromkeys(["change_href", "change_what", "remove_href"], EVIL),
    **dict.fromkeys(["id", "subtitle", "source", "target_text", "label_title"], EVIL),
}
CONTEXT = {
    "evil": EVIL,
    "thing": {**THING, "state": EVIL, "state_kind": "ok"},
    "things": [THING],
    "sections": [{"title": EVIL, "tasks": [{**THING, "kind": "ok"}]}],
    "table": {"caption": EVIL, "columns": COLUMNS, "rows": [CELLS]},
    "series": {**THING, "items": [{"label": EVIL, "value": 1}]},
}


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_no_component_lets_markup_through(snippet: str) -> None:
    html = rendered(snippet, **{**CONTEXT, "things": [{**THING, "state": ""}]})
    assert "<script" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_markup_in_a_message_to_a_field_stays_text() -> None:
    html = rendered("{% error_summary errors %}", errors=[{"href": "", "text": EVIL}])
    assert "&lt;script&gt;" in html
