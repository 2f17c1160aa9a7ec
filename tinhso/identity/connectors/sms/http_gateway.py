"""A gateway that speaks plain JSON over HTTP, as most aggregators do.

POST {url}/v1/messages      Authorization: Bearer {key}
{"to": "+84912345678", "from": "TINHSO", "text": "…", "reference": "…"}
202 {"id": "…", "status": "queued"}     4xx/5xx {"error": "…"}
"""

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from tinhso.identity.connectors.sms.protocol import Receipt
from tinhso.kernel.errors import Unavailable

TIMEOUT = 5  # seconds
TAKEN = (200, 201, 202)


@dataclass(frozen=True)
class HttpGateway:
    """One gateway, reached at ``url``."""

    url: str
    key: str
    sender: str

    def send(self, *, to: str, text: str, reference: str) -> Receipt:
        """Hand a message over; raise ``Unavailable`` for any answer but "taken"."""
        body = {"to": to, "from": self.sender, "text": text, "reference": reference}
        try:
            status, answer = self._post("/v1/messages", body)
        except (OSError, HTTPException, ValueError) as fault:
            raise Unavailable(
                "identity.sms_unavailable", fault=type(fault).__name__
            ) from fault
        if status not in TAKEN:
            raise Unavailable("identity.sms_unavailable", fault=f"status {status}")
        return Receipt(str(answer.get("id", "")), str(answer.get("status", "")))

    def _post(self, path: str, body: dict[str, str]) -> tuple[int, dict[str, object]]:
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        connection = (HTTPSConnection if secure else HTTPConnection)(
            parts.netloc, timeout=TIMEOUT
        )
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": "application/json",
        }
        try:
            connection.request(
                "POST", parts.path.rstrip("/") + path, json.dumps(body), headers
            )
            response = connection.getresponse()
            answer = json.loads(response.read() or b"{}")
        finally:
            connection.close()
        return response.status, answer if isinstance(answer, dict) else {}
