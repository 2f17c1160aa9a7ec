"""The settings of ``make run``, with a stopwatch around every request."""

from tinhso.config.settings.dev import *  # noqa: F403

MIDDLEWARE = ["benchmarks.timing.server_timing", *MIDDLEWARE]  # noqa: F405
LOGGING = {**LOGGING, "level": "WARNING"}  # noqa: F405
