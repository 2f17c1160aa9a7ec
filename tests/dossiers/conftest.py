"""What most tests of this room begin with."""

import pytest

from tests.dossiers.factories import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    """A commune at work with the tiny procedure."""
    return make_scene()
