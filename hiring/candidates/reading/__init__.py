"""Reads an applicant tracker's export: which column is what, which day is meant, who is the same person.

It knows nothing of databases and pages: whom the house knows already is handed in. The same reading stands behind the
preview, the taking, the file of refused rows and the command.
"""
