"""Every number on the pages of Insights is found again, slowly, from what anyone can download."""

import math
import re
import statistics
from collections import Counter, defaultdict
from datetime import date

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db
from hiring.foundation.figures import coefficient, short
from hiring.foundation.web.template_filters import day
from hiring.measurement.model.rounds import ROUND_SHARE
from hiring.measurement.number_format import fraction
from hiring.measurement.sentences import ATTENUATION, RESTRICTION
from hiring.measurement.sentences.predictions import off_by
from hiring.probation.first_weeks.models import InterviewHindsight
from hiring.probation.models import Probation
from tests.insights.slowly import (
    Exports,
    components,
    criterion_row,
    days,
    fisher,
    half,
    ordinal_alpha,
    overlap,
    pearson,
    related,
    shrunken,
)

# The 97.5 % point of Student's t for 65 people.
T_64 = 1.9977


def words(element):
    """What a page says in its main part: without drawings, except what their labels say."""
    if element.tag.endswith("svg"):
        return element.get("aria-label") or ""
    inside = [element.text or "", *(f"{words(child)} {child.tail or ''}" for child in element)]
    return " ".join(inside)


def nothing_is_left(visitor, path, expected, fixed):
    """Each sentence of `expected` is on the page, and without them it has no number but those that are `fixed`."""
    main = next(visitor.get(path).page.root.iter("main"))
    rest = re.sub(r"\s+", " ", words(main))
    for sentence in sorted(expected, key=len, reverse=True):
        assert sentence in rest, (path, sentence)
        rest = rest.replace(sentence, " ", 1)
    left = re.findall(r"[\d.,]*\d", rest)
    assert set(left) <= set(fixed.split()), (path, rest)


def test_every_number_on_every_page_is_found_again_from_the_exports(visit, cast, followed):
    visitor = visit(cast.hr)
    exports = Exports(visitor, followed)
    for check in (totals, first_page, questions, hindsights, follow_through, agreement):
        check(visitor, exports)


def totals(_visitor, exports):
    """The interview's total is the weighted mean of raw marks."""
    for row in exports.hires:
        assert float(row["Interview"]) == pytest.approx(exports.totals[row["Application"]], abs=1e-9)
        assert float(row["Last check-in"]) == pytest.approx(exports.work(row), abs=1e-9)
        for title in exports.criteria:
            assert float(row[f"{title}: interview"]) == pytest.approx(exports.means[row["Application"]][title])
    assert len(exports.impossible) == 1


def first_page(visitor, exports):
    weakest_first = [f"{asked} Marks 1 to 5: {levels}" for _, _, asked, levels, _ in questions_of(exports)][:5]
    expected = [*said_of_predictions(exports), *said_of_criteria(exports), *said_of_days(exports)]
    nothing_is_left(visitor, "/insights", [*expected, *weakest_first], "25 47 .40 90 1 5 .52 50 2,000")


def said_of_predictions(exports):
    hires, totals = exports.hires, exports.totals
    both = [(totals[row["Application"]], exports.work(row)) for row in hires]
    r, n = pearson(both), len(both)
    low, high = fisher(r, n)
    interval = f"{coefficient(low)} to {coefficient(high)}"
    since = min(date.fromisoformat(row["First day"]) for row in hires)
    ended = [(totals[row["Application"]], exports.work(row)) for row in hires if row["Outcome"] == "ended"]
    yield f"Among {n} people hired since {since:%B %Y}"
    yield f"on the whole: {coefficient(r)}, plausibly {interval}."
    yield f"Of {len(ended)} probations that ended, {sum(work < 2.5 for _, work in ended)} had a last check-in below 2.5"
    yield f"interview had been above 3 in {sum(mark > 3 for mark, _ in ended)} of them"
    for place, (row, (mark, work)) in enumerate(zip(hires, both, strict=True), 1):
        yield f"Hire {place} {short(mark)} {short(work)} {row['Outcome']}"
    yield f"People with both marks {n} "
    for seen, term in (("yes", "hadn't seen the interview"), ("no", "had sat on the panel")):
        pairs = [pair for row, pair in zip(hires, both, strict=True) if row["Hadn't seen the interview"] == seen]
        yield f"Manager {term} {related(pairs)}"
    yield f"Left out: {len(exports.impossible)} hire whose outcome is dated before the first day."
    spread = statistics.stdev(totals.values()) / statistics.stdev(mark for mark, _ in both)
    ends = [each * spread / math.sqrt(1 + each**2 * (spread**2 - 1)) for each in (r, low, high)]
    yield from (f"Observed r = {fraction(r)}. Without {why} it would be {without}" for why, without in (
        (RESTRICTION, "{} (plausibly {} to {}).".format(*map(fraction, ends))),
        (ATTENUATION, "{} (plausibly {} to {}).".format(*(fraction(min(e / 0.52**0.5, 1)) for e in (r, low, high)))),
    ))  # fmt: skip


