"""Promises made in a probation: coaching, tools, shifts, and what became of them."""
