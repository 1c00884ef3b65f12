"""Reads an applicant tracker's export: which column is what, which day is meant, who is the same person.

It knows nothing of databases and pages: the people we have already are handed in. The same reading is behind the
preview, the import, the file of refused rows and the command.
"""
