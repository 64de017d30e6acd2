"""What a question or an order is about: a person, a code, a unit, an objective, an indicator."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from handlers.understand.asking.offices import Offices
from handlers.understand.cutting.scan import Scanned
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.naming import Namer
from handlers.understand.naming.shape import Shape
from handlers.understand.naming.terms import Term, terms_in, terms_of
from handlers.understand.pieces import Piece, Word
from handlers.understand.reading import Item
from handlers.understand.setting import Context
from italian.closed import SMALL_WORDS
from italian.regex import regex
from italian.thesaurus import thesaurus
from italian.words import clean, stem, words
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Plan

_MINE = any_of(LEXICON.questions.mine)
_WHOLE = any_of(LEXICON.questions.whole)
_SEGRETARIO = any_of(["segretari[oa](?: generale| comunale)?"])
_TRANSVERSAL_ONES = any_of(["obiettivi trasversali"])
_TRANSVERSAL = any_of(["trasversal[ei]"])
_KINDS = frozenset(stem(w) for w in ("area", "servizio", "settore", "ufficio", "gestione", "unita"))
_OFFICE_WORDS = {
    "area": "area", "settore": "", "servizio": "service", "ufficio": "service", "eq": "service",
    "responsabile": "service", "comandante": "service", "dirigente": "area",
}  # fmt: skip
_SECTOR = stem("settore")
_SHORTEST = 3
"""Letters of articles and prepositions, at most."""
_FAR_MORE = 0.2
"""Share of the words beyond one's own at which a question is about another office's."""
_CERTAIN = 0.9
"""Probability from which no other office is looked at."""
_MY_OWN = regex(r"\b(?:mie[i]?|mio|mia|nostri) (?:\d+ )?(?:obiettiv|indicator)")
_OF_EQ = regex(r"\b(?:eq|responsabile|incaricat[oa]|capo ?servizio)\b")
_MY_EQ = regex(r"\bmi[ao] (?:eq|responsabile|posizione organizzativa)\b")
_OWN_AREA = regex(
    r"\b(?:[dn]ell'?|[dn]ella |la |l')\s?(?:area|settore|servizio|direzione|ripartizione)\W*$"
    r"|\b(?:mi|nostr)[ao] (?:area|settore|servizio|direzione|ripartizione)\b|\barea (?:mi|nostr)a\b"
)
_NUMBERED = regex(r"\b(?:area|settore|direzione|ripartizione|dipartimento) n?\W{0,2}(\d{1,2})\b")
"""`settore 4`: an area by its number."""
_OF_ONE = regex(
    r"\bquant[ie] (?!obiettiv|indicator|mancan|sono)\w|\bpes[ao]\b|\btarget\b"
    r"|\b(?:l'|dell'|nell')(?:obiettivo|indicatore)\b"
)
"""What is asked of one thing and of no office: `a quanti contratti siamo`, `quanto pesa il pef`."""
_LIKELY, _SURE = 0.5, 0.75
"""Probability from which an indicator is what a question is about, and holds against a unit."""
_LOOSELY = 0.25
"""Share of the words from which something of the sender's is shown, if nothing else is named."""
_FAIRLY, _NEARLY = 0.5, 0.15
"""The same for an objective, whose title is said in other words more often."""
_WELL = 0.6
"""Share of the words that a name must explain to be what a question is about."""
_WELL_ENOUGH = 0.4
"""The same where the words say that it is an area or a service."""


@dataclass(frozen=True)
class _Found:
    """An indicator or objective, the words that said so, and how surely."""

    code: str
    said: frozenset[str]
    sure: float


def _without(scanned: Scanned, talk: Iterable[str]) -> list[Piece]:
    """The pieces of a message without the words of the asking itself."""
    asking = any_of(talk)
    gone = [m.span() for m in asking.finditer(scanned.text) if m[0] not in _OFFICE_WORDS]
    return [
        p
        for p in scanned.pieces
        if not (isinstance(p, Word) and any(a <= p.start < b for a, b in gone))
    ]


