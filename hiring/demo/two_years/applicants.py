"""Who applied in these two years. All invented, each once; neighbours differ in both names."""

from itertools import product

_FIRST = (
    "Alba", "Barnaby", "Clementine", "Dashiell", "Esme", "Florian", "Greta", "Hamish", "Iris", "Jasper", "Kitty",
    "Leopold", "Mabel", "Nico", "Orla", "Piers",
)  # fmt: skip
_LAST = (
    "Ashdown", "Birkett", "Calloway", "Dunmore", "Easton", "Fairley", "Garside", "Holloway", "Ingham", "Jessop",
    "Kestrel", "Langley",
)  # fmt: skip
APPLICANTS = tuple(
    f"{_FIRST[(place + turn) % len(_FIRST)]} {_LAST[place % len(_LAST)]}"
    for turn, place in product(range(4), range(len(_FIRST) * len(_LAST) // 4))
)
