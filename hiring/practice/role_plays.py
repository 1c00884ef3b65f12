"""Three scripted ten-minute role-plays: who calls, how it gets harder and when, and what to mark. The same for all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Escalation:
    """What the caller says from one minute on, word for word."""

    minute: int
    says: str


@dataclass(frozen=True, slots=True)
class RolePlay:
    """One script. The caller reads it beforehand; the candidate gets `for_candidate` two minutes before."""

    key: str
    title: str
    criteria: tuple[str, ...]
    for_candidate: str
    for_caller: str
    escalation: tuple[Escalation, ...]
    eases: str
    never: str


LATE_PART = RolePlay(
    key="late-part",
    title="The part that didn't come",
    criteria=("Realistic promises", "Keeping the customer informed", "Composure under provocation"),
    for_candidate=(
        "You answer the phone for a repair firm. A customer's heating part was due today and hasn't come. The supplier "
        "says Thursday or Friday. You can offer 2 fan heaters on loan, and a visit within a day of the part coming."
    ),
    for_caller=(
        "You took today off work and waited in. You have a baby at home. You want a day you can rely on. You don't "
        "shout, and you don't hang up."
    ),
    escalation=(
        Escalation(0, "I've been in since 7 this morning. Nobody came, and nobody rang."),
        Escalation(2, "So when is it coming? Don't tell me soon. I've heard soon."),
        Escalation(4, "Your colleague promised me today. Promised. Was that just made up?"),
        Escalation(6, "Just tell me Thursday, and I'll leave you alone. Say Thursday."),
        Escalation(8, "And if I hear nothing on Thursday, what then? Do I sit here again?"),
    ),
    eases="You calm down once they say what's certain, what isn't, and when you'll next hear from them.",
    never="You never get personal, and you never say what you'd accept before minute 6.",
)
CANCELLED_ROOM = RolePlay(
    key="cancelled-room",
    title="The room that was given away",
    criteria=("Empathy", "Listening", "Ownership"),
    for_candidate=(
        "You're at the front desk at 22:00. A guest's booking was cancelled by mistake, and the hotel is full. A hotel "
        "10 minutes away has rooms. You may pay for the taxi and the first night."
    ),
    for_caller=(
        "You've travelled 9 hours. Your father is in the hospital across the road, which is why you booked here. You "
        "only mention him if you're asked what matters to you, or from minute 6."
    ),
    escalation=(
        Escalation(0, "I have a booking. Here's the email. I just want the key."),
        Escalation(2, "Another hotel? No. I booked this one."),
        Escalation(4, "You keep telling me what you can't do. Did you even read my email?"),
        Escalation(6, "My father's over there. They said to come quickly. I need to be able to walk."),
        Escalation(8, "And tomorrow? Who's going to know about this when you've gone home?"),
    ),
    eases="You calm down once they ask why it has to be this hotel, and do something with the answer.",
    never="You never cry, and you never ask for the manager.",
)
LOST_FILE = RolePlay(
    key="lost-file",
    title="The colleague who needs it tonight",
    criteria=("Serving colleagues", "Tactful problem-solving", "Integrity"),
    for_candidate=(
        "You work on the IT desk. It's 17:40. A colleague has lost a file that is due tonight. You can restore last "
        "night's copy, which takes 20 minutes. You can't open another person's mailbox without their consent."
    ),
    for_caller=(
        "You deleted the file yourself, and you're embarrassed. A colleague on leave has a newer copy in her mail. You "
        "want the desk to open her mailbox. You're friendly, and you push."
    ),
    escalation=(
        Escalation(0, "Hi. Your system has eaten my file. I need it by 7."),
        Escalation(2, "Last night's copy? That's a day's work gone. There must be a newer one."),
        Escalation(4, "Priya has it in her mail. You can get in there, can't you? She won't mind."),
        Escalation(6, "Nobody would ever know. I'd do it for you."),
        Escalation(8, "Fine. So what do I tell my boss at 7?"),
    ),
    eases="You calm down once they help with what to do by 7, without blaming you for the file.",
    never="You never threaten, and you only admit you deleted it if you're asked kindly.",
)
ROLE_PLAYS = (LATE_PART, CANCELLED_ROOM, LOST_FILE)
