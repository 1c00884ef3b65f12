"""What was heard in the interviews of a panel, beside the marks."""
