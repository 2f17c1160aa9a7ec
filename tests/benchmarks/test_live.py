"""How late an open page is, reckoned from what it showed and what was committed."""

import math

from benchmarks.live import Screen, lags_of


def test_a_commit_is_late_until_the_figure_counts_it() -> None:
    seen = [(0.0, 40), (2.0, 42), (3.0, 43)]

    assert lags_of(seen, [1.0, 1.5, 2.25]) == [1.0, 0.5, 0.75]


def test_a_commit_that_is_never_shown_is_late_for_ever() -> None:
    assert lags_of([(0.0, 40), (2.0, 41)], [1.0, 1.5]) == [1.0, math.inf]


def test_a_screen_reads_its_figure_out_of_the_stream() -> None:
    screen = Screen()

    screen._hear(b'data: {"texts": {"all-submitted_today": "1.204"}, "as_of": "9"}\n')
    screen._hear(b'data: {"texts": {"u7-open_now": "3"}}\n')
    screen._hear(b": still here\n")

    assert [value for _, value in screen.seen] == [1204]
