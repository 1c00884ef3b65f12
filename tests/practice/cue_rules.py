"""What someone earns who marks practice answers by a cue and never by what the answer says.

Each cue is a number that needs no understanding: how many words, how many numbers, who says “always”. As a rule a
cue ranks the answers of a round and marks them by rank. A linear model on all cues is fitted on every other
criterion. Run as a script this prints the share of first rounds each earns, and how each goes with the mark.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from statistics import mean

import numpy as np
from scipy.stats import spearmanr

from hiring.foundation import paths
from hiring.practice.agreement import Marked, earns_licence
from hiring.practice.answers import possible_rounds
from hiring.rubrics import files
from hiring.rubrics.schema import Criterion, Kind, PracticeAnswer

MARKS_BY_RANK = ((1, 2, 4, 5), (1, 3, 3, 5), (2, 2, 4, 4), (2, 3, 3, 4), (2, 3, 4, 4), (2, 3, 4, 5), (1, 2, 4, 4))

NUMBERS = (
    r"\b(?:\d[\d,.:]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|half|twice|dozen)\b"
)
GENERALITIES = (
    r"\b(?:always|never|every(?:one|body|thing)|any(?:one|body)|people|usually|generally|in general|mostly|whatever|"
    r"important|the main thing|at the end of the day|the kind of person|passion\w*|you have to|you've got to|"
    r"you need to|you can't|honestly|to be honest|basically|obviously|of course)\b"
)
TIMES = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|minutes?|hours?|days?|weeks?|months?|years?|today|tomorrow|"
    r"yesterday|tonight|morning|afternoon|evening|night|noon|midnight|o'clock|shift|until|till|straight away|"
    r"half past|quarter|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"summer|winter|spring|autumn|christmas|easter)\b"
)
HEDGES = r"\b(?:maybe|perhaps|probably|sort of|kind of|i think|i guess|might|i suppose|a bit|quite|i reckon|i'd say)\b"
FIRST_PERSON = r"\b(?:i|me|my|mine|myself|i'm|i'd|i've|i'll)\b"
SENTENCE_END = re.compile(r"[.!?]+[\"”]?(?:\s|$)")


def _times(pattern: str) -> Callable[[str], float]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda said: len(compiled.findall(said))


def _share(pattern: str) -> Callable[[str], float]:
    counted = _times(pattern)
    return lambda said: counted(said) / len(said.split())


def _words_a_sentence(said: str) -> float:
    return len(said.split()) / max(1, len(SENTENCE_END.findall(said)))


OF_TEXT: dict[str, Callable[[str], float]] = {
    "words": lambda said: len(said.split()),
    "numbers": _times(NUMBERS),
    "digits": _times(r"\d+"),
    "generalities": _times(GENERALITIES),
    "direct speech": _times(r"\"[^\"]+\""),
    "first person": _share(FIRST_PERSON),
    "time words": _times(TIMES),
    "asked": _times(r"\bask(?:s|ed|ing)?\b"),
    "sentence length": _words_a_sentence,
    "contractions": _times(r"\w'(?:s|t|d|ll|ve|re|m)\b"),
    "would": _times(r"\b(?:would|\w+'d)\b"),
    "sentences": lambda said: len(SENTENCE_END.findall(said)),
    "order words": _times(r"\b(?:first|then|next|later|afterwards|after that)\b"),
    "hedges": _times(HEDGES),
    "past tense": _times(r"\b(?:\w+ed|was|were|had|went|said|told|rang|took|came|got|put|gave|made|found)\b"),
    "you": _times(r"\byou(?:'\w+)?\b"),
    "everyone": _times(r"\b(?:everyone|everybody|all of)\b"),
}
CUES = (*OF_TEXT, "kind of question", "position")


def cues(criterion: Criterion, position: int) -> dict[str, float]:
    """Every cue of one practice answer, by name."""
    answer = criterion.practice[position]
    (kind,) = (question.kind for question in criterion.questions if question.key == answer.question)
    numbers = {name: float(count(answer.answer)) for name, count in OF_TEXT.items()}
    return numbers | {"kind of question": float(kind is Kind.SITUATIONAL), "position": float(position)}


def first_rounds(answers: Sequence[PracticeAnswer]) -> Iterator[tuple[int, ...]]:
    """The positions of the answers of every first round the product can draw; it draws each as often."""
    for four in possible_rounds(answers):
        yield tuple(answers.index(answer) for answer in four)


@cache
def earns(own: tuple[int, ...], agreed: tuple[int, ...]) -> bool:
    """Whether these marks earn a licence."""
    return earns_licence([Marked(mark, ours) for mark, ours in zip(own, agreed, strict=True)])


def share_earned(criteria: Sequence[Criterion], liking: Mapping[str, Sequence[float]], marks: Sequence[int]) -> float:
    """The mean over criteria of the share of first rounds earned by giving `marks` in the order of `liking`.

    `liking` holds, by key of a criterion, how much the cue likes each of its answers. Equals keep the order of a hash
    of their words, which says nothing of the mark.
    """
    shares = []
    for criterion in criteria:
        agreed = [answer.agreed for answer in criterion.practice]
        ranked = sorted(
            range(len(agreed)), key=lambda at: (liking[criterion.key][at], criterion.practice[at].answer[::-1])
        )
        place = {position: rank for rank, position in enumerate(ranked)}
        earned = [
            earns(tuple(marks), tuple(agreed[at] for at in sorted(positions, key=place.__getitem__)))
            for positions in first_rounds(criterion.practice)
        ]
        shares.append(mean(earned))
    return mean(shares)


def most_earned(criteria: Sequence[Criterion], liking: Mapping[str, Sequence[float]]) -> float:
    """With the best way of turning ranks into marks, in the cue's better direction."""
    against = {key: [-number for number in numbers] for key, numbers in liking.items()}
    return max(share_earned(criteria, way, marks) for way in (liking, against) for marks in MARKS_BY_RANK)


