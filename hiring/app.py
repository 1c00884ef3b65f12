"""The application: its rooms in order, and what every page is given. The only file that knows them all."""

from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from hiring import mail_checks
from hiring.accounts import actions as account_actions
from hiring.accounts import session_end, signing_in
from hiring.accounts import views as accounts
from hiring.candidates import facts, upcoming_interviews
from hiring.candidates import identity as candidate_identity
from hiring.candidates import identity_views as identity
from hiring.candidates import import_views as imports
from hiring.candidates import views as candidates
from hiring.decisions import reject_views as rejecting
from hiring.decisions import views as decisions
from hiring.foundation import config, logs
from hiring.foundation.web import access, errors, headers, request_limits, static_files, template_filters
from hiring.foundation.web import draft_views as drafts
from hiring.foundation.web.base_app import base_app, provide
from hiring.foundation.web.browser_keys import whose_browser
from hiring.home import application_facts, navigation
from hiring.home import mailbox_views as mailbox
from hiring.home import views as home
from hiring.interviews import actions as interview_actions
from hiring.interviews import interview_views as interviews
from hiring.interviews import invitation_views as invitations
from hiring.interviews import paper_views as paper
from hiring.interviews import queries as interview_queries
from hiring.interviews import reopening_views as reopening
from hiring.interviews import usage as question_usage
from hiring.interviews import usage_views as usage
from hiring.interviews import views as scorecard_views
from hiring.interviews.conflicts import views as conflicts
from hiring.interviews.guests import link_views as guest_links
from hiring.interviews.guests import views as guests
from hiring.interviews.refusals import why_off
from hiring.interviews.reminders import views as reminders
from hiring.openings import public_page_views as public_pages
from hiring.openings import question_exposure
from hiring.openings import views as openings
from hiring.panels import agreement_views as learning
from hiring.panels import amendment_views as amendments
from hiring.panels import mark_export_views as marks
from hiring.panels import views as panels
from hiring.practice import views as practice
from hiring.probation import ending_views as endings
from hiring.probation import views as probation
from hiring.rubrics import exchange_views as exchange
from hiring.rubrics import kit_views as preview
from hiring.rubrics import views as rubrics
from hiring.rubrics.editing import part_views as editing_parts
from hiring.rubrics.editing import views as editing
from hiring.seating import views as seating

ROOMS = [
    drafts,
    session_end,
    *(accounts, exchange, rubrics, editing, editing_parts, practice, openings, public_pages),
    *(candidates, identity, imports),
    *(
        interviews,
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
    ),
    *(panels, reopening, learning, amendments, marks, decisions, rejecting, probation, endings, home, mailbox),
]

# What an earlier room calls and a later one has. An earlier room never imports a later one: it declares what it needs.
FROM_LATER_ROOMS = [
    mail_checks.CHECKS,
    account_actions.ON_NEW_ADDRESS.by(candidate_identity.link_candidates_by_address),
    question_exposure.COUNTER.by(question_usage.asked_before),
    upcoming_interviews.AHEAD.by(
        upcoming_interviews.Ahead(interview_queries.number_ahead_for, interview_actions.call_off_what_is_ahead)
    ),
    facts.READ_FACTS.by(application_facts.read_facts),
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
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    headers.init_app(app)
    return app


def add_template_globals(app: Flask) -> None:
    """What every page is given: who is looking, and where they may go."""
    app.jinja_env.globals["opening_pages"] = navigation.OF_OPENING
    app.jinja_env.globals["links_of_application"] = navigation.links_of_application
    app.jinja_env.globals["step_links"] = navigation.step_links
    app.jinja_env.globals["status_of_application"] = navigation.status_of_application
    app.jinja_env.globals["statuses_of_opening"] = navigation.statuses_of_opening
    app.jinja_env.globals["own_reports"] = navigation.own_reports
    app.jinja_env.globals["after_panel"] = navigation.after_panel
    app.jinja_env.globals["why_off"] = why_off
    app.jinja_env.globals["amending"] = navigation.amending
    app.jinja_env.globals["questions_asked"] = navigation.questions_asked

    @app.context_processor
    def visitor() -> dict[str, Any]:
        if not current_user.is_authenticated:
            return {"person": None, "navigation": []}
        browser = whose_browser(current_user.id)
        links = navigation.main_links(current_user)
        return {"person": current_user, "who": browser, "navigation": links, "session_end": session_end.session_end()}
