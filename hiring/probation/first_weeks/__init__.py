"""The first weeks: what is expected, when it was shown, and that the hire agreed to it."""
