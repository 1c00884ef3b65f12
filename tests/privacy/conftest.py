"""A candidate who was turned down, for tests of what happens to their record."""

import pytest

from hiring.decisions.values import Verdict


@pytest.fixture
def rejected(make):
    """Rejected today: due to be forgotten 300 days later, on 30 August 2027."""
    application = make.panel(3, 4, rounds=1)
    make.decision(application, Verdict.REJECT)
    return application.candidate
