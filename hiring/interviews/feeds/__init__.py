"""A private calendar feed for each person: its address is signed and kept nowhere, and can be renewed or taken back."""
