"""Whether who writes vouches for a figure: who did it, and what else the sentence speaks of.

`la provincia è al 61%`, `il museo ha 4 sale`, `aspettiamo 2000 persone` name an indicator and a
number, and report nothing. What tells them from `riparate 3 perdite` is how the sentence is built:
its verb, its subject, and the words beside the number that nothing explains.
"""

from collections.abc import Sequence

from handlers.understand.figures.around import counted_beside, said_of_people
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.terms import DOING, Term, key_of, terms_in
from handlers.understand.naming.vocabulary import Profile, Vocabulary
from handlers.understand.pieces import Cue, Mark, Number, Piece, Word
from italian.closed import PREPOSITIONS, closed_words
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import PARTICIPLE, stem

_OURS = frozenset("abbiamo ho siamo ne sono stiamo avevamo eravamo nostri nostre nostro".split())  # noqa: SIM905
_THEIRS = frozenset({"ha", "hanno", "aveva", "avevano"})
_IT_IS = frozenset({"e", "era", "sta", "resta"})
_THE = closed_words("articles")
_AT = closed_words("a", "in", "da", "per") | {"presso"}
_DONE = regex(rf"\w{{2,}}{PARTICIPLE}[oaie]")
_FINITE = regex(r"\w{2,}(?:iamo|ano|ono|isce|eva|ava|iva|ra|ranno|remo|ero|era|assimo)")
"""How verbs of a tale, a plan, a custom end; nouns that end so are known to plan or trade."""
_TELLS = any_of(LEXICON.telling)
_OUTSIDERS = any_of(LEXICON.outsiders)
_TIES = closed_words(*PREPOSITIONS) | {"presso"}
"""What ties a word to the one before it."""
_COURTEOUS = closed_words("closing") | {"per"}
_NEAR = 3
"""Words of a subject, at most, before its verb."""
_KIN = 0.12
"""Nearness from which a word speaks of what an indicator does."""
_LEAST = 0.2
"""How well a word must speak of an indicator to be explained by it."""


