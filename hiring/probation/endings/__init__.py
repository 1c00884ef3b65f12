"""The text a second person reads before an end, the three outcomes side by side, leaving by one's own link, letters."""
