"""Notes as people write them, held against the list we ship: what gets a hint, and the innocent twins that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.foundation.text import LONGEST_TEXT
from hiring.interviews.hints.matching import hints
from hiring.interviews.hints.reading import read
from hiring.interviews.hints.values import WordList


@pytest.fixture(scope="module")
def known() -> WordList:
    return read(None)


FAMILY = "family, marriage or pregnancy"
AGE = "age"
ORIGIN = "origin or accent"
RACE = "race or skin colour"
HEALTH = "health or disability"
GENDER = "gender or orientation"
UNION = "politics or union"
DEBTS = "arrests, debts or life on the internet"
LOOKS = "looks, weight or dress"
MANNER = "a smile, energy or fit"

PROTECTED = [
    ("She is pregnant and wants to start in June.", "pregnant", FAMILY),
    ("Her husband works nights, so mornings are hard.", "Her husband works", FAMILY),
    ("mother of two, lives round the corner", "mother of two", FAMILY),
    ("Has kids at school, may not do Saturdays", "Has kids at school", FAMILY),
    ("Rang the guest back at once. Just back from maternity leave.", "maternity leave", FAMILY),
    ("wears a headscarf, polite to the caller", "wears a headscarf", "religion"),
    ("He’s a devout Catholic, no Sundays", "devout Catholic", "religion"),
    ("Muslim – asked about Fridays", "Muslim", "religion"),
    ("Goes to church with one of our regulars.", "Goes to church", "religion"),
    ("Too old for the night shift?", "Too old for", AGE),
    ("In his fifties but quick on the till", "In his fifties", AGE),
    ("She is quite young, told the story well.", "quite young", AGE),
    ("close to retirement, I think", "close to retirement", AGE),
    ("I worry about his age.", "age", AGE),
    ("Strong accent, hard to follow on the phone", "Strong accent", ORIGIN),
    ("Great with customers, but has a strong accent.", "strong accent", ORIGIN),
    ("not a native speaker; wrote the note well", "not a native speaker", ORIGIN),
    ("Broken English. Found the parcel.", "Broken English", ORIGIN),
    ("Her parents came from Ghana", "Her parents came from Ghana", ORIGIN),
    ("a black guy, asked good questions", "black guy", RACE),
    ("mixed race family, nice story", "mixed race", RACE),
    ("He uses a wheelchair.", "uses a wheelchair", HEALTH),
    ("Told me about her depression last year", "about her depression", HEALTH),
    ("Many sick days at the last place?", "Many sick days at", HEALTH),
    ("Stammers when the caller shouts", "Stammers", HEALTH),
    ("He is gay, so he would get on with the team", "is gay", GENDER),
    ("Cried like a girl, then rang the depot.", "like a girl", GENDER),
    ("Union rep at the depot", "Union rep", UNION),
    ("votes Labour, as he said himself", "votes Labour", UNION),
    ("Was arrested as a student – told it openly", "Was arrested as", DEBTS),
    ("Her Instagram is full of parties.", "Her Instagram", DEBTS),
    ("Overweight, asked good questions", "Overweight", LOOKS),
    ("tattoos on both hands", "tattoos", LOOKS),
    ("Well-dressed, showed the guest the way", "Well-dressed", LOOKS),
    ("Great smile!", "smile", MANNER),
    ("Not a fit for us", "Not a fit for", MANNER),
    ("low energy, few examples", "low energy", MANNER),
    ("Good cultural fit", "cultural fit", MANNER),
    ("Is she planning kids?", "planning kids", FAMILY),
    ("she’s a single mom", "single mom", FAMILY),
    ("She is 58 and still keen to learn", "She is 58", AGE),
    ("He is Nigerian", "He is Nigerian", ORIGIN),
    ("looks Asian", "looks Asian", RACE),
]

TRAITS = [
    ("Nice.", "Nice"),
    ("Came across as cold.", "cold"),
    ("Seemed nervous at first", "nervous"),
    ("good attitude", "good attitude"),
    ("rude to guests", "rude"),
    ("She is patient with customers", "patient"),
    ("Rang the guest back twice.\nLazy, though.", "Lazy"),
    ("A real team player", "team player"),
    ("I found her arrogant", "arrogant"),
    ("I liked her a lot, lovely person", "lovely"),
]

INNOCENT = [
    "",
    "…",
    "Found the race condition in the booking system and wrote it down for the developer.",
    "Asked for the age of the codebase before she promised a date.",
    "Closed the old account, opened a new one, told the customer both numbers.",
    "Said the mirror had a blind spot and put up a sign.",
    "He carried the bags of a guest in a wheelchair up the ramp.",
    "An elderly customer could not read the form, so he read it out to her.",
    "A guest was pregnant and felt faint. Fetched a chair and water.",
    "Customer’s husband had died. She stopped the letters the same day.",
    "Explained it to a deaf caller by text, checked that it had arrived.",
    "The client was Muslim and asked for a room to pray; found one on the second floor.",
    "One caller mocked her accent. She said: I can repeat it, and did.",
    "Colleague was off sick for a week, took over her guests with small children.",
    "Two guests with disabilities waited outside. He opened the side door.",
    "Seated the disabled guests first and said why.",
    "A guest asked for the manager because of his age, rang him.",
    "Turned a blind eye? No: told the manager the same evening.",
    "Drivers were on strike, so she booked a taxi and rang all twelve guests.",
    "Worked on data races, explained them in plain words.",
    "Checked the age limit before selling the wine.",
    "Put them in the left wing of the hotel, near the lift.",
    "Offered the low-fat menu and sparkling water.",
    "Said pretty much the same to the second caller.",
    "Debt letter went to the wrong house; he apologised and had it stopped.",
    "Spoke to somebody from the credit union about the lost card.",
    "The customer smiled again when the case came.",
    "Polite: said sorry first, then asked what had happened.",
    "Calm – “I can see why you are angry. I will ring you at five.”",
    "Nice to the guest, fetched a blanket without being asked.",
    "Would ring the depot, tell the guest the truth, be friendly about it.",
    "Was cold at first, then asked for the name and listened.",
    "Sends a nice survey after each visit.",
    "The soup was cold. He took it off the bill.",
    "What kind of help? Asked that twice.",
    "The customer was rude, threw the receipt.",
    "A patient waited two hours; she told him every half hour how long still.",
    "She wrote the complaint down word for word and read it back.",
    "Can work nights and Sundays from June.",
    "The till is old and slow. Wrote the orders down by hand.",
    "Added a foreign key and married the two tables.",
    "Lost ten minutes to a cold start, then warmed the cache first.",
    "A pregnant woman fainted in the queue; he fetched water.",
    "A boy in a wheelchair wanted to see the kitchen. Showed him round.",
    "An old man forgot his card; she rang his son.",
    "The tone of the letter was cold, so he rewrote it.",
    "A regular with dementia came each day; she sat down with him.",
    "Could serve in Polish and German; I could follow every word.",
]


@pytest.mark.parametrize(("note", "found", "topic"), PROTECTED)
def test_a_protected_topic_gets_a_hint_that_quotes_it(known: WordList, note: str, found: str, topic: str) -> None:
    about = [told for told in hints(note, known) if "says what someone is" not in told]
    (sentence,) = about
    assert sentence.startswith(f"“{found}” ({topic}) counts for nothing here. ")


@pytest.mark.parametrize(("note", "found"), TRAITS)
def test_a_trait_without_an_act_asks_for_the_act(known: WordList, note: str, found: str) -> None:
    assert hints(note, known) == [f"“{found}” says what someone is. Write what they said or did."]


@pytest.mark.parametrize("note", INNOCENT)
def test_an_innocent_note_stays_quiet(known: WordList, note: str) -> None:
    assert hints(note, known) == []


def test_everything_found_is_quoted_once_in_one_sentence_a_topic(known: WordList) -> None:
    told = hints("Nice smile. Pregnant, or so her husband says. Warm and pregnant.", known)
    assert told == [
        "“Pregnant” and “her husband” (family, marriage or pregnancy) count for nothing here. "
        "Write which shifts they said they can work.",
        "“smile” (a smile, energy or fit) counts for nothing here. Write what they did for the customer.",
        "“Nice” and “Warm” say what someone is. Write what they said or did.",
    ]


def test_capitals_hyphens_line_ends_and_apostrophes_make_no_difference(known: WordList) -> None:
    for note in ("HARD-OF-HEARING", "hard of\thearing", "Hard  of hearing’s"):
        (sentence,) = hints(note, known)
        assert sentence.casefold().startswith("“hard")


def test_a_turn_ends_the_story_of_somebody_else(known: WordList) -> None:
    assert hints("The guest said that his wife was ill and he sent a card.", known) == []
    assert hints("The guest thanked her but his wife does not want shifts.", known) != []


def test_a_comma_ends_the_story_of_somebody_else_before_it(known: WordList) -> None:
    assert hints("The deaf guests waited.", known) == []
    assert hints("Strong accent, guests may struggle.", known) != []


def test_of_a_text_too_long_to_be_sealed_only_what_could_be_sealed_is_read(known: WordList) -> None:
    assert hints("a" * LONGEST_TEXT + " pregnant", known) == []
    assert hints("accent " * 150_000, known) == hints("accent", known)


@given(st.text(st.sampled_from("aZ0 ß’'\"“.,;\n\u0000\u202e漢\U0001f600"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert hints(text, read(None)) == []
