"""The guard table itself: endpoint → who of the cast may, and what the others are told."""

from dataclasses import dataclass

from tests.cast import Cast

EVERYBODY = frozenset(name for name in Cast.__annotations__ if name != "harbour")
HR = {"hr", "hr_lead", "second_hr"}
INTERVIEWERS = {"panellist", "second_panellist", "elsewhere"}
MANAGERS = {"manager", "stranger"}


@dataclass(frozen=True)
class Row:
    """Who may; what the others are told: 403 where the page is no secret, 404 where the thing is."""

    allowed: frozenset[str]
    others: int = 403
    insiders: frozenset[str] = frozenset()  # who know that it exists, and are told 403 where others are told 404

    def told(self, name: str) -> int:
        return 403 if name in self.insiders else self.others


def _row(*allowed: set[str], others: int = 403, insiders: set[str] = frozenset()) -> Row:
    return Row(frozenset().union(*allowed), others, frozenset(insiders))


ADMIN = _row({"administrator"})
ACCOUNT = _row({"administrator"}, others=404)
PLACES = _row({"administrator", "hr_lead"})
PLACE = _row({"administrator", "hr_lead"}, others=404)
OF_HR = _row(HR)
OF_HR_HIDDEN = _row(HR, others=404)
OWN_CARD = _row({"panellist"}, others=404)
PANEL = {"panellist", "second_panellist"}
OF_PANEL = _row(HR, PANEL, others=404)
OF_DECISION = _row(HR, others=404, insiders=PANEL)
FOLLOWED = _row(HR, {"manager"}, others=404)
BY_MANAGER = _row({"manager"}, others=404, insiders=HR)
OVERSEEN = _row(HR, others=404, insiders={"manager"})

# One tap changes the scene, so that a second person would meet another one.
CHANGING = {
    *("POST rubrics.publish", "POST openings.close", "POST interviews.no_show", "POST interviews.call_off"),
    "POST interviews.take_back_no_show",
    "POST guests.cannot",
    "POST letters.delete",
    *("POST imports.take", "POST imports.discard", "POST endings.take_back", "POST guest_links.take_back"),
}

PUBLIC = {
    *("GET static", "GET bootstrap.static", "GET home.healthz", "GET security.login", "POST security.login"),
    *("GET accounts.choose_password", "POST accounts.choose_password"),
    *("GET accounts.first_run", "POST accounts.first_run", "GET public_pages.show"),
    "GET guests.done",
}
# Whoever carries the key is let in and nobody else is, whoever they are.
BEARER = {
    "GET feeds.show",
    *("GET guests.enter", "POST guests.enter", "GET guests.kit", "GET guests.scorecard", "POST guests.save"),
    *("GET guests.check", "POST guests.seal", "POST guests.leave", "GET guests.cannot", "POST guests.cannot"),
}
SIGNED_IN = {"GET home.show", "GET accounts.me", "POST accounts.me", "POST accounts.sign_out", "POST session_end.stay"}

