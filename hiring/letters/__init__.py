"""Letters to candidates and hires: a template with placeholders → drafts → edited → sent or printed → kept on record.

A room that has something to write registers a kind. For example, in a room that knows about offers:

    OFFER = LetterKind(
        key="offer",                              # templates/_letters/offer.txt holds our wording, its subject first
        title="Offer",
        when="After you've decided to hire.",
        placeholders=(Placeholder("start", "the first day at work", "{name} has no first day yet. Set it first."),),
        values=offer_values,                      # (session, applications) → application id → placeholder → value
        why_not=who_has_no_offer,                 # (session, reader, applications) → application id → sentence
    )

and `hiring/app.py` adds it to its line `KINDS`. Everything else follows: HR edit the template under Letters, with a
preview on a real candidate; `letters.write` takes an opening, a kind and ticked applications
(`/openings/<id>/letters/write/offer?application=…&application=…`, a plain GET form does) and makes a draft for each,
which is edited, then sent or printed. `actions.write_letters` makes the same drafts from code. Nothing sends itself.

An empty value is missing: the draft isn't made, and the placeholder's own sentence says what to do about it. A kind
with `tells_verdict` is hidden from people who still owe a scorecard. `queries.letters_of` lists what was written to
one candidate, for a page of a later room.
"""
