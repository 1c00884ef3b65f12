"""Measures how easily a text is read, so that a rubric stays plain enough for a manager in a hurry."""

import re
from dataclasses import dataclass

_SENTENCES = re.compile(r"[.!?]+(?=\s|$)|:\s")
_WORDS = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_SILENT = re.compile(r"(?:[^aeiouy]e|[^aeiouydt]ed|[^aeiouyscxz]es)$")

_SPOKEN = re.compile(r"[^aeiouy]les?$")  # table, tables: the ending is a syllable after all


@dataclass(frozen=True)
class Readability:
    """How long sentences and words are, and the years of school that reading them takes."""

    words: int
    words_a_sentence: float
    syllables_a_word: float
    grade: float
    """Flesch and Kincaid (1975): 0.39 × words a sentence + 11.8 × syllables a word − 15.59."""


def readability(text: str) -> Readability:
    """Of running English text. ValueError where there is not one word in it."""
    words = _WORDS.findall(text)
    if not words:
        raise ValueError("there is no word to measure")
    sentences = max(1, len([part for part in _SENTENCES.split(text) if part and _WORDS.search(part)]))
    length = len(words) / sentences
    syllables = sum(_syllables(word) for word in words) / len(words)
    return Readability(len(words), length, syllables, 0.39 * length + 11.8 * syllables - 15.59)


def _syllables(word: str) -> int:
    """Groups of vowels, less a silent ending; right for about nine English words in ten."""
    plain = word.casefold()
    groups = len(_VOWELS.findall(plain))
    if groups > 1 and _SILENT.search(plain) and not _SPOKEN.search(plain):
        groups -= 1
    return max(1, groups)
