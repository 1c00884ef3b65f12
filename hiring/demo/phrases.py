"""What the demo's managers saw at work: two acts to be glad of and two of concern for each criterion."""

GOOD = {
    "empathy": (
        "A guest asked for a late key three times. Asked how the evening was, heard of a sick child, sent up a kettle.",
        "Noticed that a walker could not read the small map and drew him the way, larger, with the two bus stops.",
    ),
    "listening": (
        "Let a guest finish a long complaint about the boiler, said it back in one sentence, and was told: exactly.",
        "Wrote down a wake-up call in the guest's own words and read it back before he left the desk.",
    ),
    "ownership": (
        "Put own name on the lost-luggage case and rang the guest at noon as promised, although there was no news.",
        "Found out next morning whether the replaced taxi had come, and told the night desk what had gone wrong.",
    ),
    "composure": (
        "Was shouted at over a parking fee. Kept the same voice, said what was possible, and offered a seat.",
        "Two groups arrived at once and one swore. Greeted both, gave each a time, and kept both.",
    ),
    "warm-opening": (
        "Answered on the second ring, gave own name, and asked for the caller's before asking for a number.",
        "Looked up from the screen within seconds of every visitor on the Saturday I sat beside.",
    ),
    "proactivity": (
        "Saw in the list that six deliveries would slip and rang all six before one of them rang us.",
        "Suggested a line for the order mail after the third call about the same thing.",
    ),
    "tactful-problem-solving": (
        "Told a caller that the fault was on his side without using the word, and stayed on the line until it worked.",
        "Offered a refund or a repair, explained what each would cost in days, and let the caller choose.",
    ),
    "realistic-promises": (
        "Said Thursday, not Wednesday, with the reason. It came on Wednesday.",
        "Did not promise the discount a colleague had mentioned; asked first and rang back within the hour.",
    ),
}

CONCERNS = {
    "empathy": (
        "Told a guest in tears that check-out is at eleven, and turned to the next in line.",
        "Used the same set sentence for a lost ring and for a missing towel, an hour apart.",
    ),
    "listening": (
        "Cut off two callers in mid-sentence on Monday; both rang again with the same matter.",
        "Booked a twin for a couple who had said twice that it was their anniversary.",
    ),
    "ownership": (
        "Left a key card complaint on a slip without a name. The guest came back to the desk twice.",
        "Said that the laundry was to blame and gave the guest its number.",
    ),
    "composure": (
        "Raised their voice at a guest over a scratched door and walked off into the office.",
        "Banged down the telephone after a hard call; the lobby heard it.",
    ),
    "warm-opening": (
        "Let nine calls ring out on Tuesday morning while at the desk.",
        "Answered three times with the firm's name only, and asked for the customer number before anything else.",
    ),
    "proactivity": (
        "Saw the warning of a late truck at nine and told nobody until customers rang at two.",
        "Passed on the same faulty form eleven times without a word to the team.",
    ),
    "tactful-problem-solving": (
        "Told a caller that she should have read the terms, and ended the call.",
        "Read the rule out twice, word for word, to a caller whose case it does not cover.",
    ),
    "realistic-promises": (
        "Promised a technician for the same day without looking at the plan. Nobody could come until Friday.",
        "Said yes to a refund that the price list rules out. A colleague had to take it back.",
    ),
}
