"""What every room knows of applications: the facts of each, counts of them, and what happened."""
