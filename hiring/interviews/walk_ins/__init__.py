"""Walk-in sessions: places for people who come without a date, and the interviews they turn into."""
