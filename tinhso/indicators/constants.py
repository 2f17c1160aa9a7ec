"""Names that the room's files share."""

CURSOR = "indicators.counters"
