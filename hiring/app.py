"""The application: its rooms in order, and what every page is given. The only file that knows them all."""

from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from hiring import mail_checks
from hiring.accounts import actions as account_actions
from hiring.accounts import password_views as passwords
from hiring.accounts import people_list_views as people_list
from hiring.accounts import session_end, signing_in
from hiring.accounts import views as accounts
from hiring.candidates import facts, history, round_progress, upcoming_interviews
from hiring.candidates import identity as candidate_identity
from hiring.candidates import identity_views as identity
from hiring.candidates import import_views as imports
from hiring.candidates import post_views as posts
from hiring.candidates import status as application_status
from hiring.candidates import views as candidates
from hiring.decisions import candidate_letters as decision_letters
from hiring.decisions import hold_views as holds
from hiring.decisions import reject_views as rejecting
from hiring.decisions import reopening_views as reopening_decisions
from hiring.decisions import several_views as several
from hiring.decisions import views as decisions
from hiring.decisions.exports import packet_views as packets
from hiring.decisions.exports import workbook_views as workbooks
from hiring.decisions.offers import views as offers
from hiring.decisions.referees import views as referees
from hiring.foundation import config, logs, readiness
from hiring.foundation.web import access, errors, headers, request_limits, static_files, template_filters
from hiring.foundation.web import draft_views as drafts
from hiring.foundation.web.base_app import base_app, provide
from hiring.foundation.web.browser_keys import whose_browser
from hiring.home import (
    compared_statuses,
    first_hour,
    hire_gates,
    navigation,
)
from hiring.home import mailbox_views as mailbox
from hiring.home import views as home
from hiring.home.applications.counts import count_facts
from hiring.home.applications.facts import read_facts
from hiring.home.applications.history import read_history
from hiring.insights import spreadsheet_views
from hiring.insights import views as insights
from hiring.insights.changes import views as changes
from hiring.insights.fairness import letters as fairness_letters
from hiring.insights.fairness import views as fairness
from hiring.insights.follow_through import views as follow_through
from hiring.insights.hindsights import views as hindsights
from hiring.insights.questions import views as question_findings
from hiring.interviews import actions as interview_actions
from hiring.interviews import interview_views as interviews
from hiring.interviews import invitation_views as invitations
from hiring.interviews import licences as interview_licences
from hiring.interviews import paper_views as paper
from hiring.interviews import queries as interview_queries
from hiring.interviews import reopening_views as reopening
from hiring.interviews import usage as question_usage
from hiring.interviews import usage_views as usage
from hiring.interviews import views as scorecard_views
from hiring.interviews.agenda import progress as interview_progress
from hiring.interviews.agenda import views as agenda
from hiring.interviews.conflicts import views as conflicts
from hiring.interviews.feeds import views as feeds
from hiring.interviews.guests import link_views as guest_links
from hiring.interviews.guests import views as guests
from hiring.interviews.mail import candidate_letters
from hiring.interviews.refusals import why_off
from hiring.interviews.reminders import views as reminders
from hiring.interviews.seat_returns import views as seat_returns
from hiring.interviews.walk_ins import views as walk_ins
from hiring.letters import kinds as letter_kinds
from hiring.letters import template_views as letter_templates
from hiring.letters import views as letters
from hiring.openings import brief_views as brief
from hiring.openings import listing as opening_listing
from hiring.openings import period_words, question_exposure
from hiring.openings import public_page_views as public_pages
from hiring.openings import queries as opening_queries
from hiring.openings import views as openings
from hiring.panels import amendment_views as amendments
from hiring.panels import later_facts
from hiring.panels import mark_export_views as marks
from hiring.panels import views as panels
from hiring.practice import lesson_views as lesson
from hiring.practice import queries as practice_queries
from hiring.practice import remarking_views as remarking
from hiring.practice import views as practice
from hiring.privacy import due_views as forgetting
from hiring.privacy import erasing, statements
from hiring.privacy import views as privacy
from hiring.probation import ending_views as endings
from hiring.probation import views as probation
from hiring.probation.acts import views as acts
from hiring.probation.board import views as board
from hiring.probation.colleagues import views as colleagues
from hiring.probation.endings import hire_letters
from hiring.probation.endings import leaving_views as leaving
from hiring.probation.first_weeks import views as first_weeks
from hiring.probation.hire_side import link_views as hire_links
from hiring.probation.hire_side import page_views as hire_pages
from hiring.probation.measures import views as measures
from hiring.probation.notes import views as notes
from hiring.probation.printed import views as records
from hiring.probation.promises import views as promises
from hiring.probation.suggestions import views as suggestions
from hiring.rubrics import exchange_views as exchange
from hiring.rubrics import kit_views as preview
from hiring.rubrics import library as rubric_library
from hiring.rubrics import views as rubrics
from hiring.rubrics.editing import part_views as editing_parts
from hiring.rubrics.editing import views as editing
from hiring.rubrics.job_analysis import views as job_analysis
from hiring.seating import views as seating

