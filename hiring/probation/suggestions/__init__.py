"""You said, we did: what customers tell people, what should change, and HR's dated answers."""
