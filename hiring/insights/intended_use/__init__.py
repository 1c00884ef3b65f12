"""What the numbers are for, and what they must not be used for: one page with a version and a date."""
