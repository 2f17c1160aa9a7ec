"""Tỉnh Số: the digital government of a Vietnamese province."""
