"""``python -m tinhso.cli``: run, test-env, messages."""

import argparse
import sys

from . import messages, running, test_env
from .speech import StopAsked, Trouble, complain, say, speak_utf8


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    speak_utf8()
    asked = _arguments().parse_args(argv)
    try:
        return _do(asked)
    except Trouble as trouble:
        complain(trouble)
        return 1
    except StopAsked:
        say("Đã dừng.", "stopped")
        return 0


def _do(asked: argparse.Namespace) -> int:
    if asked.act == "run":
        running.run(with_parent=asked.with_parent)
    elif asked.act == "test-env":
        return test_env.run([part for part in asked.command if part != "--"])
    elif asked.what == "extract":
        messages.extract()
    else:
        messages.compile_changed()
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tinhso", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    run_act = acts.add_parser("run", help="run web, stream, worker and PostgreSQL")
    run_act.add_argument("--with-parent", action="store_true", help="stop when it does")
    test_act = acts.add_parser("test-env", help="run a command beside a test database")
    test_act.add_argument("command", nargs=argparse.REMAINDER)
    messages_act = acts.add_parser("messages", help="translations")
    messages_act.add_argument("what", choices=["extract", "compile"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
