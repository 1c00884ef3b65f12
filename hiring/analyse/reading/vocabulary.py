"""Words of headings that tell what a column can't be: marks of a person, or marks at all."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# No column under one of these holds marks, no matter who gave them.
NO_MARKS = _words(
    """
    rank ranking ranked placing placement place position standing percentile percent percentage quantile
    salary pay wage wages income compensation price cost costs fee budget amount revenue turnover currency
    postcode postal zip plz phone telephone mobile fax email mail address street city town country region state county
    latitude longitude
    number no nr num id ids code codes ref reference index row rows line serial key barcode sku count counts n
    frequency reviews reviewers ratings votes voters answers responses respondents participants visits views
    age birth birthday born year years yr yrs month months week weeks day days date dates time hour hours minute
    minutes duration notice start started begin end ended deadline timestamp quarter
    weight weights weighting gewicht gewichtung wt
    stage status state phase step outcome decision hired recommendation recommended verdict result results passed
    max maximum min minimum possible denominator outof
    z zscore zscores percentiles standardised standardized normalised normalized deviation variance sd stdev std error
    height width length depth size volume area distance temperature calories
    gender sex ethnicity nationality race marital religion department team location site office branch
    vacancy opening job role title grade band level seniority source channel
    rang platz platzierung gehalt lohn preis alter jahr geburtsjahr datum anzahl nummer bemerkung stelle abteilung
    salaire prix rang annee effectif poste salario precio anos fecha numero puesto
    """
)
# These are surnames or first names, too; beside another word with a capital they belong to a person.
ALSO_NAMES = _words("price day days page place street key weeks min max mark may rose level town city state n z")

# No person is called this: what people are marked on, and words around it.
NOT_PEOPLE = _words(
    """
    communication teamwork empathy listening calmness calm ownership honesty integrity reliability initiative
    motivation attitude curiosity creativity leadership collaboration cooperation resilience adaptability flexibility
    humility kindness patience respect care courage drive energy enthusiasm passion commitment discipline focus
    punctuality organisation organization planning priorities delegation coaching mentoring negotiation persuasion
    influence presentation writing reading speaking language languages english german french spanish
    knowledge expertise experience skills skill technical technology coding programming design architecture testing
    debugging algorithms systems analysis analytical reasoning logic judgement judgment decision problem solving
    thinking strategy vision execution delivery results impact quality accuracy detail attention speed productivity
    customer customers service sales marketing product business commercial finance domain industry culture cultural fit
    values value potential growth learning feedback openness conscientiousness extraversion agreeableness neuroticism
    stability confidence presence appearance professionalism ethics ethic trust fairness safety hygiene
    overall general total final taste aroma flavour flavor acidity body sweetness balance aftertaste uniformity
    clarity content style structure grammar vocabulary fluency pronunciation relevance originality usability
    performance technique artistry interpretation composition difficulty execution sound picture story acting
    comfort cleanliness food room staff facilities maths math mathematics science physics chemistry biology history
    geography art music sport humour humor
    kommunikation teamfähigkeit empathie zuhören motivation belastbarkeit zuverlässigkeit fachwissen erfahrung
    auftreten eigeninitiative sprache écoute travail équipe autonomie rigueur comunicación trabajo equipo liderazgo
    """
)
_ABSTRACT = ("tion", "sion", "ness", "ship", "ity", "ance", "ence", "ment", "ability", "ibility", "ism", "heit", "keit")
_LONG_ENOUGH = 6
_PEOPLE_LIKE_THAT = _words(
    """florence clarence terence laurence lawrence prudence constance clement felicity charity trinity verity patience
    hortence valence vance lance clemence torrance"""
)
# Headings of people that are no names.
ROLES_OF_PEOPLE = _words(
    """interviewer interviewers rater judge assessor panellist panelist evaluator observer reviewer juror jury coder
    examiner expert manager recruiter lead hr prüfer interviewerin juge jurado evaluador member"""
)
# What people write instead of a number.
GRADE_WORDS = _words(
    """good great excellent outstanding strong very fair fine ok okay average mixed poor weak bad terrible
    satisfactory unsatisfactory acceptable high medium low gut mittel schlecht sehr bien bon bueno malo"""
)
# A sheet's columns beside marks; "note" is a remark in English and a mark in German, French and Italian.
LOWER_MAY_BE_BETTER = _words("note rank ranking rang placing place placement platz platzierung schulnote")


def is_abstract(word: str) -> bool:
    """Whether a word is that of a quality rather than a name: "Calmness", "Punctuality"."""
    if word in NOT_PEOPLE:
        return True
    return len(word) >= _LONG_ENOUGH and word.endswith(_ABSTRACT) and word not in _PEOPLE_LIKE_THAT
