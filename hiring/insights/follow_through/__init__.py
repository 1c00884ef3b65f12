"""What was done with what people saw: cards, concerns, leavers, overrides and early signals."""
