"""``run``: the whole product on one machine, until Ctrl-C."""

import contextlib
import json

from tinhso.config import env

from . import processes, supervisor
from .children import Ports, children, is_demo, plays_sms_gateway
from .home import Home, OnlyOne
from .postgres import Postgres, port_is_free
from .speech import Trouble, raise_stop, say, stop_on_signals


def run(*, with_parent: bool) -> None:
    """Run everything; return when everything has been stopped."""
    if with_parent:
        processes.follow_parent()
    processes.adopt_orphans()
    stop_on_signals(raise_stop)
    home = Home.from_environment()
    home.prepare()
    with OnlyOne(home.run / "run.lock", _busy(home)) as lock:
        try:
            _run_alone(home)
        finally:
            lock.note(stopping=False)
    say("Đã dừng.", "stopped")


def _run_alone(home: Home) -> None:
    processes.end_leftovers(home.root)
    ports = Ports.from_environment()
    _refuse_busy_ports(ports)
    with contextlib.ExitStack() as stack:
        postgres = _database(home, stack)
        environment = _environment(home, ports, postgres)
        say("Chuẩn bị dữ liệu…", "preparing the data")
        supervisor.prepare_data(home, environment)
        keeper = supervisor.Supervisor(home, children(ports), environment, postgres)
        stack.callback(keeper.stop)
        stop_on_signals(keeper.order_stop)
        say("Khởi động web, stream, worker…", "starting")
        keeper.run(lambda: _announce(environment["PUBLIC_URL"], ports, home))
        say("Đang dừng…", "stopping")


def _busy(home: Home) -> Trouble:
    return Trouble(
        f"Tỉnh Số đang chạy với dữ liệu ở {home.root}: hãy dừng nó trước (Ctrl-C ở cửa"
        " sổ kia), hoặc chọn TINHSO_HOME khác.",
        f"Tỉnh Số already runs on {home.root}: stop it first, or choose another"
        " TINHSO_HOME.",
    )


def _refuse_busy_ports(ports: Ports) -> None:
    for child in children(ports):
        if child.port is not None and not port_is_free(child.port):
            raise Trouble(
                f"Cổng {child.port} đang có chương trình khác dùng: hãy đặt"
                f" {child.port_variable} thành một cổng khác.",
                f"Port {child.port} is in use by another program: set"
                f" {child.port_variable} to another port.",
            )


def _database(home: Home, stack: contextlib.ExitStack) -> Postgres | None:
    if env.text("DATABASE_URL"):
        return None
    say("Khởi động PostgreSQL…", "starting PostgreSQL")
    postgres = Postgres(home)
    stack.callback(postgres.stop)
    postgres.start()
    home.write_private(home.database_url_note, postgres.url())
    stack.callback(home.database_url_note.unlink, missing_ok=True)
    return postgres


def _environment(home: Home, ports: Ports, postgres: Postgres | None) -> dict[str, str]:
    url = env.text("DATABASE_URL") if postgres is None else postgres.url()
    simulated = {"SMS_GATEWAY_URL": _sms_address(ports)} if plays_sms_gateway() else {}
    return supervisor.environment_for(
        home,
        **simulated,
        DATABASE_URL=url,
        PUBLIC_URL=env.text("PUBLIC_URL", f"http://127.0.0.1:{ports.web}"),
        STREAM_URL=env.text("STREAM_URL", f"http://127.0.0.1:{ports.stream}"),
    )


def _sms_address(ports: Ports) -> str:
    return f"http://127.0.0.1:{ports.sms}"


def _announce(address: str, ports: Ports, home: Home) -> None:
    say("")
    say(f"Tỉnh Số đang chạy: {address}/", "Tỉnh Số is running")
    if is_demo():
        say("Tài khoản dùng thử:", "demo accounts")
        for username, password, who in json.loads(home.demo_accounts_note.read_text()):
            say(f"  {username:<16} {password:<20} {who}")
    if plays_sms_gateway():
        say(f"Tin nhắn (mã đăng nhập): {_sms_address(ports)}/", "text messages")
    say(f"Dữ liệu và nhật ký: {home.root}", "data and logs")
    say("Ctrl-C để dừng.", "Ctrl-C stops everything")
