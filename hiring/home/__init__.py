"""What awaits me today, by role. The last room: it may ask every other one, and none asks it."""
