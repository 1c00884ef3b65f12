"""Records for paper: parts with sections of sentences and tables, as a page to print and as an accessible PDF."""
