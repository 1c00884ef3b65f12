"""`hiring analyse`: a spreadsheet of ratings read, analysed, and told as text, as JSON or as a page of its own."""
