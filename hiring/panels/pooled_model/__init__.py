"""What all finished panels of the organisation say together, whoever is looking: components, adjusted totals, ties."""
