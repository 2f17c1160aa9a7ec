"""How logs are written: a line per event, never a person in it.

Rooms name events and fields (``tinhso.kernel.log``). What still slips in, by a field
that names personal data or inside the text of a library's error, is withheld here, at
the last gate before the line is written.
"""

import logging.config
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

WITHHELD = "[không ghi]"
PERSONAL_FIELDS = frozenset(
    {
        "address", "answers", "birth_date", "born_on", "email", "full_name", "name",
        "names", "otp", "password", "person", "personal_number", "phone", "secret",
        "session_key", "token", "username",
    }
)  # fmt: skip
# A personal number has twelve digits, a Vietnamese phone ten after 0 or nine after 84.
PERSONAL_TEXT = re.compile(r"(?<![\w-])(?:\d{12}|0\d{9}|\+?84\d{9})(?![\w-])")
# PostgreSQL quotes the offending row: Key (phone)=(…) already exists.
ROW_TEXT = re.compile(r"(Key \([^)]*\)=|Failing row contains )\(.*\)")

EventDict = MutableMapping[str, Any]


class Stderr(logging.Handler):
    """Writes to whatever ``sys.stderr`` is when the line is written."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201
        except Exception:  # noqa: BLE001 - logging never breaks what it reports on
            self.handleError(record)


def withhold_persons(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Withhold fields and texts that say who a person is."""
    for field, value in event.items():
        if field in PERSONAL_FIELDS:
            event[field] = WITHHELD
        elif isinstance(value, str):
            event[field] = _mask(value)
    return event


def _mask(text: str) -> str:
    return ROW_TEXT.sub(rf"\1({WITHHELD})", PERSONAL_TEXT.sub(WITHHELD, text))


def configure(options: dict[str, str]) -> None:
    """Set up logging: Django calls this with ``settings.LOGGING``."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=()),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        withhold_persons,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(_standard(shared, **options))


def _standard(shared: list[Any], form: str, level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [_plain_message, *shared],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _renderer(form),
                ],
            }
        },
        "handlers": {"stream": {"()": Stderr, "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            # Django's own set-up would print its lines a second time.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # Says every statement with its values.
            "django.db.backends": {"level": "WARNING"},
            "procrastinate": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
        },
    }


def _plain_message(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Drop what a library hangs on its records: requests, settings, whole rows."""
    event.pop("positional_args", None)
    return event


def _renderer(form: str) -> Any:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
