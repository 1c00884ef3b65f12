"""Mail about interviews: to interviewers and guests, to HR about people who can't come, and letters to candidates."""
