"""An offer from its terms to its first day: dated steps that are only ever added."""
