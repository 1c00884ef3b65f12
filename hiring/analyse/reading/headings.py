"""Usual headings in the languages that sheets come in, and the words by which sums and means are known."""

from __future__ import annotations

import re
import unicodedata

from hiring.analyse.reading import vocabulary

_PARTICLES = {"de", "da", "di", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "dos", "du", "and", "y"}
_CRITERIA_TOO = {"level", "role", "position", "team", "result", "results", "place", "time", "source", "code", "start"}

# The whole of a usual heading, the likeliest first; failing that, one word of it.
USUAL = {
    "candidate": ("candidate", "candidate id", "candidate name", "applicant", "target", "ratee", "subject",
                  "bewerber", "bewerberin", "kandidat", "kandidatin", "kandidaten", "candidat", "candidato",
                  "candidata", "kandidaat", "sollicitant", "person", "participant", "contestant",
                  "full name", "name", "nom", "nombre"),
    "interviewer": ("interviewer", "interviewer id", "interviewer name", "rater", "judge", "assessor", "panellist",
                    "panelist", "evaluator", "observer", "reviewer", "interviewerin", "beurteiler", "gutachter",
                    "evaluateur", "evaluatrice", "recruteur", "entrevistador", "entrevistadora", "evaluador",
                    "intervistatore", "valutatore", "beoordelaar"),
    "criterion": ("criterion", "criteria", "dimension", "competency", "competence", "trait", "attribute", "kriterium",
                  "merkmal", "kompetenz", "critere", "criterio", "criterium", "competencia", "competenza"),
    "round": ("round", "sitting", "interview round", "session", "runde", "termin", "gesprach"),
    "weight": ("weight", "weights", "weighting", "gewicht", "gewichtung", "poids", "peso"),
    "opening": ("opening", "vacancy", "position", "job", "requisition", "stelle", "puesto", "poste"),
    "question": ("question", "item", "question id", "frage", "pregunta", "domanda", "vraag"),
    "score": ("score", "rating", "mark", "value", "points", "grade", "bewertung", "punkte", "punktzahl", "wertung",
              "puntuacion", "puntos", "punteggio", "voto", "cijfer", "punten", "note", "nota"),
}  # fmt: skip
_NOT_A_WORD = {"name", "nom", "nombre", "subject", "item", "value", "id", "mark"}
# Whatever else the heading says, a column of these is none of the five.
_ASIDE = {"comment", "comments", "notes", "remark", "remarks", "date", "time", "email", "e-mail", "phone"}
# A remark in English, a mark in German, French, Italian or Spanish: what stands below decides.
REMARK_OR_MARK = {"note", "nota"}
# Of these a sheet has marks, and not of one person.
_NO_PERSON = {"room", "week", "score", "rating", "value", "points", "grade"}
_NOT_OF_A_WHOLE = {"weight", "opening"}

_SUMS_UP = {"mean", "average", "avg", "total", "sum", "sd", "median", "variance", "spread", "stdev", "std", "subtotal",
            "summe", "gesamt", "gesamtsumme", "gesamtpunktzahl", "mittelwert", "mittel", "durchschnitt", "schnitt", "ø",
            "somme", "moyenne", "totale", "totaal", "gemiddelde", "media", "promedio", "suma"}  # fmt: skip
# These may be a sum or mean, or a judgement of its own; the figures decide.
_MAY_SUM_UP = {"overall", "final", "gesamtnote", "gesamteindruck", "global", "globale"}
# And these may be a person.
_EXTREMES = {"max", "min", "maximum", "minimum"}
_BESIDE = {"score", "rating", "mark", "point", "grade", "punkte", "note", "weighted", "grand", "panel", "team", "of",
           "out", "all", "per", "the", "row", "column", "value", "deviation", "standard", "dev", "for", "by", "each",
           "candidate", "interviewer", "criterion", "criteria", "arithmetic"}  # fmt: skip


