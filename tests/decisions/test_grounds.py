"""Skills check and references: recorded by HR or the opening's manager, with three questions to a named referee."""

from hiring.decisions.queries import references_of, skill_floor_of
from hiring.foundation.database import db


def test_the_openings_manager_judges_skill_and_asks_a_named_referee(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.manager])
    application = make.panel(3, 4, application=make.application(opening))
    owed = make.application(opening, "Bea Birch")
    make.interview(owed, people=[cast.manager])
    for page in ("skill-floor", "references"):
        visit(cast.manager).get(f"/applications/{owed.id}/{page}", expect=404)
        visit(cast.panellist).get(f"/applications/{application.id}/{page}", expect=404)
    manager = visit(cast.manager).get("/")
    assert "Bea Birch" not in manager.text
    manager.get(f"/applications/{application.id}/skill-floor")
    manager.submit({"verdict": "yes", "evidence": "Half a shift on the till."}).follow()
    assert skill_floor_of(db.session, application).judged_by_id == cast.manager.id
    manager.get(f"/applications/{application.id}/references").submit({"waived": "no"}, expect=422)
    assert manager.page.problems() == ["Write who you asked, and how they know the candidate."]
    answers = {"answer_0": "She waited with a lost child.", "answer_1": "She put the order right herself."}
    manager.submit({"referee": "Nora Nash, her shift lead"} | answers, expect=422)
    assert manager.page.problems() == ["Write what they said, or that they couldn't say."]
    manager.submit({"answer_2": "She couldn't say."}).follow()
    kept = references_of(db.session, application)
    assert (kept.referee, kept.waived, len(kept.answers)) == ("Nora Nash, her shift lead", False, 3)
    assert "lost child" in kept.said and "tested at work" in kept.said
    assert "Record references" not in manager.get("/").text
