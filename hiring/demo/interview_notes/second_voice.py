"""What the second interviewer wrote down of the same story: weak, middling and good answers to any past question."""

NOTES = (
    (
        "I asked twice how it ended. We don't know.",
        "Heard what the team did. Couldn't get to what they did themselves.",
        "Blamed the shift before, then the form. No customer in it by the end.",
        "Had to ask for every detail, and the details didn't add up.",
        "Told it as a joke. I don't think the customer laughed.",
        "Nothing they'd do differently. I gave it a long pause.",
    ),
    (
        "Did the usual thing, properly. Stopped there.",
        "Could say what they did, less clearly why.",
        "Came to the point after two probes. Then it was fine.",
        "Fair answer. The result they had from a colleague.",
        "Honest about the part that didn't work. No plan for next time.",
        "Put it right for this one. I asked about the others: “Haven't thought about it.”",
    ),
    (
        "Same story in my words: saw it, asked, did it, went back to check. No gaps when I probed.",
        "Quoted what the customer said to them, and what they answered. I believe it.",
        "Said what they'd got wrong before I asked.",
        "Knew how it ended, and what's done differently since.",
        "Short and complete. I only asked for the date.",
        "Told me who else was in it and what those people did. Took no credit for that.",
    ),
)
