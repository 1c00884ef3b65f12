"""What HR, interviewers and managers wrote: each in their own way, and little of it twice."""

WAIVED = "These panels sat before anyone here practised on sample answers."
NOT_MET = (
    "They can't work evenings or weekends, and the post is mostly both.",
    "They applied for a full-time post. We have 16 hours a week.",
    "They're looking for kitchen work. We've passed them on to the kitchen.",
    "No reply to two mails and a call, so we've closed this.",
)
REJECTED = (
    "Others answered with more of what they did themselves.",
    "We heard what they'd like to do, and less of what they have done.",
    "Both interviewers heard less here than from the people we took.",
    "Fewer examples, and most of them were the team's. Close on listening.",
    "Friendly and quick. On what happened after, we heard almost nothing.",
)
HIRED = (
    "Finishes what they begin. Both interviewers heard it in different stories.",
    "Asks before helping, three times in one hour, without being prompted.",
    "Owns a mistake in the second sentence and says what's different now.",
    "Stays the same person when the story gets loud.",
    "The most of what we look for on ownership, and enough on the rest.",
    "Went back to check in every story. Nobody had asked for that.",
    "Says “I don't know, I'd ask”, and then says who.",
)
SKILLS = (
    "Worked through a booking with us. The till is new to them, the sums aren't.",
    "Two years on a till elsewhere. Ours took ten minutes to show.",
    "Typed a complaint into the form with us. Slow and complete.",
    "Carried three plates and remembered the allergies.",
    "Found the delivery in our system on the second try, with the help page.",
)
REFERENCES = (
    "Former shift lead, by telephone: kept promises, rang back, asked to be corrected.",
    "Head of the youth club: “Always the last to leave, and never made a thing of it.”",
    "Her old manager at the bakery: calm in the Saturday queue, late twice in a year.",
    "Teacher at the college: stuck with a hard group, asked for help early.",
    "Owner of the hotel next door: guests still ask after him.",
)
OVERRIDES = (
    "The season begins in a week, and two posts are still empty.",
    "The disagreement is about one story. We've both heard the other three.",
    "We waited two weeks for the debrief. They have another offer until tonight.",
    "The last reference is on leave. The two we have say the same.",
    "The minimum was missed by a hair on one answer, and the rest is the best we heard.",
)
ADVICE = (
    "Let them sit beside a steady colleague for the first week, and give them one customer of their own.",
    "Show them once where things go after the desk. They like to know the end of the story.",
    "Don't put them on the late shift alone before week three.",
    "Ask them to say back what they heard. They do it well when someone asks.",
    "Give them the regulars' names early. They'll use them.",
    "Tell them when it's good enough. They'd polish until midnight.",
)
CRITERIA = {
    "Ownership": "ownership", "Listening": "listening", "Composure under provocation": "composure",
    "Empathy": "empathy",
}  # fmt: skip
# A note to ourselves: the criterion, and what the panel expects or doubts. Each is written once.
NOTES = (
    ("Ownership", "We heard of one case they finished. We expect them to finish ours."),
    ("Listening", "Both of us liked them at once. We doubt whether we listened ourselves."),
    ("Composure under provocation", "They have only worked where nobody shouts. We don't know."),
    ("Empathy", "Warm, but all three examples were about friends, not strangers."),
    ("Ownership", "They say “we” throughout. We couldn't find out what they did themselves."),
    ("Listening", "They interrupted twice, then stopped themselves. We think it was nerves."),
    ("Composure under provocation", "Unshaken in the scene. We want to see a real Saturday."),
    ("Empathy", "Two good stories, both five years old. Is it still there?"),
    ("Ownership", "Sorted the parcel in the end, after three reminders. Watch the first two weeks."),
    ("Listening", "Remembered both our names and the dog. Could be charm."),
    ("Composure under provocation", "Laughed when it got loud. We read it as nerves, one of us isn't sure."),
    ("Empathy", "Asked us more than we asked them. We expect guests will like that."),
    ("Ownership", "Never said whose fault it was. We had to ask, and it wasn't theirs."),
    ("Listening", "Short answers, all to the point. We expect no small talk and no mistakes."),
    ("Empathy", "Very sure what people need. We'd like to see a question first."),
    ("Composure under provocation", "Told us they cried in the storeroom, and went back out. We think that counts."),
)
# Where were we wrong? Each is written once, by a manager.
WRONG = (
    "They told one good story three times, and we marked it three times.",
    "We liked them, and didn't ask what happened in the end.",
    "We took a quiet voice for calm. It was the first time anyone had shouted.",
    "We marked the answer low because it was short. It was simply true.",
    "Nobody asked how long they'd kept it up.",
    "The best answer was someone else's story. We didn't ask who had done it.",
    "We were tired, they were the last of the day, and we gave threes to everything.",
    "They learned more in two weeks than we thought anyone could.",
    "We asked what they would do. They knew. Doing it is something else.",
    "We marked charm. Guests like it too, up to the first complaint.",
    "The scene with the phone told us nothing. She'd rehearsed it.",
    "Our doubt about composure was about us: we'd had a bad morning.",
    "He said he hated queues, and we wrote “impatient”. He's the one who shortens them.",
    "We never asked about a normal Tuesday. That's where it goes wrong.",
    "“We” wasn't hiding anything. They really do everything together at that hotel.",
    "Three of us asked about the same thing, and nobody about ownership.",
    "We believed the reference more than our own notes.",
    "She asked for time to think in every answer. I'd take that as a plus today.",
)
TALKED = "We talked it through on the day, and it hasn't come up again."
CONFIRMED = (
    "Customers ask for them by name, and colleagues swap to be on their shift.",
    "Does what was promised, and says early when it won't work.",
    "Started slowly. Since the second month I don't check any more.",
    "The complaints folder has been empty on their days.",
    "Has shown two newer colleagues how we do the hand-over.",
    "Not the fastest at the counter. Nobody leaves it unhelped.",
)
ENDED = (
    "The same concerns at every talk, coaching after each, and no change.",
    "Three promised call-backs didn't happen after we'd agreed on a list for them.",
    "Guests were left standing again in the last fortnight, on two shifts with help beside them.",
)
GAVE_NOTICE = (
    "They gave notice in writing.",
    "Rang on Monday, letter on Wednesday. We talked for half an hour.",
    "Told me after the shift and handed over everything that was open.",
)
HANDED_OVER = (
    "In a talk, with the letter in hand.",
    "Over a coffee before the shift, then the letter.",
    "In my office, door shut, twenty minutes.",
)
RAN_OUT = "The decision lay on my desk while I was away. They stay."
