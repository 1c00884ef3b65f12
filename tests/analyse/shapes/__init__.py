"""One hundred sheets of many shapes, and what the reader must make of each."""