def likings(criteria: Sequence[Criterion]) -> dict[str, dict[str, list[float]]]:
    """Cue → criterion → a number for each answer."""
    table = {one.key: [cues(one, position) for position in range(len(one.practice))] for one in criteria}
    return {cue: {key: [row[cue] for row in rows] for key, rows in table.items()} for cue in CUES}


def correlation(criteria: Sequence[Criterion], liking: Mapping[str, Sequence[float]]) -> float:
    """Spearman's ρ of a cue with the mark over all answers; 0 where the cue never varies."""
    numbers = [number for one in criteria for number in liking[one.key]]
    if len(set(numbers)) == 1:
        return 0.0
    return float(spearmanr(numbers, [answer.agreed for one in criteria for answer in one.practice]).statistic)


def fitted_elsewhere(criteria: Sequence[Criterion]) -> dict[str, list[float]]:
    """What a linear model on all cues makes of each criterion's answers, fitted on the other criteria alone."""
    by_cue = likings(criteria)
    rows = {one.key: np.column_stack([by_cue[cue][one.key] for cue in CUES]) for one in criteria}
    expected = {}
    for held_out in criteria:
        others = [one for one in criteria if one is not held_out]
        known = np.vstack([rows[one.key] for one in others])
        marks = np.array([answer.agreed for one in others for answer in one.practice], dtype=float)
        centre, spread = known.mean(axis=0), np.where(known.std(axis=0) > 0, known.std(axis=0), 1)
        weights, *_ = np.linalg.lstsq((known - centre) / spread, marks - marks.mean(), rcond=None)
        expected[held_out.key] = ((rows[held_out.key] - centre) / spread @ weights).tolist()
    return expected


def main() -> None:
    """Print the table."""
    criteria = [criterion for _, criterion in sorted(files.read([paths.rubrics()]).criteria.items())]
    for cue, liking in likings(criteria).items():
        print(f"{cue:20} ρ {correlation(criteria, liking):+.2f}  earns {most_earned(criteria, liking):.0%}")
    print(f"{'linear model':20}          earns {most_earned(criteria, fitted_elsewhere(criteria)):.0%}")


if __name__ == "__main__":
    main()
