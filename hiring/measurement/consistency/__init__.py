"""How far marks would come out the same: agreement, reliability with its range, and interviewers beside colleagues."""
