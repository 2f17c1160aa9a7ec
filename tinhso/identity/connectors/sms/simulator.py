"""A gateway and all its phones in one small process: shows what would have been sent.

    python -m tinhso.identity.connectors.sms.simulator --port 8010

Speaks the wire of ``http_gateway``; ``GET /v1/messages?to=+84…`` lists messages, newest
first, and ``/`` shows them to people. Nothing is kept when it stops.
"""

import argparse
import json
import uuid
from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tinhso.kernel import clock

KEPT = 200
LONGEST_BODY = 10_000
FIELDS = ("to", "from", "text", "reference")
STYLE = (
    "body{font:17px/1.5 'Noto Sans',sans-serif;max-width:44rem;margin:2rem auto;"
    "padding:0 1rem;color:#1b2733}article{border:1px solid #6b7885;border-radius:.5rem;"
    "padding:.75rem 1rem;margin:1rem 0}p{margin:.25rem 0}small{color:#4a5a6a}"
)


@dataclass(frozen=True)
class Message:
    """A message a phone would have received."""

    id: str
    to: str
    sender: str
    text: str
    reference: str
    at: str


class Simulator(ThreadingHTTPServer):
    """The gateway: takes messages from whoever has the key and shows them."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, key: str = "demo") -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.key = key
        self.messages: deque[Message] = deque(maxlen=KEPT)

    def take(self, body: dict[str, str]) -> Message:
        """Keep a message as if a phone had received it."""
        message = Message(
            id=uuid.uuid4().hex,
            to=body["to"],
            sender=body["from"],
            text=body["text"],
            reference=body["reference"],
            at=clock.now().isoformat(timespec="seconds"),
        )
        self.messages.appendleft(message)
        return message

    def received(self, to: str = "") -> list[Message]:
        """Return what one phone, or every phone, received; newest first."""
        return [message for message in list(self.messages) if to in {"", message.to}]


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Simulator

    def do_POST(self) -> None:
        """Take a message."""
        if urlsplit(self.path).path != "/v1/messages":
            return self._json(404, {"error": "unknown address"})
        if self.headers.get("Authorization") != f"Bearer {self.server.key}":
            return self._json(401, {"error": "wrong key"})
        body = self._body()
        if body is None:
            return self._json(400, {"error": "to, from, text, reference are needed"})
        message = self.server.take(body)
        return self._json(202, {"id": message.id, "status": "queued"})

    def do_GET(self) -> None:
        """Show messages, to programs or to people."""
        parts = urlsplit(self.path)
        if parts.path == "/v1/messages":
            to = parse_qs(parts.query).get("to", [""])[0].replace(" ", "+")
            found = [asdict(message) for message in self.server.received(to)]
            return self._json(200, {"messages": found})
        if parts.path == "/":
            return self._send(200, "text/html", page(self.server.received()))
        return self._json(404, {"error": "unknown address"})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: codes do not belong into logs."""

    def _body(self) -> dict[str, str] | None:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LONGEST_BODY:
            return None
        try:
            body = json.loads(self.rfile.read(length))
        except ValueError:
            return None
        if not isinstance(body, dict) or not all(body.get(name) for name in FIELDS):
            return None
        return {name: str(body[name]) for name in FIELDS}

    def _json(self, status: int, data: dict[str, object]) -> None:
        self._send(status, "application/json", json.dumps(data, ensure_ascii=False))

    def _send(self, status: int, kind: str, text: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def page(messages: list[Message]) -> str:
    """Return the page that shows the phones; it looks again every few seconds."""
    shown = "".join(
        f"<article><p><strong>{escape(message.to)}</strong> "
        f"<small>{escape(message.sender)}, {_hour(message.at)}</small></p>"
        f"<p>{escape(message.text)}</p></article>"
        for message in messages
    )
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Tin nhắn thử</title>"
        f"<style>{STYLE}</style><script>setInterval(()=>location.reload(),4000)</script>"
        "<main><h1>Tin nhắn thử</h1>"
        "<p>Đây là những tin nhắn mà điện thoại sẽ nhận được. Không tin nào đi ra "
        f"ngoài máy này.</p>{shown or '<p>Chưa có tin nào.</p>'}</main></html>"
    )


def _hour(at: str) -> str:
    return datetime.fromisoformat(at).strftime("%H:%M:%S")


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--key", default="demo")
    chosen = parser.parse_args()
    server = Simulator(chosen.port, chosen.key)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
