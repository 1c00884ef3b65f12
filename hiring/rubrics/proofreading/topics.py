"""What an interview must not ask about, what an anchor must not mark, and what can be written instead."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class RefusedTopic:
    """Something to keep out, the words by which it is recognised, and the job-related way to say it."""

    name: str
    pattern: re.Pattern[str]
    instead: str


def _topic(name: str, instead: str, *patterns: str) -> RefusedTopic:
    return RefusedTopic(name, re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE), instead)


# Patterns speak to the candidate: "are you pregnant" is refused, "a guest is pregnant" is a scene like any.
_ARE_YOU = r"(?:are|were|is it true that) you(?: (?:currently|still|perhaps|ever))?"
_DO_YOU_HAVE = (
    r"(?:do|did|have) you(?: (?:ever|currently|already))? (?:have|had|got|take|taken|need|needed)"
    r"(?: (?:any|a|an))?"
)
_KIN = r"(?:husband|wife|spouse|partner(?! (?:desk|firm|team|branch|office))|boyfriend|girlfriend|fianc[eé]e?)"
_ILLS = r"(?:illness(?:es)?|disabilit(?:y|ies)|medication|medicines?)"

PROTECTED = (
    _topic(
        "family, marriage or pregnancy",
        "Can you work these shifts, and come in at these hours?",
        rf"{_ARE_YOU} (?:married|single|divorced|engaged|pregnant|a (?:mother|father|parent|single parent))",
        rf"{_DO_YOU_HAVE} (?:children|kids|child ?care|small ones|family|{_KIN})",
        r"(?:plan(?:ning)?|want|hope|intend|going) to (?:have|start) (?:children|kids|a family|a baby)",
        rf"your (?:own )?(?:{_KIN}|children|kids|marriage|marital status|pregnancy|child ?care)",
        r"who looks after your",
        r"your (?:maiden name|family (?:plans|situation|status))",
    ),
    _topic(
        "religion",
        "Can you work on these days?",
        r"your (?:religion|faith|church|mosque|synagogue|temple|beliefs|god|religious)",
        rf"{_ARE_YOU} (?:a )?(?:religious|christian|muslim|jewish|hindu|catholic|protestant|believer)",
        r"(?:do|did) you (?:pray|fast|go to church|believe in god|observe|celebrate christmas)",
    ),
    _topic(
        "age",
        "What experience do you have with this kind of work?",
        r"how old (?:are|were|will) you",
        r"your (?:age|birthday|date of birth|year of birth|generation)",
        r"(?:when|what year|which year) (?:were you born|did you (?:graduate|finish school|leave school))",
        r"when (?:do|will|would) you (?:plan to )?(?:retire|be retiring)",
        rf"{_ARE_YOU} (?:too (?:old|young)|young enough|close to retirement)",
    ),
    _topic(
        "origin, mother tongue or citizenship",
        "Are you authorised to work here? In which languages can you serve a customer?",
        r"where (?:do|did) you (?:come from|really come from|originally come from)",
        r"where (?:are|were) (?:you|your (?:parents|family|people)) (?:really |originally )?(?:from|born)",
        r"your (?:nationality|citizenship|origins?|ethnicity|ethnic|race|roots|accent|homeland|passport)",
        r"your (?:mother tongue|native (?:language|country|tongue)|first language)",
        rf"{_ARE_YOU} (?:a (?:native speaker|citizen|foreigner)|an immigrant|foreign)",
    ),
    _topic(
        "health or disability",
        "How would you do these tasks, with or without an adjustment?",
        rf"your (?:{_ILLS}|health|handicap|medical|weight|height)",
        rf"{_ARE_YOU} (?:ill|sick|healthy|disabled|handicapped|depressed|on (?:any )?medication|in therapy)",
        rf"{_DO_YOU_HAVE} (?:{_ILLS}|therapy|health problems?)",
        r"how (?:many|often) .{0,20}(?:sick days|days off sick|off sick|ill)",
        r"how (?:tall are you|much do you weigh)",
        r"have you (?:ever )?(?:been|had) (?:seriously )?(?:ill|sick|an operation|a breakdown|treated for)",
    ),
    _topic(
        "politics, union or clubs",
        "Tell me about a time when you worked for something together with others.",
        r"your (?:political|politics|party|union|club memberships?)",
        rf"{_ARE_YOU} (?:a member of|in) (?:a|any|the) (?:union|party|club|association)",
        r"(?:who|whom|how) (?:do|did|would) you vote",
        r"(?:would|will|did) you (?:join|support) (?:a|the|any) (?:union|strike|party)",
    ),
    _topic(
        "gender or orientation",
        "How would you serve a customer who wants to be addressed in a particular way?",
        r"your (?:gender|sex|sexuality|sexual orientation|pronouns|sex life)",
        rf"{_ARE_YOU} (?:gay|straight|lesbian|bisexual|transgender|trans|a (?:man|woman))",
    ),
    _topic(
        "arrests, debts or private life on the internet",
        "Tell me about a time when you were trusted with something valuable.",
        r"have you (?:ever )?been (?:arrested|charged|in prison|in jail|bankrupt|in debt)",
        rf"{_DO_YOU_HAVE} (?:debts?|criminal record|police record|loans)",
        r"your (?:debts?|arrests?|criminal record|credit (?:score|rating)|military discharge)",
        r"your (?:facebook|instagram|tiktok|social media|private profile)",
    ),
)

# Manner and looks are never marked, whatever stands beside them.
MANNER = (
    _topic(
        "a smile or a look",
        "Say what is done: looks up, speaks first, says how long it will be.",
        r"smil(?:es?|ing)",
        r"eye contact",
        r"(?:firm|good|weak) handshake",
        r"body language",
        r"facial expressions?",
    ),
    _topic(
        "a voice or an accent",
        "Say which words are used, and whether the customer can follow.",
        r"accent",
        r"(?:warm|friendly|pleasant|nice|cheerful|upbeat|bright) (?:tone|voice)",
        r"tone of voice",
    ),
    _topic(
        "energy",
        "Say what is done sooner, or without being asked.",
        r"energetic",
        r"(?:high|positive|good|much|full of|lots of|brings) energy",
        r"bubbly|vivacious|lively|sparkl(?:es|ing)",
    ),
    _topic(
        "looks",
        "Say what the work itself asks for, for example clean hands at the counter.",
        r"(?:good|neat|smart|professional|tidy|well-groomed) appearance",
        r"well[- ](?:groomed|dressed|kempt)",
        r"attractive|good[- ]looking|presentable",
    ),
    _topic(
        "fit",
        "Say what this person does that the work needs.",
        r"(?:cultural?|team|good|perfect|personality) fit",
        r"fits? (?:in(?:to)?|with) (?:well|our|the (?:team|culture|company)|with us)",
        r"one of us|likeab(?:le|ility)",
    ),
)

# Words for what someone is. Beside an act they do no harm; alone no two people would mark them alike.
TRAITS = re.compile(
    r"\b(?:friendl(?:y|iness)|nice(?:ness)?|kind(?! of\b)(?:ness)?|polite(?:ness)?|courteous|cheerful|"
    r"positive|warm(?:th)?|empath(?:y|etic|ic)|caring|compassionate|sympathetic|patien(?:t|ce)|calm|"
    r"passion(?:ate)?|enthusias(?:m|tic)|motivat(?:ed|ion)|committed|commitment|dedicat(?:ed|ion)|"
    r"professional(?:ism)?|confiden(?:t|ce)|charming|charisma|mature|maturity|honest(?:y)?|reliab(?:le|ility)|"
    r"dependable|helpful(?:ness)?|attentive|proactive|flexible|open-minded|hard-?working|diligent|sociable|"
    r"outgoing|extrovert(?:ed)?|shy|cold|arrogant|lazy|rude|moody|unfriendly|impolite|unmotivated|"
    r"unprofessional|indifferent|(?:good|bad|great|poor|right|wrong) attitude|people (?:person|skills)|"
    r"team player|personality)\b",
    re.IGNORECASE,
)
