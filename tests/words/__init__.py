"""What a person reads: collected from all files, and held to plain words."""
