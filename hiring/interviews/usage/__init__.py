"""How often each question of a rubric was asked and when last, and whether HR has retired it."""
