"""What the command line says to people: Vietnamese first, English beside it."""

import signal
import sys
from collections.abc import Callable
from types import FrameType


class Trouble(Exception):
    """Something only a person can put right, said so that they can."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi = vi
        self.en = en
        super().__init__(en)

    def __str__(self) -> str:
        return f"{self.vi}\n  {self.en}"


class StopAsked(BaseException):
    """Ctrl-C or SIGTERM, before there is a loop that would notice."""


def raise_stop(_signal: int, _frame: FrameType | None) -> None:
    """Unwind what has been started so far; a second order changes nothing."""
    stop_on_signals(signal.SIG_IGN)
    raise StopAsked


def stop_on_signals(
    handler: Callable[[int, FrameType | None], None] | signal.Handlers,
) -> None:
    """Let Ctrl-C, SIGTERM and a closed terminal call ``handler``."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def say(vi: str, en: str = "") -> None:
    """Print one line, in both languages when it has both."""
    print(f"{vi} · {en}" if en else vi, flush=True)


def complain(trouble: Trouble) -> None:
    """Print what went wrong where errors belong."""
    print(f"\n✗ {trouble}\n", file=sys.stderr, flush=True)


def speak_utf8() -> None:
    """Print Vietnamese even where the console claims to know only ASCII."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
