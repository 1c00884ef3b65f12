"""What the rules for seeing early are given of a probation."""

from datetime import date

from hiring.foundation.database import later_side
from hiring.probation.actions import today_at
from hiring.probation.early.signs import EarlySign, FollowedSoFar, early_signs
from hiring.probation.models import Probation
from hiring.probation.values import Going


def so_far(probation: Probation) -> FollowedSoFar:
    """What the rules for seeing early look at."""
    filed = [check_in for check_in in probation.check_ins if check_in.filed_at is not None]
    words = [{word.criterion: Going(word.going) for word in check_in.words} for check_in in filed]
    concerns = [(note.on, note.criterion) for note in probation.observations if note.is_concern and note.counts]
    talks = [check_in.held_on for check_in in filed if check_in.held_on is not None]
    return FollowedSoFar(words, concerns, [*talks, *_promised_on(probation)])


def _promised_on(probation: Probation) -> list[date]:
    return [promise.made_at.date() for promise in later_side(probation, "promises")]


def signs_of(probation: Probation) -> list[EarlySign]:
    """What asks for a conversation today."""
    return early_signs(so_far(probation), today_at(probation))
