"""Panels side by side: marks combined criterion by criterion, and the table HR reads."""
