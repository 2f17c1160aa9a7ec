from pathlib import Path

import pytest

from tinhso.cli.tail import Tail


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "web.log"
    path.write_text("an error of yesterday\n")
    return path


def test_new_trouble_is_shown_with_its_process(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tail = Tail({"web": log})
    with log.open("a") as writer:
        writer.write("all is well\n[error] it broke\n")
    tail.print_troubles()
    assert capsys.readouterr().out.splitlines() == ["     web │ [error] it broke"]


def test_everything_is_shown_when_asked_for(
    log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINHSO_VERBOSE", "1")
    tail = Tail({"web": log})
    with log.open("a") as writer:
        writer.write("all is well\n")
    tail.print_troubles()
    assert "all is well" in capsys.readouterr().out


def test_a_half_written_line_waits_for_its_end(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tail = Tail({"web": log})
    with log.open("a") as writer:
        writer.write("[error] it ")
        writer.flush()
        tail.print_troubles()
        writer.write("broke\n")
    tail.print_troubles()
    assert capsys.readouterr().out.splitlines() == ["     web │ [error] it broke"]