class Scopes:
    """Finds what a question is about: the ente, a unit, an objective, an indicator."""

    def __init__(self, plan: Plan, namer: Namer, offices: Offices) -> None:
        self.namer = namer
        self._offices = offices
        self._plan = plan
        self._units: dict[str, frozenset[str]] = {}
        for area in plan.areas:
            self._units[area.code] = _stems(area.name)
            for service in area.services:
                self._units[service.code] = _stems(service.name)
        self._areas = frozenset(a.code for a in plan.areas)
        numbers = ((_NUMBERED.search(clean(a.name)), a.code) for a in plan.areas)
        self._numbers = {found[1]: code for found, code in numbers if found}
        self._trades = {
            s.code: frozenset(f for t in terms_of(s.name) for f, _ in _functions(t))
            for _, s in plan.services()
        }

    def read(
        self, scanned: Scanned, setting: Context, talk: Iterable[str], *, units: bool = False
    ) -> tuple[Item, ...]:
        """What is asked about; `talk` are the words of the asking itself; `units`: offices only."""
        if scanned.people:
            return tuple(Item(scope=p.code) for p in scanned.people)
        if scanned.codes:
            return self._by_codes(scanned, talk)
        pieces = _without(scanned, talk)
        return self._by_words(pieces, scanned.text, setting, units)

    def within_own(
        self, scanned: Scanned, setting: Context, talk: Iterable[str]
    ) -> tuple[Item, ...]:
        """What the words are most like, of what the sender answers for alone."""
        code = self._loosely(terms_in(_without(scanned, talk)), setting)
        return (self.item(code),) if code else ()

    def item(self, code: str) -> Item:
        """A code as an item of the reading."""
        codes = self.namer.codes
        if code in codes.indicators:
            return Item(objective=codes.indicators[code], indicator=code)
        return Item(objective=code) if code in codes.objectives else Item(scope=code)

    def _by_codes(self, scanned: Scanned, talk: Iterable[str]) -> tuple[Item, ...]:
        known = [c.code for c in scanned.codes if c.code]
        if not known:
            near = self.namer.codes.nearest(scanned.codes[0].text)
            return (Item(candidates=near),)
        if len(known) == 1 and (inside := self.namer.inside(known[0])):
            asking = any_of(talk)
            words = [p for p in scanned.pieces if isinstance(p, Word)]
            terms = terms_in(p for p in words if not asking.fullmatch(p.text))
            choice, _ = self.namer.chooser.choose(terms, Shape(), inside, among=inside)
            if choice.best and choice.best.share >= _FAIRLY and choice.sure >= _LIKELY:
                return (self.item(choice.best.code),)
        return tuple(self.item(code) for code in known)

    def _by_words(
        self, pieces: Sequence[Piece], text: str, setting: Context, units: bool
    ) -> tuple[Item, ...]:
        terms = terms_in(pieces)
        if _SEGRETARIO.search(text):
            return (self._of_segretario(terms),)
        alone = all(_TRANSVERSAL.fullmatch(t.word) for t in terms)
        if _TRANSVERSAL_ONES.search(text) or (
            _TRANSVERSAL.search(text) and (alone or not self._named(terms, setting))
        ):
            return (Item(scope=TRANSVERSAL),)
        numbered = _NUMBERED.search(text)
        if numbered and numbered[1] in self._numbers:
            return (Item(scope=self._numbers[numbered[1]]),)
        words = [w.text for w in pieces if isinstance(w, Word)]
        office = self._office(pieces, text, setting)
        if mine := self._ones_own(text, terms, setting, units) or office:
            return (Item(scope=mine),)
        unit = (self._unit(_post_named(words)) if units else None) or self._unit(words)
        found = None if units else self._named(terms, setting)
        names = found.said if found else frozenset()
        told = {t.word for t in terms}
        called = any(
            p.text in _OFFICE_WORDS and stem(p.text) not in names and _is_office(p.text, told)
            for p in pieces
        )
        of_one = found and found.sure >= _LIKELY and _OF_ONE.search(text)
        if found and not (
            unit and (called or self._says_unit(unit, terms, found, setting)) and not of_one
        ):
            return (self.item(found.code),)
        if unit or (unit := self._unit_by_trade(terms, setting)):
            return (Item(scope=self._service_of_eq(unit, words, text) if units else unit),)
        if _WHOLE.search(text):
            return (Item(scope=ENTE),)
        if _MY_OWN.search(text) and self._is_segretario(setting):
            return (Item(scope=SEGRETARIO),)
        if not terms and setting.last_indicator and not _MINE.search(text):
            return (self.item(setting.last_indicator),)
        loosely = None if units else self._loosely(terms, setting)
        return (self.item(loosely),) if loosely else self.own(setting)

    def _office(self, pieces: Sequence[Piece], text: str, setting: Context) -> str | None:
        """The unit that does what the words call an office by: `i vigili`, `le tasse`."""
        named = [p.text for p in pieces if isinstance(p, Word) and _may_name(p)]
        return self._offices.called(words(text), named, {i.scope for i in self.own(setting)})

    def _of_segretario(self, terms: Sequence[Term]) -> Item:
        """`gli atti sorteggiati del Segretario`: what of theirs the words name, or all of it."""
        rest = [t for t in terms if not _SEGRETARIO.fullmatch(t.word)]
        inside = self.namer.inside(SEGRETARIO)
        if not rest or not inside:
            return Item(scope=SEGRETARIO)
        choice, _ = self.namer.chooser.choose(rest, Shape(), inside, among=inside)
        named = choice.best is not None and choice.best.share >= _FAIRLY and choice.sure >= _LIKELY
        return self.item(choice.best.code) if named and choice.best else Item(scope=SEGRETARIO)

    @staticmethod
    def _is_segretario(setting: Context) -> bool:
        return setting.sender is not None and setting.sender.holds(setting.today, Role.SEGRETARIO)

    def _loosely(self, terms: Sequence[Term], setting: Context) -> str | None:
        """What the words are most like, of all that the sender answers for: it is only shown."""
        scopes = {i.scope for i in self.own(setting)}
        units = {
            s.code for area, s in self._plan.services() if {area.code, s.code} & scopes
        } | scopes  # fmt: skip
        pool = setting.own.union(*(self.namer.inside(unit) for unit in units if unit))
        if not pool or all(t.key in _KINDS or t.doing for t in terms):
            return None
        choice, _ = self.namer.chooser.choose(terms, Shape(), pool, among=frozenset(pool))
        return choice.best.code if choice.best and choice.best.share >= _LOOSELY else None

    def _ones_own(
        self, text: str, terms: Sequence[Term], setting: Context, units: bool
    ) -> str | None:
        """`le scadenze dell'area`, `la mia EQ`: the sender's own, where no other is named."""
        own = [i.scope for i in self.own(setting) if i.scope in self._units]
        if len(own) != 1 or own[0] is None:
            return None
        if units and _MY_EQ.search(text):
            inside = [
                s.code for area in self._plan.areas if area.code == own[0] for s in area.services
            ]
            return inside[0] if len(inside) == 1 else own[0]
        named = [t for t in terms if t.key not in _KINDS]
        return own[0] if _OWN_AREA.search(text) and not named else None

    def _unit(self, words: Sequence[str]) -> str | None:
        """The unit whose name the words say: `area tecnica`, `i tributi`, `servizi demografici`."""
        said = _stems_of(words)
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
            suits = kind is None or (kind == "area") == is_area
            suits = _SECTOR in name if kind == "" else suits
            strange = len(rest - common)
            score = (len(telling or common) / (len(telling or common) + strange), suits,
                     len(common) / len(name))  # fmt: skip
            if score > best and score[0] >= (_WELL if kind is None else _WELL_ENOUGH):
                best, found = score, code
        return found

    def _service_of_eq(self, unit: str, words: Sequence[str], text: str) -> str:
        """`la EQ dell'edilizia`: an EQ has a service, also where the area is called like it."""
        if unit not in self._areas or not _OF_EQ.search(text):
            return unit
        inside = [s.code for area in self._plan.areas if area.code == unit for s in area.services]
        said = _stems_of(words)
        named = [
            code for code in inside
            if any(_same(w, s) for w in self._units[code] - _KINDS for s in said)
        ]  # fmt: skip
        meant = named or inside
        return meant[0] if len(meant) == 1 else unit

    def _says_unit(self, unit: str, terms: Sequence[Term], found: _Found, setting: Context) -> bool:
        """Whether the words say no more than a unit's name, or hardly that indicator's.

        Who asks of a part of what their own unit is called (`gli spettacoli`, of `Cultura e
        spettacoli`) asks of the objective.
        """
        name = self._units[unit]
        if unit in {i.scope for i in self.own(setting)} and self._is_part(unit, terms, found):
            return False
        rest = [t for t in terms if t.key not in _KINDS and not any(_same(n, t.key) for n in name)]
        unsaid = not any(t.key in found.said for t in rest)
        if self._is_title(unit, terms, found):
            return bool(rest) and unsaid
        return unsaid or found.sure < _SURE

    def _is_part(self, unit: str, terms: Sequence[Term], found: _Found) -> bool:
        """Whether one objective of a unit has the only word of its name that was said."""
        objective = self.namer.objectives[self.namer.codes.indicators.get(found.code, found.code)]
        said = [t.key for t in terms]
        title = _stems(objective.title)
        told = {n for n in self._units[unit] - _KINDS if any(_same(n, s) for s in said)}
        inside = any(_same(n, t) for n in told for t in title) or not told
        several = len(self._units[unit] - _KINDS) > len(told)
        return objective.unit == unit and several and inside

    def _is_title(self, unit: str, terms: Sequence[Term], found: _Found) -> bool:
        """`boschi e alpeggi`: more of an objective's title than of the name of its unit."""
        objective = self.namer.objectives[self.namer.codes.indicators.get(found.code, found.code)]
        said = [t.key for t in terms]

        def part(name: frozenset[str]) -> float:
            return sum(any(_same(n, s) for s in said) for n in name) / len(name or said)

        return objective.unit == unit and part(_stems(objective.title)) > part(self._units[unit])

    def _unit_by_trade(self, terms: Sequence[Term], setting: Context) -> str | None:
        """The one unit that does what the words speak of: `i vigili`, `le strade`."""
        functions = {f: s for t in terms for f, s in _functions(t)}
        scores = {
            unit: sum(functions.get(f, 0.0) for f in done) / len(done) ** 0.5
            for unit, done in self._trades.items()
            if done
        }
        best = max(scores.values(), default=0.0)
        first = [unit for unit, score in scores.items() if score == best]
        mine = [unit for unit in first if unit in {i.scope for i in self.own(setting)}]
        return (mine or first)[0] if best > 0 and len(mine or first) == 1 else None

    def _named(self, terms: Sequence[Term], setting: Context) -> _Found | None:
        """The indicator or objective the words name, the sender's own before the others'."""
        if all(t.key in _KINDS for t in terms):
            return None
        mine, every = self.namer.chooser.choose(terms, Shape(), setting.own)
        top = max(every.ranked, key=lambda c: c.share, default=None)
        hardly = mine.best and (mine.sure < _CERTAIN or mine.best.share < _FAIRLY)
        if top and mine.best and hardly and top.share > mine.best.share + _FAR_MORE:
            return _Found(top.code, top.said, _SURE)
        for choice in (mine, every):
            most = max((c.share for c in choice.ranked), default=0.0)
            least = max(_FAIRLY, most - _NEARLY)
            fair = [c for c in choice.ranked if c.share >= least or c.code == choice.code]
            if not fair:
                continue
            best = fair[0]
            if best is choice.best and choice.sure >= _LIKELY:
                return _Found(best.code, best.said, choice.sure)
            level = {self.namer.codes.indicators[c.code] for c in fair
                     if c.score >= best.score - 1.0}  # fmt: skip
            if len(level) == 1:  # nothing else has half of what was said
                sure = choice.sure if best is choice.best else max(choice.sure, _SURE)
                return _Found(next(iter(level)), best.said, sure)
        return None

    @staticmethod
    def own(setting: Context) -> tuple[Item, ...]:
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


