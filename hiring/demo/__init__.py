"""The demo story, told through the rooms' own actions: what a visitor sees in the first minute."""
