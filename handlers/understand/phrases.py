"""Words of a cleaned text that can name something: acronyms joined, abbreviations opened."""

import re
from collections.abc import Iterable

from handlers.understand.lexicon import LEXICON

_WORD = re.compile(r"[^\W\d_]+")


def _acronym_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for every phrase an acronym stands for, longest first."""
    meanings: dict[str, str] = {}
    for acronym, phrases in LEXICON.acronyms.items():
        for phrase in phrases:
            meanings[" ".join(_WORD.findall(phrase))] = acronym
        meanings[acronym] = acronym
        if " " not in acronym and len(acronym) <= 5:
            meanings[" ".join(acronym)] = acronym
    ordered = sorted(meanings, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), meanings


_ACRONYM, _MEANING = _acronym_pattern()


def content_words(text: str) -> list[str]:
    """The words of a cleaned text that may name an indicator, in order."""
    return fold(_WORD.findall(text))


def fold(words: Iterable[str]) -> list[str]:
    """Opens abbreviations, joins what acronyms stand for, leaves out empty words."""
    opened = " ".join(LEXICON.abbreviations.get(w, w) for w in words)
    joined = _ACRONYM.sub(lambda m: _MEANING[m[0]].replace(" ", "_"), opened)
    return [w.replace("_", " ") for w in joined.split() if w not in LEXICON.empty_words]
