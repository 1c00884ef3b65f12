"""Everyone who was hired: what the interview said, what the last check-in said, and how it went on."""
