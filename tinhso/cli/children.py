"""The processes of a running Tỉnh Số: what each is called and how it is started."""

import http.client
import sys
from dataclasses import dataclass

from tinhso.config import env

HEALTH_PATH = "/suc-khoe/"


@dataclass(frozen=True)
class Child:
    """One process the supervisor keeps running."""

    name: str
    argv: tuple[str, ...]
    port: int | None = None
    port_variable: str = ""
    health_path: str = HEALTH_PATH
    patience: float = 15.0

    def is_healthy(self) -> bool:
        """Return whether the process answers, with the database behind it."""
        if self.port is None:
            return True
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", self.health_path)
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@dataclass(frozen=True)
class Ports:
    """Where the serving processes listen on 127.0.0.1."""

    web: int
    stream: int
    sms: int

    @classmethod
    def from_environment(cls) -> "Ports":
        """Return the ports the environment names."""
        return cls(
            web=env.number("TINHSO_PORT", 8000),
            stream=env.number("TINHSO_STREAM_PORT", 8001),
            sms=env.number("TINHSO_SMS_PORT", 8010),
        )


def is_demo() -> bool:
    """Return whether the demo province and its simulators belong to this run."""
    return env.flag("TINHSO_DEMO", default=True)


def plays_sms_gateway() -> bool:
    """Return whether text messages go to the simulator: a demo without a gateway."""
    return is_demo() and not env.text("SMS_GATEWAY_URL")


def children(ports: Ports) -> list[Child]:
    """Return the processes in the order they start."""
    simulators = [_sms(ports.sms)] if plays_sms_gateway() else []
    return [_web(ports.web), _stream(ports.stream), _worker(), *simulators]


def _sms(port: int) -> Child:
    module = "tinhso.identity.connectors.sms.simulator"
    argv = (sys.executable, "-m", module, "--port", str(port))
    return Child("sms", argv, port, "TINHSO_SMS_PORT", health_path="/")


def _web(port: int) -> Child:
    workers = env.number("TINHSO_WEB_WORKERS", 2)
    threads = env.number("TINHSO_WEB_THREADS", 2)
    application = ("--interface", "wsgi", "tinhso.config.wsgi:application")
    size = ("--workers", str(workers), "--blocking-threads", str(threads))
    argv = _granian(port, *size, "--workers-kill-timeout", "8", *application)
    return Child("web", argv, port, "TINHSO_PORT")


def _stream(port: int) -> Child:
    application = ("--interface", "asginl", "tinhso.config.asgi:application")
    # Open streams never end by themselves: a stop waits for them only shortly.
    argv = _granian(port, "--workers", "1", "--workers-kill-timeout", "2", *application)
    return Child("stream", argv, port, "TINHSO_STREAM_PORT", patience=5.0)


def _worker() -> Child:
    return Child("worker", (sys.executable, "-m", "django", "work"))


def _granian(port: int, *rest: str) -> tuple[str, ...]:
    base = (sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(port))
    return (
        *base,
        "--no-ws",
        "--respawn-failed-workers",
        "--log-level",
        "warning",
        *rest,
    )
