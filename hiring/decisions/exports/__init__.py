"""What leaves with a person: the workbook of an opening, and the packet of candidates in order of time."""