def _stems_of(words: Sequence[str]) -> set[str]:
    """Stems of words, and of what offices are also called by them."""
    names = ((w, *LEXICON.units.get(w, "").split()) for w in words)
    return {stem(w) for each in names for w in each}


def _post_named(words: Sequence[str]) -> list[str]:
    """The words of a post and of what it is over: `eq dei demografici`, and no more."""
    at = next((i for i, w in enumerate(words) if _OFFICE_WORDS.get(w)), None)
    if at is None:
        return []
    telling = [w for w in words[at + 1 :] if len(w) > _SHORTEST and w not in SMALL_WORDS]
    kinds = len(list(takewhile(lambda w: stem(w) in _KINDS or w in _OFFICE_WORDS, telling)))
    return [words[at], *telling[: kinds + 1]]


def _is_office(word: str, told: set[str]) -> bool:
    """Whether a word is an office's and no part of a name: `servizio civile` names a project."""
    return word != "servizio" or word in told


def _functions(term: Term) -> Iterator[tuple[str, float]]:
    """What a town hall does that a word speaks of: `polizia_locale`."""
    known = thesaurus().concepts
    for concept, surely in term.meant:
        yield known[concept].function, surely


def _may_name(word: Word) -> bool:
    return any(not term.doing and term.key not in _KINDS for term in terms_in([word]))


def _same(name: str, said: str) -> bool:
    """The same word, or one that starts as it (`tributi`, `tributari`)."""
    short = min(len(name), len(said))
    return name == said or (short >= 5 and name[:short] == said[:short])


def _stems(name: str) -> frozenset[str]:
    words = clean(name).replace("-", " ").replace(",", " ").split()
    return frozenset(stem(w) for w in words if len(w) > 2)
