"""Mail that nobody sends, to be read here instead: only where no mail server is set, as in the demo."""
