"""What interviewers wrote down of the questions for a field technician: weak, middling and good answers."""

NOTES = {
    "integrity/nobody-saw": (
        (
            "Wrong seal, went back and swapped it before anyone looked. Told nobody.",
            "“Nobody noticed, so nobody was hurt.”",
        ),
        (
            "Told the boss the next morning. The customer never heard of it.",
            "Owned up when asked. Says he'd do it sooner now.",
        ),
        (
            (
                "Drilled into a pipe sleeve, dry. Rang the customer that evening. “She'd have found it in ten "
                "years.” Paid for the plaster."
            ),
            "Charged two hours for one. Saw it a week later, wrote the credit note himself.",
            "Left a tool bag in a lift shaft. Reported it, and took the stand-down that came with it.",
        ),
    ),
    "safety-and-confidentiality/in-a-hurry": (
        (
            "Skipped the pressure test for a landlord. “It was fine.”",
            "Does the check when someone's looking, says so himself.",
        ),
        (
            "Did the test, customer cross. Didn't tell the office they push people.",
            "Refused, and left. Someone else had to come back and do it.",
        ),
        (
            (
                "Foreman wanted the power on by noon. Tested half the board first so he could start, then the rest. "
                "Wrote it up."
            ),
            "“Eleven minutes. You can watch.” She watched. Raised it at the Friday meeting.",
            "Did the gas check with the tenant timing it. Asked the office to stop promising half-hour slots.",
        ),
    ),
    "empathy/other-than-asked": (
        ("Asked for a lamp, sold him the smart one.", "Knew best, fitted the big boiler. “They thanked me later.”"),
        (
            "Saw that she couldn't reach the switch. Said so. Left it when she shrugged.",
            "Guessed right about the noise. Didn't ask, just moved it.",
        ),
        (
            (
                "New lock wanted. “Is someone bothering you?” He could have said no. He didn't. Chain, and the "
                "number of the warden."
            ),
            "Wanted the washer louder. Asked who listens for it. Her mother, deaf: fitted a light.",
            "Repair or a reason to talk? Asked if he'd like the switches labelled. He would. Ten minutes.",
        ),
    ),
    "coachability/from-a-customer": (
        ("“She complains about everybody.”", "Boss passed one on. Can't remember what it was about."),
        (
            "Told he talks too fast. Tries to slow down. Hasn't asked anyone whether it's better.",
            "Agreed about the dust. Uses sheets now, most days.",
        ),
        (
            (
                "“You explained it to my husband.” She was right. Asks now who looks after the thing, and had his "
                "mate watch him do it."
            ),
            "Muddy hall. Overshoes in the van since that week, and rang her in spring to ask.",
            "Complaint said he sighs. Asked his trainee. He does. They have a word for it now.",
        ),
    ),
    "learning-speed/hardest-to-learn": (
        ("Wiring diagrams. “Nobody taught me properly.” Still avoids them.", "Dropped the course. It was the teacher."),
        (
            "Soldering. Kept at it for a year. Can't say what made it click.",
            "Learned the software from videos. Knows enough to get by.",
        ),
        (
            (
                "Reading refrigerant charts. Found it was the units. Did ten by hand each evening, then tested "
                "himself on old jobs."
            ),
            "Left-handed threads, of all things. Built a board with six of them at home.",
            "German regulations as a second language. Rewrote each one as a drawing until a colleague could guess it.",
        ),
    ),
    "realistic-promises/could-not-keep": (
        ("Promised the part for Tuesday from memory. They rang on Wednesday.", "“I say soon, that's safest.”"),
        (
            "Rang once he knew. Had no new date for her.",
            "Told the office to tell the customer. They did, two days on.",
        ),
        (
            "Pump on back order. Rang at lunch: sure of the loan heater, not of the date. She picked the loan.",
            "Got stuck on the motorway. Rang all three, gave each a choice, now leaves the last slot open.",
            "Promised both brothers the same Saturday. Rang the one who hadn't taken a day off.",
        ),
    ),
    "realistic-promises/one-more-visit": (
        ("“It'll hold.” Would bet on it? “No.”", "Nothing before Monday. Would leave it locked."),
        (
            "Says it probably holds, and leaves his number. Doesn't ask who lives upstairs.",
            "Explains the patch well. Leaves the choice to her without saying what he'd do.",
        ),
        (
            "Who can't use the stairs? Two. Move those two today, patch for the rest, rings on Saturday morning.",
            "“I'm sure till tonight, not till Monday.” Shows her the noise to listen for.",
            "Gives her the odds and the sign, then waits for her to choose. In on Sunday to check, his idea.",
        ),
    ),
    "integrity/cracked-tile": (
        ("“Lucky me, then.” Leaves it off the sheet.", "Would ring the owner himself. Wouldn't tell her first."),
        (
            "By the rule, it's reported. Tells her so, kindly. That's it.",
            "Leaves it out for her sake. Would say so if the boss asked.",
        ),
        (
            "What's she afraid of? Asks that first. Buys the tile himself, tells the boss the same evening.",
            "“I broke it, so it's mine.” Reports it, and asks the firm to fix it before the owner hears.",
            "Nothing false on the sheet. Comes back on Saturday with a tile, and the boss knows why.",
        ),
    ),
    "safety-and-confidentiality/burnt-pan": (
        ("“He's fine.” Drives off.", "Tells her all of it on the doorstep, with him listening."),
        (
            "“You'd better ask him.” Leaves it there.",
            "Tells her about the pan. Wouldn't go back in to him.",
        ),
        (
            (
                "“He's right here, shall we both talk to you?” Goes back in first. Fits the cut-out he had in the van. "
                "Office by four."
            ),
            "Doesn't say he's fine. Asks him what he could live with, and it's a timer. She hears that from him.",
            "Rings her back in ten minutes, with his yes. Notes it the same day, for the one who comes next.",
        ),
    ),
    "empathy/shoes-off": (
        ("“I'd tell him I'm on time, actually.”", "Says how sorry he is about the bed. Hasn't been told a thing."),
        (
            "Shoes off, quiet, gets on with it. Leaves the water for another day without asking why.",
            "Asks what time suits. Doesn't take up that he's snapping.",
        ),
        (
            (
                "“When would an hour without water hurt least?” Eleven, when the nurse has been. Says nothing about "
                "the bed."
            ),
            "Overshoes. Asks one thing he can answer with a number. Comes back at two.",
            "Fills two buckets first, then asks again. Doesn't mention it at the office either.",
        ),
    ),
    "coachability/second-visit": (
        ("Harder jobs, he says. Would ask for her round.", "“My boss is happy.” End of answer."),
        (
            "Would slow down a bit and see.",
            "Asks her for tips. No plan for when.",
        ),
        (
            (
                "Rides along on Thursday. Guesses she tests twice. Would try that for two weeks and look at the list "
                "again."
            ),
            "“One in six is a lot of cold homes.” Asks which jobs came back, finds they're all one maker.",
            "Rings three of those customers first. Then her. Then the office, with a date to compare.",
        ),
    ),
    "learning-speed/new-heat-pump": (
        ("Within range, so on it goes.", "Leaves it off and lets the office ring her."),
        (
            "Would ring a colleague, and start it if nobody picks up.",
            "Waits for the helpline. Doesn't know which reading bothers him.",
        ),
        (
            (
                "Suction side too low for that outside temperature. Sends a photo to a colleague, fan heater for the "
                "guests, rig on Saturday."
            ),
            "Can say what he'd expect instead. Won't run it overnight on a maybe.",
            "Queue on speaker while checking the charge. Tells her by four whether it runs tonight.",
        ),
    ),
}