TABLE: dict[str, Row] = {
    "POST drafts.keep": BY_MANAGER,
    "GET accounts.people": ADMIN,
    "GET accounts.add_person": ADMIN,
    "POST accounts.add_person": ADMIN,
    "GET accounts.show_person": ACCOUNT,
    "POST accounts.show_person": ACCOUNT,
    "GET accounts.show_password_link": ACCOUNT,
    "POST accounts.make_password_link": ACCOUNT,
    "GET accounts.workplaces": PLACES,
    "GET accounts.add_workplace": PLACES,
    "POST accounts.add_workplace": PLACES,
    "GET accounts.show_workplace": PLACE,
    "POST accounts.show_workplace": PLACE,
    "GET rubrics.library": _row(HR, INTERVIEWERS, MANAGERS),
    "GET exchange.compare": _row(HR, INTERVIEWERS, MANAGERS),
    "POST exchange.download": OF_HR_HIDDEN,
    "GET exchange.upload": OF_HR,
    "POST exchange.look": OF_HR,
    "POST exchange.publish": OF_HR,
    "GET rubrics.show": _row(HR, INTERVIEWERS, MANAGERS, others=404),
    "GET rubrics.show_shipped": OF_HR_HIDDEN,
    "GET usage.index": OF_HR_HIDDEN,
    "GET usage.question": OF_HR_HIDDEN,
    "POST usage.question": OF_HR_HIDDEN,
    "POST usage.bring_back": OF_HR_HIDDEN,
    "POST rubrics.publish": OF_HR_HIDDEN,
    "GET editing.start": OF_HR_HIDDEN,
    "POST editing.start": OF_HR_HIDDEN,
    "GET editing.start_shipped": OF_HR_HIDDEN,
    "POST editing.start_shipped": OF_HR_HIDDEN,
    "GET editing.overview": OF_HR_HIDDEN,
    "GET editing.own_criterion": OF_HR_HIDDEN,
    "POST editing.own_criterion": OF_HR_HIDDEN,
    "GET editing.discard": OF_HR_HIDDEN,
    "POST editing.discard": OF_HR_HIDDEN,
    "GET editing.publish": OF_HR_HIDDEN,
    "POST editing.publish": OF_HR_HIDDEN,
    "GET editing_parts.show": OF_HR_HIDDEN,
    "POST editing_parts.save": OF_HR_HIDDEN,
    "POST editing_parts.add": OF_HR_HIDDEN,
    "POST editing_parts.move_up": OF_HR_HIDDEN,
    "POST editing_parts.remove": OF_HR_HIDDEN,
    "GET preview.of_version": _row(HR, INTERVIEWERS, MANAGERS, others=404),
    "GET preview.of_shipped": OF_HR_HIDDEN,
    "GET preview.of_copy": OF_HR_HIDDEN,
    "GET openings.index": OF_HR,
    "GET openings.open_opening": OF_HR,
    "POST openings.open_opening": OF_HR,
    "GET openings.show": OF_HR_HIDDEN,
    "GET openings.change": OF_HR_HIDDEN,
    "POST openings.change": OF_HR_HIDDEN,
    "GET openings.plan": OF_HR_HIDDEN,
    "POST openings.plan": OF_HR_HIDDEN,
    "POST openings.close": OF_HR_HIDDEN,
    "GET public_pages.keep": OF_HR_HIDDEN,
    "POST public_pages.keep": OF_HR_HIDDEN,
    "POST public_pages.renew": OF_HR_HIDDEN,
    "POST public_pages.close": OF_HR_HIDDEN,
    "GET interviews.index": OF_HR_HIDDEN,
    "GET interviews.set_interview": OF_HR_HIDDEN,
    "POST interviews.set_interview": OF_HR_HIDDEN,
    "GET interviews.show": OF_HR_HIDDEN,
    "GET interviews.move": OF_HR_HIDDEN,
    "POST interviews.move": OF_HR_HIDDEN,
    "GET interviews.no_show": OF_HR_HIDDEN,
    "POST interviews.no_show": OF_HR_HIDDEN,
    "GET interviews.call_off": OF_HR_HIDDEN,
    "POST interviews.call_off": OF_HR_HIDDEN,
    "POST interviews.take_back_no_show": OF_HR_HIDDEN,
    "GET reopening.reopen": OF_HR_HIDDEN,
    "POST reopening.reopen": OF_HR_HIDDEN,
    "GET interviews.replace": OF_HR_HIDDEN,
    "POST interviews.replace": OF_HR_HIDDEN,
    "GET reminders.switches": OF_HR,
    "POST reminders.switch": OF_HR,
    "GET reminders.of_opening": OF_HR_HIDDEN,
    "POST reminders.of_opening": OF_HR_HIDDEN,
    "GET reminders.of_interview": OF_HR_HIDDEN,
    "POST reminders.of_interview": OF_HR_HIDDEN,
    "GET feeds.mine": _row(INTERVIEWERS),
    "POST feeds.make": _row(INTERVIEWERS),
    "POST feeds.end": _row(INTERVIEWERS),
    "GET invitations.of_seat": OWN_CARD,
    "GET invitations.of_interview": OF_HR_HIDDEN,
    "GET letter_templates.index": OF_HR,
    "GET letter_templates.show": OF_HR_HIDDEN,
    "POST letter_templates.show": OF_HR_HIDDEN,
    "POST letter_templates.reset": OF_HR_HIDDEN,
    "GET letters.write": OF_HR_HIDDEN,
    "POST letters.write": OF_HR_HIDDEN,
    "GET letters.of_opening": OF_HR_HIDDEN,
    "POST letters.of_opening": OF_HR_HIDDEN,
    "GET letters.printouts": OF_HR_HIDDEN,
    "GET letters.of_application": OF_HR_HIDDEN,
    "GET letters.show": OF_HR_HIDDEN,
    "POST letters.show": OF_HR_HIDDEN,
    "POST letters.delete": OF_HR_HIDDEN,
    "GET letters.printout": OF_HR_HIDDEN,
    "GET mailbox.index": _row(HR, {"administrator"}),
    "GET mailbox.show": _row(HR, {"administrator"}, others=404),
    "GET seating.ask": OF_HR_HIDDEN,
    "GET seating.proposal": OF_HR_HIDDEN,
    "POST seating.proposal": OF_HR_HIDDEN,
    "GET guest_links.invite": OF_HR_HIDDEN,
    "POST guest_links.invite": OF_HR_HIDDEN,
    "GET guest_links.show": OF_HR_HIDDEN,
    "POST guest_links.renew": OF_HR_HIDDEN,
    "POST guest_links.take_back": OF_HR_HIDDEN,
    "GET conflicts.fill": OF_HR_HIDDEN,
    "POST conflicts.fill": OF_HR_HIDDEN,
    "GET conflicts.answer": OWN_CARD,
    "POST conflicts.answer": OWN_CARD,
    "GET conflicts.decline": OWN_CARD,
    "POST conflicts.decline": OWN_CARD,
    "GET scorecards.mine": _row(INTERVIEWERS),
    "GET scorecards.practice": _row(INTERVIEWERS),
    "GET practice.criterion": _row(INTERVIEWERS, others=404),
    "POST practice.begin": _row(INTERVIEWERS, others=404),
    "GET practice.answer": OWN_CARD,
    "POST practice.answer": OWN_CARD,
    "POST practice.save": OWN_CARD,
    "GET practice.result": OWN_CARD,
    "GET scorecards.kit": OWN_CARD,
    "GET scorecards.scorecard": OWN_CARD,
    "POST scorecards.save": OWN_CARD,
    "GET scorecards.check": OWN_CARD,
    "POST scorecards.seal": OWN_CARD,
    "GET paper.kit": OF_HR_HIDDEN,
    "GET paper.scorecard": OF_HR_HIDDEN,
    "POST paper.save": OF_HR_HIDDEN,
    "GET paper.check": OF_HR_HIDDEN,
    "POST paper.seal": OF_HR_HIDDEN,
    "GET candidates.index": OF_HR_HIDDEN,
    "GET candidates.add": OF_HR_HIDDEN,
    "POST candidates.add": OF_HR_HIDDEN,
    "GET candidates.show": OF_HR_HIDDEN,
    "POST candidates.change_state": OF_HR_HIDDEN,
    "GET candidates.change": OF_HR_HIDDEN,
    "POST candidates.change": OF_HR_HIDDEN,
    "GET identity.account": OF_HR_HIDDEN,
    "POST identity.account": OF_HR_HIDDEN,
    "POST identity.propose_unlinking": OF_HR_HIDDEN,
    "POST identity.answer_unlinking": OF_HR_HIDDEN,
    "GET candidates.relations": OF_HR_HIDDEN,
    "POST candidates.relations": OF_HR_HIDDEN,
    "GET imports.upload": OF_HR_HIDDEN,
    "POST imports.upload": OF_HR_HIDDEN,
    "GET imports.show": OF_HR_HIDDEN,
    "POST imports.choose_days": OF_HR_HIDDEN,
    "POST imports.take": OF_HR_HIDDEN,
    "POST imports.refused": OF_HR_HIDDEN,
    "POST imports.discard": OF_HR_HIDDEN,
    "GET panels.compare": OF_HR_HIDDEN,
    "POST panels.export_csv": OF_HR_HIDDEN,
    "POST panels.export_xlsx": OF_HR_HIDDEN,
    "GET panels.side_by_side": OF_HR_HIDDEN,
    "GET insights.agreement": OF_HR,
    "GET insights.own_marks": _row(INTERVIEWERS),
    "GET panels.show": OF_PANEL,
    "POST panels.close": OF_HR_HIDDEN,
    "GET panels.debrief": OF_PANEL,
    "POST panels.debrief": OF_PANEL,
    "POST marks.export_csv": OF_HR_HIDDEN,
    "POST marks.export_xlsx": OF_HR_HIDDEN,
    "GET amendments.amend": OWN_CARD,
    "POST amendments.amend": OWN_CARD,
    "GET decisions.skill_floor": OF_HR_HIDDEN,
    "POST decisions.skill_floor": OF_HR_HIDDEN,
    "GET decisions.references": OF_HR_HIDDEN,
    "POST decisions.references": OF_HR_HIDDEN,
    "GET decisions.decide": OF_DECISION,
    "POST decisions.decide": OF_DECISION,
    "GET rejecting.reject": OF_HR_HIDDEN,
    "POST rejecting.reject": OF_HR_HIDDEN,
    "GET decisions.show": OF_DECISION,
    "POST decisions.after_hire": OF_DECISION,
    "GET probation.index": _row(HR, MANAGERS),
    "GET probation.open_probation": OF_HR_HIDDEN,
    "POST probation.open_probation": OF_HR_HIDDEN,
    "GET probation.show": FOLLOWED,
    "GET probation.note_act": BY_MANAGER,
    "POST probation.note_act": BY_MANAGER,
    "GET probation.check_in": BY_MANAGER,
    "POST probation.check_in": BY_MANAGER,
    "GET probation.check_check_in": BY_MANAGER,
    "POST probation.check_check_in": BY_MANAGER,
    "GET probation.change_manager": OVERSEEN,
    "POST probation.change_manager": OVERSEEN,
    "GET probation.did_not_start": OVERSEEN,
    "POST probation.did_not_start": OVERSEEN,
    "GET probation.correct_first_day": OVERSEEN,
    "POST probation.correct_first_day": OVERSEEN,
    "GET endings.confirm": BY_MANAGER,
    "POST endings.confirm": BY_MANAGER,
    "GET endings.extend": BY_MANAGER,
    "POST endings.extend": BY_MANAGER,
    "GET endings.end": BY_MANAGER,
    "POST endings.end": BY_MANAGER,
    "GET endings.check_confirm": BY_MANAGER,
    "POST endings.check_confirm": BY_MANAGER,
    "GET endings.check_extend": BY_MANAGER,
    "POST endings.check_extend": BY_MANAGER,
    "GET endings.check_end": BY_MANAGER,
    "POST endings.check_end": BY_MANAGER,
    "GET endings.left": FOLLOWED,
    "POST endings.left": FOLLOWED,
    "GET endings.check_left": FOLLOWED,
    "POST endings.check_left": FOLLOWED,
    "GET endings.proposal": FOLLOWED,
    "POST endings.answer": OVERSEEN,
    "POST endings.take_back": BY_MANAGER,
}
