"""Tells what is under way, workplace by workplace."""

from hiring.demo.builder import Story
from hiring.demo.this_month import cafe, probations, records, rubric_work, shop


def tell(story: Story) -> None:
    rubric_work.tell(story)
    shop.tell(story)
    cafe.tell(story)
    probations.tell(story)
    records.tell(story)
