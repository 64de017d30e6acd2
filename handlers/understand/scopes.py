"""What a question or an order is about: a person, a code, a unit, an objective, an indicator."""

from collections.abc import Iterable, Sequence

from handlers.understand.candidates import Shape
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming import Namer
from italian.words import clean, stem
from handlers.understand.pieces import Piece, Word
from handlers.understand.reading import Item
from handlers.understand.scan import Scanned
from handlers.understand.setting import Setting
from handlers.understand.terms import Term, terms_in, terms_of
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Plan

_MINE = any_of(LEXICON.questions.mine)
_WHOLE = any_of(LEXICON.questions.whole)
_SEGRETARIO = any_of(["segretari[oa](?: generale| comunale)?"])
_TRANSVERSAL_ONES = any_of(["obiettivi trasversali"])
_TRANSVERSAL = any_of(["trasversal[ei]"])
_KINDS = frozenset(stem(w) for w in ("area", "servizio", "settore", "ufficio", "gestione", "unita"))
_OFFICE_WORDS = {"area": "area", "settore": "", "servizio": "service", "ufficio": "service"}
_FAIRLY = 0.5
"""The same for an objective, whose title is said in other words more often."""
_WELL = 0.6
"""Share of the words that a name must explain to be what a question is about."""
_WELL_ENOUGH = 0.4
"""The same where the words say that it is an area or a service."""


class Scopes:
    def __init__(self, plan: Plan, namer: Namer) -> None:
        self.namer = namer
        self._plan = plan
        self._units: dict[str, frozenset[str]] = {}
        for area in plan.areas:
            self._units[area.code] = _stems(area.name)
            for service in area.services:
                self._units[service.code] = _stems(service.name)
        self._areas = frozenset(a.code for a in plan.areas)

    def read(self, scanned: Scanned, setting: Setting, talk: Iterable[str]) -> tuple[Item, ...]:
        """What is asked about; `talk` are the words of the asking itself."""
        if scanned.people:
            return tuple(Item(scope=p.code) for p in scanned.people)
        if scanned.codes:
            return self._by_codes(scanned)
        asking = any_of(talk)
        pieces = [
            p
            for p in scanned.pieces
            if not (
                isinstance(p, Word) and p.text not in _OFFICE_WORDS and asking.fullmatch(p.text)
            )
        ]
        return self._by_words(pieces, scanned.text, setting)

    def item(self, code: str) -> Item:
        codes = self.namer.codes
        if code in codes.indicators:
            return Item(objective=codes.indicators[code], indicator=code)
        return Item(objective=code) if code in codes.objectives else Item(scope=code)

    def _by_codes(self, scanned: Scanned) -> tuple[Item, ...]:
        known = tuple(self.item(c.code) for c in scanned.codes if c.code)
        if known:
            return known
        near = self.namer.codes.nearest(scanned.codes[0].text)
        return (Item(candidates=near),)

    def _by_words(self, pieces: Sequence[Piece], text: str, setting: Setting) -> tuple[Item, ...]:
        terms = terms_in(pieces)
        if _SEGRETARIO.search(text):
            return (Item(scope=SEGRETARIO),)
        alone = all(_TRANSVERSAL.fullmatch(t.word) for t in terms)
        if _TRANSVERSAL_ONES.search(text) or (
            _TRANSVERSAL.search(text) and (alone or not self._named(terms, setting))
        ):
            return (Item(scope=TRANSVERSAL),)
        unit = self._unit([w.text for w in pieces if isinstance(w, Word)])
        if unit:
            return (Item(scope=unit),)
        found = self._named(terms, setting)
        if found:
            return (self.item(found),)
        if _WHOLE.search(text):
            return (Item(scope=ENTE),)
        if not terms and setting.last_indicator and not _MINE.search(text):
            return (self.item(setting.last_indicator),)
        return self.own(setting)

    def _unit(self, words: Sequence[str]) -> str | None:
        """The unit whose name the words say: `area tecnica`, `i tributi`, `servizi demografici`."""
        other_names = (LEXICON.units.get(w, w).split() for w in words)
        said = {stem(w) for names in other_names for w in names}
        rest = {t.key for t in terms_of(" ".join(words)) if not t.doing and t.key not in _KINDS}
        kind = next((k for w, k in _OFFICE_WORDS.items() if w in words), None)
        best: tuple[float, ...] = (0.0,)
        found = None
        for code, name in self._units.items():
            common = {w for w in name if any(_same(w, s) for s in said)}
            telling = common - _KINDS
            if not telling and not (kind is not None and common and common >= name - _KINDS):
                continue
            is_area = code in self._areas
            if not telling and not (kind == "area" and is_area):
                continue
            suits = kind is None or kind == "" or (kind == "area") == is_area
            strange = len(rest - common)
            score = (len(telling or common) / (len(telling or common) + strange), suits,
                     len(common) / len(name))  # fmt: skip
            if score > best and score[0] >= (_WELL if kind is None else _WELL_ENOUGH):
                best, found = score, code
        return found

    def _named(self, terms: Sequence[Term], setting: Setting) -> str | None:
        """The indicator or objective the words name, the sender's own before the others'."""
        if all(t.key in _KINDS for t in terms):
            return None
        mine, every = self.namer.chooser.choose(terms, Shape(), setting.own)
        for choice in (mine, every):
            if choice.code:
                return choice.code
            best = choice.best
            if best is None or best.share < _FAIRLY:
                continue
            level = {self.namer.codes.indicators[c.code] for c in choice.ranked
                     if c.score >= best.score - 1.0}  # fmt: skip
            if len(level) == 1:
                return next(iter(level))
        return None

    @staticmethod
    def own(setting: Setting) -> tuple[Item, ...]:
        """What the sender answers for: their services or areas; for the others the whole ente."""
        sender = setting.sender
        if sender is None:
            return (Item(scope=ENTE),)
        today = setting.today
        if sender.holds(today, Role.SEGRETARIO):
            return (Item(scope=ENTE),)
        units = (
            sender.held(Role.DIRIGENTE, today)
            or sender.held(Role.EQ, today)
            or sender.held(Role.DIPENDENTE, today)
        )
        return tuple(Item(scope=u) for u in units) or (Item(scope=ENTE),)


def _same(name: str, said: str) -> bool:
    """The same word, or one that starts as it (`tributi`, `tributari`)."""
    short = min(len(name), len(said))
    return name == said or (short >= 5 and name[:short] == said[:short])


def _stems(name: str) -> frozenset[str]:
    words = clean(name).replace("-", " ").replace(",", " ").split()
    return frozenset(stem(w) for w in words if len(w) > 2)
