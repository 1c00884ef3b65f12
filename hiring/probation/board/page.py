"""The board as a page: what was asked for in the address, and what the template is given."""

from flask import render_template, request

from hiring.accounts.models import Person
from hiring.accounts.policy import is_area_manager, is_hr
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web.template_filters import zone_of_reader
from hiring.probation import queries
from hiring.probation.board.queries import BoardFilter, board_of, outcomes_to_tell
from hiring.probation.board.reminders import last_reminders, reminded_in_words
from hiring.probation.deadlines import Need


def chosen_filter() -> BoardFilter:
    need = request.args.get("need", "")
    known = need if need in set(Need) else ""
    return BoardFilter(request.args.get("q", "").strip()[:200], request.args.get("workplace", "")[:16], known)


def board_page(person: Person) -> str:
    board = board_of(db.session, person, chosen_filter())
    shown = [row for section in board.sections for row in section.rows]
    reminded, zone = last_reminders(db.session, shown), zone_of_reader()
    today = clock.today(zone)
    return render_template(
        "probation/board/board.html",
        board=board,
        sees_all=is_hr(person) or is_area_manager(person),
        may_remind=is_hr(person),
        reminded={row.id: reminded_in_words(reminded.get(row.id), zone, today) for row in shown},
        to_tell=outcomes_to_tell(db.session, person),
        hires=queries.hires_without_probation(db.session, person) if is_hr(person) else [],
        proposals=queries.approvals_waiting(db.session, person) if is_hr(person) else [],
    )
