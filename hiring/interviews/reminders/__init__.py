"""Reminding who is late with a scorecard, and nobody else: by mail, once a day at most for each card."""
