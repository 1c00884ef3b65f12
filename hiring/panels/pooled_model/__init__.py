"""What all finished panels of the organisation say together, no matter who looks: components, adjusted totals, ties."""
