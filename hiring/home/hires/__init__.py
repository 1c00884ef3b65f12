"""Hires on HR's start page: what was decided this week, who has no first day yet, and what they are owed."""
