"""What interviewers wrote down of the questions of the service attitude: weak, middling and good answers."""

NOTES = {
    "empathy/understood-late": (
        (
            "Guest who kept sending tea back. “Some people just want to moan.” Never asked what was wrong with it.",
            "Thought the man was rude. Found out from a colleague he was deaf in one ear. Didn't go back to him.",
            "Couldn't say when the penny dropped, or what they did after that.",
        ),
        (
            (
                "Woman with a pram who wouldn't use the lift. Worked out she was afraid of it. Carried the pram, "
                "never asked."
            ),
            "Took a whole week to see that a regular couldn't read the menu. Read it to him after that, every time.",
            "Asked in the end, and was right about the hearing aid. Nothing changed for the next guest.",
        ),
        (
            (
                "Man snapped about the room. Asked “What were you hoping for?” His wife had booked it before she "
                "died. Moved him."
            ),
            (
                "Thought she was slow to decide. Asked. She was counting carbs. Wrote the list out, and it's on the "
                "menu now."
            ),
            (
                "Said it back: “So it's not the price, it's the stairs?” It was. Got him the ground floor and told "
                "housekeeping."
            ),
        ),
    ),
    "listening/got-it-wrong": (
        (
            "Brought a cot instead of a folding bed. “She said small bed.” Left it at that.",
            "Blames the booking form. I asked twice what they'd do now. No answer to that.",
            "Cut the keys the customer asked for, wrong door. “Not my job to guess.”",
        ),
        (
            "Ordered 12 red roses, should have been 12 red pots. Said sorry and swapped them. Same form still in use.",
            "Saw the mix-up when the guest sighed. Put it right. Not sure how they'd catch it next time.",
            "Knows what each of them meant. Took a colleague to point it out.",
        ),
        (
            "“By the window” meant away from the door, she was cold. Asks “What would be nice about it?” ever since.",
            (
                "Gave me both versions: “quiet” was no children to him and no lift noise to the guest. Repeats it "
                "back now."
            ),
            "Wrong cake, right name. Rang her, read the order aloud, heard the mistake. Reads every order aloud since.",
        ),
    ),
    "ownership/went-wrong-after": (
        (
            "Taxi never came. “I'd booked it, so.” Lots about the taxi firm, nothing about the guest at the kerb.",
            "Parcel went to the wrong house after they'd handed it over. Heard about it from the review.",
            "Told me who was to blame. Couldn't tell me what happened to the customer.",
        ),
        (
            "Cake arrived crushed. Said sorry and refunded. Nobody told the driver.",
            "Rang the guest back the same day. Didn't find out whether the new key worked.",
            "Took it on once the manager asked. Did it properly then, start to finish.",
        ),
        (
            (
                "Laundry lost a shirt. Rang the laundry at 7, guest at 8, shirt by courier at noon. Rang again to "
                "check it fitted."
            ),
            (
                "Colleague's mistake, their guest. “I said it's mine now.” Told her when, kept it, and had the shelf "
                "relabelled."
            ),
            "Delivery to the old address. Drove it over after the shift and changed how we read addresses back.",
        ),
    ),
    "composure/unfair-blame": (
        (
            "Showed the customer the camera footage to prove it. Felt good about that, still does.",
            "“I told her, I wasn't even here on Tuesday.” And the bill? Doesn't know.",
            "Voice went up just telling me about it.",
        ),
        (
            "Let him shout. Fetched the manager. Stayed in the room, which I liked.",
            "Kept calm, explained the rule twice. He left without his refund.",
            "Said sorry for something they hadn't done, to make it stop. Fixed it the next day.",
        ),
        (
            "“He was right that nobody had rung him.” Started there. One next step, at six o'clock, and did it.",
            "Shouted at over a parking ticket. Asked for the ticket, found the error, walked with her to the machine.",
            "Told the man once that she'd stop if he swore again. He stopped. They sorted the booking in five minutes.",
        ),
    ),
    "listening/heard-in-passing": (
        (
            "Guest mentioned a birthday. Sold her the prosecco.",
            "Couldn't think of anyone. Then a story about a colleague, not a customer.",
            "“I hear everything.” Gave no example after two tries.",
        ),
        (
            "Heard about the sore knee and offered a chair. Didn't ask more.",
            "Remembered the dog's name the next time. Nice, nothing more to it.",
            "Regular said he'd be alone at Christmas. Wished him well, thought about it all evening.",
        ),
        (
            (
                "“My daughter moves out on Friday.” Asked how that was. Packed two of the small loaves instead of "
                "the big one."
            ),
            "Guest sighed about the early train. Asked which one, had a breakfast bag at the desk at five.",
            (
                "Heard “since the operation”, asked if the stairs were all right, and swapped the room before she "
                "had to ask."
            ),
        ),
    ),
    "empathy/not-home-yet": (
        (
            "“I'm not allowed to say.” Would ring off politely.",
            "Would tell him she left two hours ago, because he's her dad.",
            "Says there's nothing to be done at a desk about that.",
        ),
        (
            "Would keep it private and say sorry. Thinks of ringing her once I ask what else.",
            "Asks how long she's been gone. No idea yet what to do with the answer.",
            "Would fetch the manager and stay on the line with him. Kind voice.",
        ),
        (
            "“What are you afraid has happened?” Then rings the daughter: “Your dad's worried, would you ring him?”",
            "Doesn't tell him. Rings her, leaves a message, rings him back in ten minutes either way.",
            (
                "Asks whether she was going to drive. Says what they can do, not what they can see. Tries her, then "
                "her friend."
            ),
        ),
    ),
    "listening/everything-fine": (
        (
            "Would say goodnight. “She said it's fine.”",
            "Asks “Anything wrong?” with the lights already off, in their own words.",
            "Lets the colleague deal with it, since they lock up.",
        ),
        (
            "Would wait and smile. Thinks she'd say it sooner or later.",
            "Asks whether the machine's all right. Closes when she says yes.",
            "Would ring her in the morning. Isn't sure what to ask.",
        ),
        (
            (
                "“You're holding that receipt like it bites.” Asks, waits. If it's long, offers tomorrow at nine and "
                "writes it down."
            ),
            "Lets them lock up in time. Rings at nine with one question, about the stitch she sews most.",
            "Sees the receipt. “Is it the amount?” Reads it with her, line by line.",
            "Would come round the counter and ask one question. Says back what she answers before doing anything.",
        ),
    ),
    "ownership/wrong-branch": (
        (
            "Gives her the number again. “It's their order.”",
            "Keeps her on hold and serves, hoping she'll ring off.",
            "Takes the man first because he's standing there. She hears nothing.",
        ),
        (
            "Takes her number and mails the other branch. Wouldn't check on Monday.",
            "Looks it up for her while the customer waits. Forgets to tell the customer how long.",
            "Would ring the branch manager. Hasn't thought about ringing her back.",
        ),
        (
            (
                "“I've got it until someone over there has it.” Tells the man at the counter half an hour. Rings her "
                "at five."
            ),
            (
                "Takes name and order number, rings the branch manager's mobile, rings her back before closing, "
                "order or no order."
            ),
            "Both told who's next. Finds the order, and on Monday raises that three calls rang out.",
        ),
    ),
    "composure/being-filmed": (
        (
            "“I'd put my hand over the lens.”",
            "Would take the bill off to end it. “It's twelve pounds.”",
            "“You can't film in here”, twice, louder the second time. Acted it out for us.",
        ),
        (
            "Asks him to stop filming. Waits. Doesn't get to the bill.",
            "Moves the other guests, which is good. Then hands him to the manager.",
            "Stays polite. Reads the bill only after he's put the phone down.",
        ),
        (
            (
                "“Line three looks wrong, give me a minute.” Asks once to keep the others out of it. Comes back and "
                "fixes it."
            ),
            "Turns the couple's table round first. Then the bill. Doesn't care about the film, says so.",
            "Says what's right about it before the filming. Offers the hall. Settles it there, or here if he won't.",
        ),
    ),
}
