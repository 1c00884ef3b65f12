"""What applicants answered on the voluntary form, and the quarter that Farida published."""

import random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.demo.people import Cast
from hiring.foundation import clock
from hiring.insights.fairness.actions import give_answers, publish_quarter
from hiring.insights.fairness.links import application_key
from hiring.insights.fairness.questions import group_questions
from hiring.insights.fairness.values import NOT_SAID

# Of ten applicants so many answer.
ANSWER = 7
# How the answers to each question are spread, in the order of the form, the last being “I'd rather not say”.
SPREAD = {
    "gender": (48, 44, 1, 17),
    "age": (34, 34, 17, 3, 15),
    "ethnicity": (14, 8, 6, 58, 3, 11),
    "disability": (22, 66, 22),
}


def tell_group_answers(session: Session, cast: Cast) -> None:
    """Answers come from a chance of their own, so that nothing else of the demo depends on them."""
    chance = random.Random(17)  # noqa: S311 - it must repeat
    questions = group_questions()
    for application_id in session.scalars(sa.select(Application.id).order_by(Application.id)).all():
        if chance.randrange(10) < ANSWER:
            choices = {
                question.key: chance.choices(
                    [*(choice.key for choice in question.choices), NOT_SAID], SPREAD[question.key]
                )[0]
                for question in questions
            }
            give_answers(session, application_key(application_id), choices)
    publish_quarter(session, cast["Farida"], questions, clock.today("Europe/London"))
