"""A gateway that speaks the real wire, and strict limits as in production."""

from collections.abc import Iterator
from threading import Thread

import pytest
from pytest_django import Settings

from tinhso.identity.connectors.sms.simulator import Simulator

STRICT = {"account": 10, "address": 200, "codes": 5, "tokens": 60}


@pytest.fixture
def phones(settings: Settings) -> Iterator[Simulator]:
    """Run the gateway's simulator, over HTTP, for one test."""
    server = Simulator(0, key="test-key")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.SMS_GATEWAY_KEY = "test-key"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def strict_limits(settings: Settings) -> dict[str, int]:
    """Count tries as production does."""
    settings.SIGN_IN_LIMITS = dict(STRICT)
    return STRICT
