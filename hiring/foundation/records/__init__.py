"""What is kept for good and how it is proven: the journal, final rows, views, digests and second people's answers."""
