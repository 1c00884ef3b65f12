"""Keep and forget: what is held on one person across every room, how long, and erasing it."""
