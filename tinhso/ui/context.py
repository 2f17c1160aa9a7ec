"""What every shell knows: whose province this is, and the ways in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tinhso.ui import addresses


def province(request: HttpRequest) -> dict[str, Any]:
    """Return the province's name and hotline, and the doors of the masthead."""
    return {
        "province_name": settings.PROVINCE_NAME,
        "hotline": settings.HOTLINE,
        "doors": addresses.DOORS,
        "current_door": addresses.current_door(request.path),
        "to": addresses.BY_NAME,
    }