def plain(name: str) -> str:
    """A heading without capitals, accents, underscores, hyphens and spare spaces."""
    letters = unicodedata.normalize("NFKD", str(name).replace("_", " ").replace("-", " ").casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def shown(name: str) -> str:
    """A heading as it stands in the file, without the mark of one that came again."""
    return name.split("\0")[0]


def usual(name: str, role: str) -> int | None:
    """How likely this is the whole heading of a role, 0 being likeliest; None where it is none."""
    names = USUAL[role]
    return names.index(plain(shown(name))) if plain(shown(name)) in names else None


def within(name: str, role: str) -> bool:
    """Whether one word of a heading is usual for a role."""
    words = words_of(name)
    return bool(words & (set(USUAL[role]) - _NOT_A_WORD)) and not words & _ASIDE


def words_of(name: str) -> set[str]:
    """The words of a heading, a plural as its singular too."""
    words = set(_words(name))
    return words | {word.removesuffix("s") for word in words}


def is_heading_row(cells: list[str]) -> bool:
    """Whether two or more cells of a row are the whole usual headings of different roles."""
    roles = [role for role in USUAL if role not in _NOT_OF_A_WHOLE]
    return sum(any(usual(cell, role) is not None for cell in cells) for role in roles) > 1


def holds_no_marks(name: str, *, of_criteria: bool) -> bool:
    """Whether no column of numbers under this heading holds marks: "Expected salary", "Rank overall", "Unnamed: 0".

    `of_criteria` says that the others are criteria: then "Experience" or "Level" may be one of them.
    """
    heading = shown(name)
    if plain(heading) in _NO_PERSON or re.fullmatch(r"#|№|unnamed: \d+", plain(heading)):
        return True
    words = re.findall(r"[^\W\d_]+", heading)
    if of_criteria:
        return bool(words) and all(plain(word) in vocabulary.NO_MARKS - _CRITERIA_TOO for word in words)
    several = len(words) > 1
    return any(
        plain(word) in vocabulary.NO_MARKS
        and not (several and plain(word) in vocabulary.ALSO_NAMES and word[0].isupper() and words[0][0].isupper())
        for word in words
    ) and not _names_a_role(heading)


def looks_like_people(name: str) -> bool:
    """Whether a heading may be that of an interviewer: a name, initials, "Judge 2"; not "Calmness"."""
    heading = shown(name)
    words = re.findall(r"[^\W\d_]+", heading)
    if _names_a_role(heading):
        return True
    if not words or any(vocabulary.is_abstract(word.casefold()) for word in words):
        return False
    return len(words) == 1 or all(word[0].isupper() or not word[0].islower() or word in _PARTICLES for word in words)


def looks_like_criterion(name: str) -> bool:
    """Whether a heading has a word for a quality that people are marked on."""
    return any(vocabulary.is_abstract(word) for word in re.findall(r"[^\W\d_]+", shown(name).casefold()))


def _names_a_role(heading: str) -> bool:
    """ "Judge 2", "Rater B", "Lead interviewer"; not "Number of reviewers"."""
    words = words_of(heading)
    numbered = bool(re.search(r"\d+$|\b[A-Z]$", heading))
    return bool(words & vocabulary.ROLES_OF_PEOPLE) and (numbered or not words & vocabulary.NO_MARKS - {"reviewers"})


def sums_up(name: str) -> bool:
    """Whether a name can be nothing but that of a sum, a mean or a spread: "Average score", "Summe"."""
    return _made_of(name, _SUMS_UP, _SUMS_UP | _MAY_SUM_UP)


def may_sum_up(name: str) -> bool:
    """Whether a name may be that of a sum or a mean, if the figures agree: "Overall", "Total", "Final score"."""
    return _made_of(name, _SUMS_UP | _MAY_SUM_UP, _SUMS_UP | _MAY_SUM_UP)


def is_extreme(name: str) -> bool:
    """Whether a name is that of a highest or lowest mark, or of someone called Max."""
    return plain(shown(name)) in _EXTREMES


def _made_of(name: str, needed: set[str], allowed: set[str]) -> bool:
    words = [{word, word.removesuffix("s")} for word in _words(name)]
    return any(word & needed for word in words) and all(word & (allowed | _BESIDE) for word in words)


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", plain(shown(name)))
