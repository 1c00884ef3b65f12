"""`hiring practice-agreement`: how far an organisation's own people agree on the sample answers."""

from typing import Any

import click

from hiring.foundation import figures
from hiring.foundation.database import db
from hiring.practice.consensus import FEWEST_PEOPLE
from hiring.practice.remarking import CriterionConsensus, all_consensus


def practice_agreement(_app: Any) -> None:
    """Show how many people marked each criterion's sample answers blind, and how far they agree."""
    criteria = all_consensus(db.session)
    for row in criteria:
        click.echo(_line(row))
        for answer in row.disputed:
            click.echo(f"  in dispute: {answer.answer[:60]}…")
    if not criteria:
        click.echo("No rubric is published yet.")


def _line(row: CriterionConsensus) -> str:
    people = "1 person" if row.consensus.people == 1 else f"{row.consensus.people} people"
    start = f"{row.criterion.title}: {people}"
    if row.consensus.people < FEWEST_PEOPLE:
        return f"{start}. Our marks count until {FEWEST_PEOPLE} people have marked every answer."
    value = "none" if row.consensus.alpha is None else figures.coefficient(row.consensus.alpha)
    counts = "Your people's marks count." if row.consensus.counts else f"Our marks count. {row.consensus.reason}"
    return f"{start}, α {value}. {counts}"