class Vouching:
    """Looks at a sentence as what it says of one indicator."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._explained: dict[tuple[str, str], float] = {}

    def signs(
        self, code: str, sentence: Sequence[Piece], number: Number | None
    ) -> dict[str, float]:
        """What the sentence around a number says for and against its being a report."""
        profile = self._vocabulary.profiles[code]
        if sentence and sentence[-1].text in _COURTEOUS:
            sentence = _without_courtesy(sentence)
        at = next((i for i, p in enumerate(sentence) if p == number), len(sentence))
        kinds = [self._kind(profile, p) for p in sentence]
        left = [i for i, kind in enumerate(kinds) if kind in ("strange", "else", "finite")]
        ours = any(isinstance(p, Word) and p.text in _OURS for p in sentence)
        verbs = [i for i, p in enumerate(sentence) if self._is_verb(kinds[i], p)]
        done = any(kind == "done" for kind in kinds)
        named = profile.named
        text = " ".join(p.text for p in sentence if p.text not in named)
        return {
            "v_ours": float(ours),
            "v_done": float(done),
            "v_bare": float(not (ours or done or verbs)),
            "v_finite": min(2.0, float(sum(kind == "finite" for kind in kinds))),
            "v_theirs": float(any(p.text in _THEIRS for p in sentence)),
            "v_subject": float(self._has_subject(sentence, kinds)),
            "v_tells": float(bool(_TELLS.search(text))),
            "v_outsider": float(bool(_OUTSIDERS.search(text))),
            "v_left_before": min(3.0, float(sum(i < at and _alone(sentence, i) for i in left))),
            "v_left_after": min(3.0, float(sum(i > at and _alone(sentence, i) for i in left))),
            "v_left_tied": min(3.0, float(sum(not _alone(sentence, i) for i in left))),
            "v_left_beside": float(any(0 < abs(i - at) <= _NEAR for i in left)),
            "v_else": float(any(kinds[i] == "else" for i in left)),
            **self._left_in_meaning(code, [sentence[i].text for i in left]),
            **self._counted(profile, sentence, at),
        }

    def _left_in_meaning(self, code: str, left: Sequence[str]) -> dict[str, float]:
        """How far the words that nothing explains are from what it measures, by what they mean."""
        near = [self._vocabulary.senses.nearest(stem(word), code) for word in left]
        return {
            "v_far": min(3.0, sum(1.0 - one for one in near)),
            "v_near": max(near, default=0.0),
        }

    def is_strange(self, code: str, word: str) -> bool:
        """Whether a word is of something else than what an indicator measures."""
        return self._kind_of(self._vocabulary.profiles[code], word) in ("strange", "else")

    def _counted(self, profile: Profile, sentence: Sequence[Piece], at: int) -> dict[str, float]:
        """What the noun right after a number is to the indicator."""
        names = ("v_counts", "v_counts_else", "v_counts_strange", "v_people", "v_counts_near")
        found = dict.fromkeys(names, 0.0)
        noun = _noun_after(sentence, at)
        if noun is None:
            return found
        kind = self._kind_of(profile, noun.text)
        code = profile.indicator.code
        found["v_counts_near"] = self._vocabulary.senses.nearest(stem(noun.text), code)
        people = counted_beside(noun.text) == "people"
        if people and kind != "its":
            found["v_people"] = 1.0 if not said_of_people(profile.indicator) else 0.0
        name = {"its": "v_counts", "else": "v_counts_else", "finite": "v_counts_strange"}
        found[name.get(kind, "v_counts_strange" if kind == "strange" else "v_counts")] = 1.0
        return found

    def _has_subject(self, sentence: Sequence[Piece], kinds: Sequence[str]) -> bool:
        """`il prefetto ha annullato`, `la provincia è al`: somebody else does it, or is it."""
        for i, piece in enumerate(sentence):
            if isinstance(piece, Word) and (piece.text in _THEIRS or kinds[i] == "finite"):
                back = [j for j in range(max(0, i - _NEAR), i) if kinds[j] in ("strange", "else")]
                if any(_is_subject(sentence, j) for j in back):
                    return True
            it_is = isinstance(piece, Word) and piece.text in _IT_IS and i > 0
            if it_is and kinds[i - 1] in ("strange", "else") and _is_subject(sentence, i - 1):
                return True
        return False

    @staticmethod
    def _is_verb(kind: str, piece: Piece) -> bool:
        return kind == "finite" or piece.text in _THEIRS or piece.text in _IT_IS

    def _kind(self, profile: Profile, piece: Piece) -> str:
        return self._kind_of(profile, piece.text) if isinstance(piece, Word) else ""

    def _kind_of(self, profile: Profile, word: str) -> str:
        """Of what sort a word is to an indicator: its own, done, of something else, unknown."""
        word = LEXICON.abbreviations.get(word, word)
        if len(word) < 3 or word in LEXICON.empty_words:
            return ""
        key = key_of(word)
        if key.startswith(DOING):
            return "done"
        if self._speaks(profile, word, key):
            return "its"
        if _DONE.fullmatch(word):
            return "done"
        known = key in self._vocabulary.postings or stem(word) in thesaurus().words
        if not known and _FINITE.fullmatch(word):
            return "finite"
        return "else" if known else "strange"

    def _speaks(self, profile: Profile, word: str, key: str) -> bool:
        code = profile.indicator.code
        asked = (code, word)
        if asked not in self._explained:
            if len(self._explained) > 20_000:
                self._explained.clear()
            terms = terms_in([Word(0, 0, word)]) or [Term(word, key)]
            best = max(self._vocabulary.explained(t, frozenset({code})) for t in terms)
            if best < _LEAST:
                best = self._vocabulary.nearness(stem(word), code) > _KIN
            self._explained[asked] = float(best)
        return self._explained[asked] >= _LEAST


def _noun_after(sentence: Sequence[Piece], at: int) -> Word | None:
    for piece in sentence[at + 1 : at + 4]:
        if not isinstance(piece, Word):
            return None
        if piece.text == "di" or piece.text.startswith("nuov"):
            continue
        if piece.text in LEXICON.empty_words or len(piece.text) < 3:
            return None
        return None if key_of(piece.text).startswith(DOING) else piece
    return None


def _without_courtesy(sentence: Sequence[Piece]) -> Sequence[Piece]:
    """`pubblicata la carta, per favore` says what it says without."""
    end = len(sentence)
    while end and sentence[end - 1].text in _COURTEOUS:
        end -= 1
    comma = 0 < end < len(sentence) and isinstance(sentence[end - 1], Mark)
    return sentence[: end - comma]


def _alone(sentence: Sequence[Piece], at: int) -> bool:
    """Whether a word is tied to nothing: no preposition stands before it."""
    before = sentence[at - 1] if at else None
    return not (isinstance(before, Word) and before.text in _TIES)


def _is_subject(sentence: Sequence[Piece], at: int) -> bool:
    """Whether a noun opens a clause, with its article or without."""
    before = at - 1
    while before >= 0 and isinstance(sentence[before], Word) and sentence[before].text in _THE:
        before -= 1
    if before < 0:
        return True
    opened = sentence[before]
    return isinstance(opened, Mark | Cue) or (before < at - 1 and opened.text not in _AT)
