"""Who meets who: never a forbidden pair, as even as can be, linked where possible; against a slow second check."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.seating.proposal import Task, islands, propose

APPLICATIONS = ["Amara", "Boris", "Chloe", "Dipak"]
PEOPLE = ["Pia", "Pablo", "Elsa", "Sten"]
PAIRS = list(product(APPLICATIONS, PEOPLE))


@st.composite
def tasks(draw, may_forbid=True):
    return Task(
        applications=APPLICATIONS[: draw(st.integers(1, 4))],
        interviewers=PEOPLE[: draw(st.integers(2, 4))],
        needed=draw(st.integers(1, 3)),
        loads=dict(zip(PEOPLE, draw(st.lists(st.integers(0, 3), min_size=4, max_size=4)), strict=True)),
        seated=draw(st.frozensets(st.sampled_from(PAIRS), max_size=4)),
        forbidden=draw(st.frozensets(st.sampled_from(PAIRS), max_size=8)) if may_forbid else frozenset(),
    )


def every_way(task):
    """The slow obvious check: each way to fill the seats."""
    each = []
    for application in task.applications:
        free = [one for one in task.interviewers if (application, one) not in task.forbidden]
        each.append(list(combinations(free, min(task.needed, len(free)))))
    for way in product(*each):
        yield dict(zip(task.applications, way, strict=True))


def unevenness(task, people):
    load = Counter(task.loads)
    for seats in people.values():
        load.update(seats)
    held = [load[one] for one in task.interviewers]
    return sum(one * one for one in held), max(held) - min(held)


@settings(deadline=None)
@given(tasks())
def test_no_forbidden_pair_is_proposed_and_no_possible_seat_left_empty(task):
    proposal = propose(task)
    for application, seats in proposal.people.items():
        free = [one for one in task.interviewers if (application, one) not in task.forbidden]
        assert set(seats) <= set(free)
        assert len(seats) == len(set(seats)) == min(task.needed, len(free))
        assert proposal.missing.get(application, 0) == task.needed - len(seats)


@settings(deadline=None)
@given(tasks())
def test_loads_are_as_even_as_any_way_makes_them(task):
    best = min(unevenness(task, way) for way in every_way(task))
    assert unevenness(task, propose(task).people) == best


@settings(deadline=None)
@given(tasks(may_forbid=False))
def test_interviewers_are_as_linked_as_any_equally_even_way_makes_them(task):
    proposal = propose(task)
    even = [way for way in every_way(task) if unevenness(task, way) == unevenness(task, proposal.people)]
    assert len(proposal.islands) == min(len(islands(task.seated, way)) for way in even)


@settings(deadline=None)
@given(tasks())
def test_the_same_task_gives_the_same_proposal(task):
    assert propose(task) == propose(task)


def test_loads_differ_by_one_at_most_where_nobody_is_forbidden():
    proposal = propose(Task([f"a{n}" for n in range(17)], PEOPLE, 3))
    assert max(proposal.loads.values()) - min(proposal.loads.values()) <= 1


def test_pairs_vary_and_everybody_is_linked():
    proposal = propose(Task([f"a{n}" for n in range(15)], [f"p{n}" for n in range(6)], 2))
    together = Counter(proposal.people.values())
    assert len(proposal.islands) == 1
    assert len(together) >= 12  # of the fifteen pairs that there are
    assert max(together.values()) <= 2


def test_seats_that_exist_already_link_too():
    alone = Task(["Amara", "Boris"], ["Pia", "Pablo"], 1)
    assert len(propose(alone).islands) == 2
    linked = Task(["Amara", "Boris"], ["Pia", "Pablo"], 1, seated=frozenset({("Chloe", "Pia"), ("Chloe", "Pablo")}))
    assert len(propose(linked).islands) == 1


def test_what_is_missing_is_counted_for_each_application():
    task = Task(["Amara", "Boris"], ["Pia", "Pablo"], 2, forbidden=frozenset(product(["Amara"], ["Pia", "Pablo"])))
    assert propose(task).missing == {"Amara": 2}


def test_three_hundred_candidates_and_forty_interviewers_are_seated_evenly():
    """Also where two departments cannot be linked, which is where the search for a link gives up."""
    applications, people = [f"a{n:03}" for n in range(300)], [f"p{n:02}" for n in range(40)]
    apart = frozenset((a, p) for n, a in enumerate(applications) for m, p in enumerate(people) if (n < 150) != (m < 20))
    for needed, forbidden, groups in ((1, frozenset(), 40), (4, frozenset(), 1), (2, apart, 2)):
        proposal = propose(Task(applications, people, needed, forbidden=forbidden))
        assert len(proposal.islands) == groups
        assert max(proposal.loads.values()) - min(proposal.loads.values()) <= 1
