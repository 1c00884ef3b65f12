"""Seating many meetings at once: a proposal that HR adjusts by hand, times included, and confirms in one go."""
