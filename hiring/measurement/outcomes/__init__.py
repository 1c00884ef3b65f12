"""What became of people: fairness of stages, validity, expectancy, probation signals and time."""
