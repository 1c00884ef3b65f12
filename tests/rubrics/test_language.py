"""Protected topics and marks for manner are refused; innocent twins of the same words pass."""

import pytest

from hiring.rubrics.proofreading.language import language_mistakes

REFUSED = [
    ("Do you have children?", "family, marriage or pregnancy"),
    ("Are you married?", "family, marriage or pregnancy"),
    ("Are you planning to have a baby soon?", "family, marriage or pregnancy"),
    ("Who looks after your small ones when you work late?", "family, marriage or pregnancy"),
    ("What does your husband say to these shifts?", "family, marriage or pregnancy"),
    ("Which church do you go to, and is your religion a problem on Saturdays?", "religion"),
    ("How old are you?", "age"),
    ("In which year did you start, and which year did you graduate?", "age"),
    ("Where do you come from originally?", "origin, mother tongue or citizenship"),
    ("What is your mother tongue?", "origin, mother tongue or citizenship"),
    ("Are you a citizen?", "origin, mother tongue or citizenship"),
    ("Do you have any disabilities?", "health or disability"),
    ("How many sick days did you take last year?", "health or disability"),
    ("Do you take any medication?", "health or disability"),
    ("Are you in a union?", "politics, union or clubs"),
    ("How did you vote?", "politics, union or clubs"),
    ("Are you gay?", "gender or orientation"),
    ("Have you ever been arrested?", "arrests, debts or private life on the internet"),
    ("May we see your Instagram?", "arrests, debts or private life on the internet"),
]

INNOCENT = [
    "Tell me about a time when you served a family with small children.",
    "A guest tells you that she is pregnant and feels faint. What do you do?",
    "A customer asks how old you think the wine is. What do you say?",
    "Are you authorised to work here?",
    "Can you work these shifts?",
    "In which languages can you serve a customer?",
    "Where did the parcel come from, and who looked after it?",
    "What did you do when your colleague was ill?",
    "How would you do these tasks, with or without an adjustment?",
    "A man with a disability asks for your help. What do you ask him?",
    "The church next door rings its bells. What do you tell the guests?",
    "Tell me about a mother who complained.",
    "What would your partner desk have said?",
    "Your customer's husband rings. What do you tell him?",
    "The party of twelve is late. How do you seat them?",
    "What did you do with the debt that the customer disputed?",
    "Which side of the union hall did you set up first?",
    "How much did the parcel weigh?",
]

MARKED = [
    ("Smiles at every customer.", "a smile"),
    ("Keeps eye contact.", "a smile"),
    ("Speaks without an accent.", "a voice or an accent"),
    ("Answers in a warm tone.", "a voice or an accent"),
    ("Brings energy to the counter.", "energy"),
    ("Is well-groomed.", "looks"),
    ("Is a good team fit.", "fit"),
    ("Is friendly.", "“friendly” says what someone is"),
    ("Looks friendly.", "“friendly” says what someone is"),
    ("Shows empathy.", "“empathy” says what someone is"),
    ("Has a positive attitude and is always polite.", "“positive” says what someone is"),
    ("Stays calm and professional.", "“calm” says what someone is"),
    ("Very helpful, highly motivated.", "“helpful” says what someone is"),
    ("Asks for the name. Is cold.", "“cold” says what someone is"),
]

ACTS = [
    "Is friendly and tells the guest how long it will be.",
    "Answers politely, gives a time and keeps to it.",
    "Looks in the box and writes the loss down.",
    "Offers an answer that fits this customer.",
    "Asks what kind of help is wanted.",
    "Rings the energy supplier for the customer.",
    "Puts the accentuated words into plain ones.",
    "Stays polite, names the limit and fetches help.",
    "Looks after the patient until help is there.",
]


def mistakes_of(question: str) -> list[str]:
    data = {"questions": [{"text": question, "probes": ["What happened?"]}]}
    return [mistake.sentence for mistake in language_mistakes(data)]


def mistakes_at(anchor: str) -> list[str]:
    return [mistake.sentence for mistake in language_mistakes({"anchors": {"3": anchor}})]


@pytest.mark.parametrize(("question", "topic"), REFUSED)
def test_a_protected_topic_is_refused_with_a_question_about_the_work(question: str, topic: str) -> None:
    (sentence,) = mistakes_of(question)
    assert f"asks about {topic}. Ask everybody about the work: “" in sentence


@pytest.mark.parametrize("question", INNOCENT)
def test_an_innocent_twin_passes(question: str) -> None:
    assert mistakes_of(question) == []


@pytest.mark.parametrize(("anchor", "said"), MARKED)
def test_an_anchor_that_marks_manner_or_a_trait_is_refused(anchor: str, said: str) -> None:
    (sentence,) = mistakes_at(anchor)
    assert said in sentence


@pytest.mark.parametrize("anchor", ACTS)
def test_an_anchor_with_an_act_passes(anchor: str) -> None:
    assert mistakes_at(anchor) == []


def test_a_probe_is_heard_like_a_question_and_told_at_its_place() -> None:
    data = {"criteria": [{"scenes": [{"text": "What do you do?", "probes": ["And then?", "Are you married?"]}]}]}
    (mistake,) = language_mistakes(data)
    assert mistake.location == ("criteria", 0, "scenes", 0, "probes", 1)


def test_a_sentence_too_long_to_be_read_aloud_is_told() -> None:
    assert mistakes_of("Tell me " + "about it " * 20 + "now.") == [
        "A sentence here has 43 words. It is read aloud: use at most 40."
    ]


@pytest.mark.parametrize("value", [None, 5, "text", ["text"], {"probes": 3}, [{"text": 5, "probes": [5]}]])
def test_a_misshapen_file_breaks_no_rule_of_language(value: object) -> None:
    assert list(language_mistakes({"questions": value, "criteria": value, "anchors": value})) == []
