"""Guest interviewers: someone from outside holds one seat, by a link instead of an account, as blind as anybody."""
