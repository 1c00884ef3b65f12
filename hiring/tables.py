"""Every table of every room, for commands that need the whole database and no page."""

import hiring.accounts.models
import hiring.candidates.models
import hiring.decisions.models
import hiring.decisions.offers.models
import hiring.decisions.referees.models
import hiring.foundation.outbox.mails
import hiring.foundation.outbox.rounds
import hiring.foundation.records.append_only
import hiring.foundation.records.approvals
import hiring.foundation.records.journal_entries
import hiring.foundation.records.journal_key
import hiring.foundation.records.view_log
import hiring.foundation.web.drafts
import hiring.foundation.web.form_requests
import hiring.foundation.web.limits
import hiring.home.models
import hiring.insights.changes.models
import hiring.insights.fairness.models
import hiring.interviews.conflicts.models
import hiring.interviews.feeds.models
import hiring.interviews.guests.models
import hiring.interviews.models
import hiring.interviews.reminders.models
import hiring.interviews.walk_ins.models
import hiring.letters.models
import hiring.openings.models
import hiring.panels.models
import hiring.practice.models
import hiring.privacy.models
import hiring.probation.acts.models
import hiring.probation.board.models
import hiring.probation.colleagues.models
import hiring.probation.first_weeks.models
import hiring.probation.hire_side.models
import hiring.probation.measures.models
import hiring.probation.models
import hiring.probation.notes.models
import hiring.probation.promises.models
import hiring.probation.suggestions.models
import hiring.rubrics.editing.models
import hiring.rubrics.job_analysis.models
import hiring.rubrics.models
from hiring.foundation.database import Base

metadata = Base.metadata
