"""From an analysis to what somebody reads: text, a page of its own, or JSON."""
