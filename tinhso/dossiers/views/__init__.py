"""Pages of the room: the citizen's and the official's."""
