"""What interviewers wrote down of the questions of the six elements: weak, middling and good answers."""

NOTES = {
    "proactivity/saw-it-coming": (
        (
            "Knew the printer would die. Said so, afterwards.",
            "Grumbled about the rota for a month. Told nobody who writes it.",
        ),
        (
            "Told the boss once that the stock was short. Boss did nothing, so did they.",
            "Ordered the spare part early. Nobody else knew it was there.",
        ),
        (
            "Saw the holiday post piling up in June. Asked two colleagues, split it by region, still done that way.",
            "Rang six customers before the strike. Wrote the list for the next one.",
            "Noticed the same wrong address three times, traced it to the form, had the field moved.",
        ),
    ),
    "realistic-promises/could-not-keep": (
        (
            "Said Friday because the customer wanted to hear Friday. Customer rang on Monday.",
            "“We always say 24 hours.” Was it ever 24? “Not really.”",
        ),
        (
            "Rang the same day it slipped, without a new date. Rang again two days later.",
            "Owned up to it. Still promises by feel.",
        ),
        (
            (
                "Part stuck in customs. Rang at nine, said what was sure, let her choose: wait, or a loan. Says “by” "
                "only with a reason now."
            ),
            "Rang before the customer noticed. “I'd rather be disliked on Tuesday than hated on Friday.”",
            "Could name the minute they knew. Told him within the hour and offered the smaller one.",
        ),
    ),
    "warm-opening/ten-minutes-early": (
        ("Heads down, in, alarm off. “They can see I'm busy.”", "Lets them all in, wet floor or not."),
        (
            "Says “ten minutes!” through the door. The one on crutches is still in the rain.",
            "Sorry to all of them, then goes in. Would open a bit early if it looks bad.",
        ),
        (
            (
                "“Ten to nine, I promise, and here's why.” Chair under the awning for the crutches. First one gets a "
                "full hello."
            ),
            "Speaks before the key's out. Fetches two umbrellas. Opens on the minute.",
            "Names the minute, gets the pram under the arch, and asks each one's name when they come in.",
        ),
    ),
    "proactivity/bread-not-collected": (
        ("Sells the bread. “She'd ring.”", "Asks around the shop whether anyone's seen her. Loudly."),
        (
            "Would ring, but only if a third Saturday goes by.",
            "Keeps a loaf back. Not sure it's their place to ring.",
        ),
        (
            (
                "Rings about the bread: “Shall I keep one for you?” Lets her wave it off. Asks regulars from then on "
                "how they'd like it."
            ),
            "One short call, about the order only. Has thought who to ask if nobody answers.",
            "Writes a card with next week's bread. Knows where the number may be used and where not.",
        ),
    ),
    "tactful-problem-solving/booked-twice": (
        (
            "First come, first served. Says so at the door, to everyone.",
            "The small party has to go, “it's twelve against forty”.",
        ),
        (
            "Takes one host aside. Offers the garden. Has nothing for the other.",
            "Apologises a lot. Waits for them to settle it between them.",
        ),
        (
            (
                "Both hosts into the office, not the guests. What can't move? The cake at three, the old lady's "
                "chair. Two rooms, two times."
            ),
            "“It's our mistake, and here are two ways out.” Asks before offering money.",
            (
                "Finds out the ninety-year-old can't do stairs. That decides it. Tells the other host alone, with "
                "the terrace ready."
            ),
        ),
    ),
    "ownership/two-tins": (
        ("Gives her the maker's number.", "New tin, sorry, next please. Nine days later? “That's with the maker.”"),
        (
            "Mixes the tin for tonight. Would ring tomorrow if it isn't busy.",
            "Takes the claim on. Doesn't say what her mother will walk into.",
        ),
        (
            (
                "“I'd leave it, and hang her picture there tomorrow.” Forms off tonight, rings on day nine "
                "whatever comes."
            ),
            "Drives the tin over. Has a date for each next step. Wants two whites checked side by side from now on.",
            "Takes the shouting first. Mixes the tin, and says which part's certain and which isn't.",
        ),
    ),
    "realistic-promises/first-snow": (
        ("“Come at five, we'll see.”", "Puts the regular in first. “He's been coming for twenty years.”"),
        (
            "Says Thursday and sorry. Would ring if someone cancels.",
            "Lets him wait and doesn't say how likely it is.",
        ),
        (
            "What's the car for? Hospital run. Then: “I'll know by three. If not, here's the taxi number.”",
            "Says what's booked, what drops out on snow days, and when he'll hear. Won't take double.",
            "Rings the two doubtful ones first. Tells him one in three, decide by noon.",
        ),
    ),
}
