"""Every mark of an opening as a file: one row a mark, as it was sealed, with what stands beside it."""
