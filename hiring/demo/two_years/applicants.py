"""Who applied in these two years. All invented; first and last names come back, but no pair does."""

_FIRST = (
    "Alba", "Barnaby", "Clementine", "Dashiell", "Esme", "Florian", "Greta", "Hamish", "Iris", "Jasper",
    "Kitty", "Leopold", "Mabel", "Nico", "Orla", "Piers", "Adaeze", "Bilal", "Carys", "Dimitri", "Elif",
    "Farouk", "Gwen", "Hiroshi", "Imani", "Jomo", "Katarzyna", "Lars", "Mei", "Niamh", "Oluwaseun", "Paloma",
    "Quentin", "Ruta", "Sinead", "Tariq", "Una", "Vikram", "Wren", "Xanthe", "Yusra", "Zoltan", "Agnes",
    "Benedict", "Chiamaka", "Duncan", "Eluned", "Femi", "Giorgia", "Howell",
)  # fmt: skip
_LAST = (
    "Ashdown", "Birkett", "Calloway", "Dunmore", "Easton", "Fairley", "Garside", "Holloway", "Ingham", "Jessop",
    "Kestrel", "Langley", "Adeyemi", "Baptiste", "Chowdhury", "Drummond", "Eriksen", "Fontaine", "Gallagher",
    "Horvath", "Iyer", "Jankowski", "Kaur", "Lindqvist", "Mbeki", "Nakamura", "Okonjo", "Petrov", "Quirke",
    "Rahman", "Szabo", "Tembo", "Urquhart", "Vasquez", "Whitlock", "Yilmaz", "Zammit",
)  # fmt: skip
# 50 and 37 share no factor, so the first pair comes back after 1,850 people.
APPLICANTS = tuple(f"{_FIRST[place % len(_FIRST)]} {_LAST[place % len(_LAST)]}" for place in range(192))
