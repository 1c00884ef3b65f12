"""Interviews in an interviewer's calendar: a file to take along, and a mail when a seat or a time changes."""
