"""Asking a colleague for one observation, by a signed link."""
