"""Checks of style and size, run by `make check`: they print findings and are no tests."""
