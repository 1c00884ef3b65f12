"""What the demo's managers saw at work: acts to be glad of and acts of concern for each criterion."""

GOOD = {
    "empathy": (
        "A guest asked for a late key three times. Asked how the evening was, heard of a sick child, sent up a kettle.",
        "Saw that a walker couldn't read the small map. Drew him the way, larger, with the two bus stops.",
        "Woman stood by the door for ten minutes. Went over: she wanted courage, not a table. Found her a corner.",
        "Asked a father with twins what would help. Only somewhere to warm a bottle, as it turned out.",
    ),
    "listening": (
        "Let a guest finish a long complaint about the boiler, said it back in one sentence, and he said: exactly.",
        "Wrote down a wake-up call in the guest's own words and read it back before he left the desk.",
        "Heard “not the usual” and asked what was wrong with it. It was the milk.",
        "Told the kitchen what the table had said, word for word, instead of what it meant to her.",
    ),
    "ownership": (
        "Put his own name on the lost-luggage case and rang the guest at noon as promised, with no news to give.",
        "Found out next morning whether the second taxi had come, and told the night desk what had gone wrong.",
        "Parcel had the wrong label. Fixed it, rang the customer, and stuck a note on the printer.",
        "Stayed on the line with the supplier until the order number came. Nobody had asked her to.",
    ),
    "composure": (
        "Was shouted at over a parking fee. Kept the same voice, said what was possible, and offered a seat.",
        "Two groups arrived at once and one swore. Greeted both, gave each a time, and kept both.",
        "Card machine down, queue to the door. Told them all how long, and made two jokes, both good.",
        "Took a wine glass out of a shaking hand and the conversation somewhere quiet.",
    ),
    "warm-opening": (
        "Answered on the second ring, gave her name, and asked for the caller's before asking for a number.",
        "Looked up from the screen within seconds at every visitor on the Saturday I sat beside him.",
        "Greeted the postwoman by name and the first customer in the same breath.",
    ),
    "proactivity": (
        "Saw in the list that six deliveries would slip and rang all six before one of them rang us.",
        "Suggested a line for the order mail after the third call about the same thing.",
        "Booked the second engineer on Monday, because of the forecast for Thursday.",
    ),
    "tactful-problem-solving": (
        "Told a caller that the fault was on his side without using the word, and stayed on until it worked.",
        "Offered a refund or a repair, said what each would take in days, and let the caller choose.",
        "Rang back the man who'd hung up. Started with what he'd been right about.",
    ),
    "realistic-promises": (
        "Said Thursday, not Wednesday, with the reason. It came on Wednesday.",
        "Didn't promise the discount a colleague had mentioned. Asked first and rang back within the hour.",
        "Told a customer we couldn't, and who could. She thanked him.",
    ),
}

CONCERNS = {
    "empathy": (
        "Told a guest in tears that check-out is at eleven, and turned to the next in line.",
        "Used the same sentence for a lost ring and for a missing towel, an hour apart.",
        "Seated a man with crutches upstairs, with two tables free on the ground floor.",
    ),
    "listening": (
        "Cut off two callers in mid-sentence on Monday. Both rang again with the same matter.",
        "Booked a twin for a couple who'd said twice that it was their anniversary.",
        "Brought the nut cake to the table that had just told us about nuts. We caught it.",
    ),
    "ownership": (
        "Left a key card complaint on a slip without a name. The guest came back to the desk twice.",
        "Said it was the laundry's fault and gave the guest its number.",
        "Delivery stood in the yard until six. “I thought someone had it.”",
    ),
    "composure": (
        "Raised their voice at a guest over a scratched door and walked off into the office.",
        "Banged down the telephone after a hard call. The lobby heard it.",
        "Told the queue it was “like this every Saturday, sorry, can't help it”, twice.",
    ),
    "warm-opening": (
        "Let nine calls ring out on Tuesday morning while at the desk.",
        "Answered three times with the firm's name only, and asked for the customer number before anything else.",
        "Finished a chat with a colleague while a visitor waited at the door.",
    ),
    "proactivity": (
        "Saw the warning of a late truck at nine and told nobody until customers rang at two.",
        "Passed on the same faulty form eleven times without a word to the team.",
        "Knew on Friday that Monday was short. We found out on Monday.",
    ),
    "tactful-problem-solving": (
        "Told a caller that she should have read the terms, and ended the call.",
        "Read the rule out twice, word for word, to a caller whose case it doesn't cover.",
        "Sent a customer back to the shop he'd just come from.",
    ),
    "realistic-promises": (
        "Promised a technician for the same day without looking at the plan. Nobody could come until Friday.",
        "Said yes to a refund that the price list rules out. A colleague had to take it back.",
        "Told three people they were next.",
    ),
}