def said_of_criteria(exports):
    both = {
        title: [(exports.means[row["Application"]][title], float(row[f"{title}: last check-in"]))
                for row in exports.hires]
        for title in exports.criteria
    }  # fmt: skip
    pulled = shrunken({title: (pearson(pairs), len(pairs)) for title, pairs in both.items()})
    for title, pairs in both.items():
        low, _ = fisher(pearson(pairs), len(pairs))
        way = "goes with work" if low > 0 else "may be nothing"
        yield f"{title} {coefficient(pearson(pairs))} {way} ({len(pairs)} people)"
        yield f"{title} {criterion_row(title, pairs, pulled[title])}"
    for name, (values, good) in exports.outcomes.items():
        shares = f"{sum(values.values())} of {len(values)} {good}" if good else "counted so that more is better"
        yield f"{name} {related([(exports.totals[who], value) for who, value in values.items()])} {shares}"
        pairs = {title: [(exports.means[who][title], value) for who, value in values.items()]
                 for title in exports.criteria}  # fmt: skip
        pulled = shrunken({title: (pearson(of), len(of)) for title, of in pairs.items()})
        yield from (f"{title} {name} {criterion_row(title, of, pulled[title])}" for title, of in pairs.items())


def said_of_days(exports):
    to_hire = sorted(int(row["Days to hire"]) for row in exports.hires)
    yield f"half of {len(to_hire)} hires took {half(to_hire)} days or less. The slowest took {to_hire[-1]}."
    late = [each for row in exports.hires if (each := days(row, "First concern on", "Closed on")) is not None]
    slow = sum(each > 90 for each in late)
    yield f"half of {len(late)} took {half(late)} days or less."
    assert slow == 0
    for taken in (to_hire, late):
        table = " ".join(f"{each} {many}" for each, many in sorted(Counter(taken).items()))
        yield f"Days How many {table}"


def questions_of(exports):
    """(Text, criterion, asked, how often each mark was given, spread) of each question, as the page lists them."""
    marks = defaultdict(list)
    for row in exports.marks:
        marks[row["Question"], row["Criterion"]].append((row["Application"], int(row["Score"])))
    found = []
    for (text, criterion), given in marks.items():
        counts = Counter(score for _, score in given)
        levels = ", ".join(str(counts[level]) for level in range(1, 6))
        spread = statistics.stdev(score for _, score in given)
        found.append((text, criterion, len({who for who, _ in given}), levels, spread))
    return sorted(found, key=lambda row: (-row[2], row[0]))


def questions(visitor, exports):
    found = questions_of(exports)
    rows = [f"{asked} Marks 1 to 5: {levels} {'tells people apart' if spread >= 0.75 else 'middling'}"
            for _, _, asked, levels, spread in found]  # fmt: skip
    nothing_is_left(visitor, "/insights/questions", rows, "20 1 5")
    links = [link for link in visitor.get("/insights/questions").page.root.iter("a") if "/insights/questions/" in
             link.get("href", "")]  # fmt: skip
    assert len(links) == len(found) == 8
    work = {row["Application"]: exports.work(row) for row in exports.hires}
    everyone = defaultdict(lambda: defaultdict(list))
    for row in exports.marks:
        everyone[row["Application"]][row["Question"]].append(int(row["Score"]))
    last = max(date.fromisoformat(row["Interviewed on"]) for row in exports.marks)
    for link, (text, _, asked, levels, spread) in zip(links, found, strict=True):
        own = {who: statistics.fmean(given[text]) for who, given in everyone.items() if text in given}
        rest = [(mean, statistics.fmean(statistics.fmean(other) for key, other in everyone[who].items() if key != text))
                for who, mean in own.items()]  # fmt: skip
        later = [(mean, work[who]) for who, mean in own.items() if who in work]
        apart = statistics.fmean(abs(given[text][0] - given[text][1]) for given in everyone.values())
        counts = [int(level) for level in levels.split(", ")]
        expected = [
            f"Asked of {asked} candidates",
            f"{sum(counts)}; the commonest is {counts.index(max(counts)) + 1}, "
            f"{short(100 * max(counts) / sum(counts), 0)} % of them",
            f"Spread of its marks {short(spread, 2)} points",
            f"{short(apart, 2)} points apart on average",
            *(f"{what} {with_people(pairs)}" for what, pairs in (("other answers", rest), ("later work", later))),
            *[f"Marks 1 to 5: {levels}"] * 2,
            f"asked of {asked} candidates, last on {day(last)}",
        ]
        nothing_is_left(visitor, link.get("href"), expected, "")


def with_people(pairs):
    r, n = pearson(pairs), len(pairs)
    low, high = fisher(r, n)
    return f"{coefficient(r)}, plausibly {coefficient(low)} to {coefficient(high)} ({n} people)"