ROOMS = [
    drafts,
    session_end,
    *(accounts, passwords, people_list, exchange, rubrics, editing, editing_parts, job_analysis),
    *(practice, lesson, remarking),
    *(openings, brief, public_pages, candidates, posts, identity, imports),
    *(letter_templates, letters),
    *(
        interviews,
        agenda,
        walk_ins,
        seat_returns,
        scorecard_views,
        conflicts,
        seating,
        paper,
        preview,
        usage,
        invitations,
        reminders,
        guest_links,
        guests,
        feeds,
    ),
    *(panels, reopening, amendments, marks, decisions, several, holds, reopening_decisions, rejecting),
    *(workbooks, packets, referees, offers),
    *(records, probation, endings, leaving, acts, board),
    *(
        notes,
        colleagues,
        first_weeks,
        hire_links,
        hire_pages,
        measures,
        promises,
        suggestions,
        insights,
        question_findings,
        hindsights,
        follow_through,
        changes,
        fairness,
        spreadsheet_views,
        privacy,
        forgetting,
        home,
        mailbox,
    ),
]

# What an earlier room calls and a later one has. An earlier room never imports a later one: it declares what it needs.
FROM_LATER_ROOMS = [
    readiness.FIRST.by([erasing.replay]),
    mail_checks.CHECKS,
    mail_checks.SECRETS,
    mail_checks.TASKS,
    account_actions.ON_NEW_ADDRESS.by(candidate_identity.link_candidates_by_address),
    question_exposure.COUNTER.by(question_usage.asked_before),
    upcoming_interviews.AHEAD.by(
        upcoming_interviews.Ahead(interview_queries.number_ahead_for, interview_actions.cancel_what_is_ahead)
    ),
    practice_queries.TO_PRACTISE.by(interview_licences.to_practise),
    rubric_library.COUNT_OPENINGS.by(opening_queries.running_by_version),
    opening_listing.COUNTS.by(application_status.counts_of_openings),
    facts.READ_FACTS.by(read_facts),
    letter_kinds.KINDS.by(
        [
            *fairness_letters.with_form(
                [*letter_kinds.OWN, *candidate_letters.LETTER_KINDS, *decision_letters.LETTER_KINDS]
            ),
            *hire_letters.PROBATION_LETTERS,
        ]
    ),
    facts.COUNT_FACTS.by(count_facts),
    later_facts.STATUSES.by(compared_statuses.compared_statuses),
    later_facts.GATES.by(hire_gates.hire_gates),
    history.HISTORY.by(read_history),
    round_progress.PROGRESS.by(interview_progress.read_progress),
]


def create_app(settings: config.Settings | None = None, **overrides: Any) -> Flask:
    """The app with every room. Refuses with a sentence where a setting is missing or an endpoint has no guard."""
    settings = settings or config.from_environment()
    app = base_app(settings, **overrides)
    logs.init_app(app)
    request_limits.init_app(app)
    CSRFProtect(app)
    Bootstrap5(app)
    signing_in.init_app(app)
    errors.init_app(app)
    static_files.init_app(app)
    template_filters.init_app(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    add_template_globals(app)
    provide(app, FROM_LATER_ROOMS)
    for endpoint in static_files.STATIC:
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = access.public(view)
    access.refuse_unguarded(app)
    if settings.behind_tls:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # how Flask says to do it
    headers.init_app(app)
    return app


def add_template_globals(app: Flask) -> None:
    """What every page is given: who is looking, and where they may go."""
    app.jinja_env.globals["opening_pages"] = navigation.OF_OPENING
    app.jinja_env.globals["links_of_application"] = navigation.links_of_application
    app.jinja_env.globals["step_links"] = navigation.step_links
    app.jinja_env.globals["privacy_links"] = navigation.privacy_links
    app.jinja_env.globals["statements_about"] = statements.shown_about
    app.jinja_env.globals["statements_on_panel"] = statements.shown_on_panel
    app.jinja_env.globals["status_of_application"] = navigation.status_of_application
    app.jinja_env.globals["statuses_of_opening"] = navigation.statuses_of_opening
    app.jinja_env.globals["opening_course"] = navigation.course_of_opening
    app.jinja_env.globals["waits_in_opening"] = navigation.waits_in_opening
    app.jinja_env.globals["another_round"] = navigation.another_round
    app.jinja_env.globals["own_reports"] = navigation.own_reports
    app.jinja_env.globals["after_panel"] = navigation.after_panel
    app.jinja_env.globals["why_off"] = why_off
    app.jinja_env.globals["period_at"] = period_words.period_at
    app.jinja_env.globals["period_name"] = lambda: period_words.as_heading(period_words.period_for(current_user))
    app.jinja_env.globals["period_word"] = lambda: period_words.period_for(current_user)
    app.jinja_env.globals["on_period"] = period_words.on_period
    app.jinja_env.globals["as_heading"] = period_words.as_heading
    app.jinja_env.globals["amending"] = navigation.amending
    app.jinja_env.globals["set_up_steps"] = first_hour.set_up_steps
    app.jinja_env.globals["questions_asked"] = navigation.questions_asked
    app.jinja_env.globals["times_asked"] = navigation.times_asked

    @app.context_processor
    def visitor() -> dict[str, Any]:
        if not current_user.is_authenticated:
            return {"person": None, "navigation": []}
        browser = whose_browser(current_user.id)
        links = navigation.main_links(current_user)
        return {"person": current_user, "who": browser, "navigation": links, "session_end": session_end.session_end()}
