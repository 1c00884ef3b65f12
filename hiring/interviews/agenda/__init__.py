"""The agenda by day and week, and how far each interview on it is, seat by seat."""