def hindsights(visitor, exports):
    by_application = {row["Application"]: row for row in exports.hires}
    written = db.session.scalars(
        sa.select(Probation.application_id).join(InterviewHindsight, InterviewHindsight.probation_id == Probation.id)
    )
    expected, shown = [], set()
    for row in [by_application[application] for application in written if application in by_application]:
        both = {title: [float(row[f"{title}: {when}"]) for when in ("interview", "last check-in")]
                for title in exports.criteria}  # fmt: skip
        furthest = max(both, key=lambda title: (abs(both[title][0] - both[title][1]), title))
        if abs(both[furthest][0] - both[furthest][1]) >= 1:
            shown.add(furthest)
            expected.append("interview {}, at work {}".format(*map(short, both[furthest])))
    assert shown
    for title in shown:
        off = [float(row[f"{title}: interview"]) - float(row[f"{title}: last check-in"]) for row in exports.hires]
        mean, n = statistics.fmean(off), len(off)
        assert n == 65
        reach = T_64 * statistics.stdev(off) / math.sqrt(n)
        expected.append(off_by(mean, (mean - reach, mean + reach), n))
    nothing_is_left(visitor, "/insights/hindsights", expected, "")


def said_of_follow_through(exports):
    for title, since, until in (
        ("From applying to the first interview", "Applied on", "First interview on"),
        ("From the first interview to the decision", "First interview on", "Decided on"),
        ("From the decision to the first day at work", "Decided on", "First day"),
    ):
        taken = [days(row, since, until) for row in exports.hires]
        yield f"{title} {len(taken)} {half(taken)} days {max(taken)} days"
    late = []
    for _, _, met, sealed in exports.cards():
        behind = (date.fromisoformat(sealed) - date.fromisoformat(met)).days
        late += [behind] if behind > 0 else []
    share = short(100 * len(late) / len(exports.cards()), 0)
    yield (f"Of {len(exports.cards())} scorecards, {len(late)} were sealed after the day of the interview ({share} %), "
           f"the latest by {max(late)} days.")  # fmt: skip
    concerned = [row for row in exports.hires if row["First concern on"] and row["Closed on"]]
    talks = [days(row, "First concern on", "First talk on") for row in concerned if row["First talk on"]]
    yield f"A concern came up with {len(concerned)} people. Half were talked to within {half(talks)} days."
    if len(talks) < len(concerned):
        yield f"No talk is on record with {len(concerned) - len(talks)} of them."
    decided = [days(row, "First concern on", "Closed on") for row in concerned]
    yield f"Half were decided on within {half(decided)} days."
    left = [days(row, "First day", "Last day") + 1 for row in exports.hires if row["Left because of"] == "Pay"]
    yield f"Left of their own accord: {len(left)} people."
    yield f"Pay {len(left)} {half(left)}"
    for column, how in (("Open condition", "with an open condition"), ("Others were higher", "although others were")):
        hired = [row["Outcome"] for row in exports.hires if row[column] == "yes"]
        yield f"Hired {how}{' higher on the evidence' if 'others' in how else ''}: {len(hired)} people."
        yield from (f"{many} {outcome}" for outcome, many in Counter(hired).items())
    fired = Counter((row["Outcome"] == "confirmed", row["An early rule fired"]) for row in exports.hires)
    confirmed, gone = (fired[way, "yes"] + fired[way, "no"] for way in (True, False))
    yield f"fired for {fired[True, 'yes']} of {confirmed} people who were later confirmed"
    yield f"missed {fired[False, 'no']} of {gone} people who left"


def follow_through(visitor, exports):
    nothing_is_left(visitor, "/insights/follow-through", said_of_follow_through(exports), "14")


def agreement(visitor, exports):
    """But for ranges, which are drawn. `ROUND_SHARE` is taken from published studies, as the page of a panel says."""
    cards = exports.cards_totals()
    true, interviewer, residual = components(cards)
    candidate, heard = true * (1 - ROUND_SHARE), true * ROUND_SHARE
    k, q = overlap(cards)

    def share(of_interviewer, raters):
        """Everyone has one round here, so all of what one round adds is in a panel's mean."""
        return candidate / (candidate + of_interviewer * interviewer + heard + residual / raters)

    rounds = {number: candidate / (candidate + (interviewer + heard + residual) / number) for number in (1, 2, 3, 4, 6)}
    units = defaultdict(list)
    for row in exports.marks:
        units[row["Application"], row["Question"]].append(int(row["Score"]))
    expected = [
        f"Reliability of these panels: {fraction(share(q, k))} (plausibly",
        f"{len(exports.totals)} candidates met by two or more, {cards['interviewer'].nunique()} interviewers who met",
        f"1 separate round gives {fraction(rounds[1])} (",
        *(f"{number} give {fraction(rounds[number])} (" for number in (2, 4)),
        f"Reliability {' '.join(map(coefficient, rounds.values()))} plausibly",
        f"Agreement beyond chance is {fraction(ordinal_alpha(units.values()))} (Krippendorff",
        f"from {len(units)} answers marked by two or more",
        f"candidate {candidate:.2f}, interviewer {interviewer:.2f}, rest {residual:.2f}.",
        f"G(q, k) = {share(q, k):.2f}, with q = {q:.2f} (how little panels overlap) and k = {k:.1f} (harmonic",
        f"ICC(A,1) {share(1, 1):.2f}: one", f"ICC(A,k) {share(1 / k, k):.2f}: the mean",
        f"ICC(C,k) {share(0, k):.2f}: the mean",
    ]  # fmt: skip
    text = re.sub(r"\s+", " ", words(next(visitor.get("/insights/agreement").page.root.iter("main"))))
    assert [sentence for sentence in expected if sentence not in text] == []
