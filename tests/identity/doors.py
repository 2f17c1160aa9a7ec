"""Going in by the citizen's door, as a browser does."""

import re

from django.test import Client

from tinhso.identity import services
from tinhso.identity.connectors.sms.simulator import Simulator
from tinhso.identity.models import OneTimeCode

NUMBER = "010193000123"
PHONE = "+84912345678"
FACTS = {"personal_number": NUMBER, "phone": "0912 345 678"}


def send_waiting(phones: Simulator) -> str:
    """Do the waiting job and read the code off the phone."""
    code = OneTimeCode.objects.latest("made_at")
    services.send_code(code_id=str(code.pk))
    found = re.search(r"\d{6}", phones.received(code.phone)[0].text)
    assert found
    return found[0]


def sign_in(client: Client, phones: Simulator, **more: str) -> str:
    """Sign in and return where that leads; ``more`` changes what is typed."""
    client.post("/dang-nhap/", {**FACTS, **more})
    answer = client.post("/dang-nhap/ma/", {"code": send_waiting(phones)})
    return str(answer.headers["Location"])
