"""Seating many interviews at once: a proposal that HR adjusts by hand, times included, and confirms in one go."""
