"""`make run`: the demo province on one machine."""

from tinhso.config.settings.base import *
