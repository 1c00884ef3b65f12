"""Check-ins: words and notes in the first ones, marks on the anchors in the last."""
