"""Cards filled in on paper, typed in on their interviewer's behalf: both names are kept."""
