"""People who apply, and their applications: one try of one person for one opening.

HR adds them by hand or imports an export of an applicant tracker; nothing here says how anybody did.
"""
