"""What a question is about: codes, offices and things by their names, lines of the programme."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from handlers.ask.cues import BEARING, CODES, TALK
from handlers.ask.kinds import is_of_asking
from handlers.ask.parts import lines
from handlers.ask.parts.narrowing import narrowing
from handlers.ask.plain import joined, typed_codes
from handlers.understand import Reader, Sender
from handlers.understand.lexicon import LEXICON
from italian.closed import CLOSED
from italian.regex import regex
from italian.words import clean, stem
from ledger.later import dataclass
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.readings.query import What

WORD = regex(r"[a-z]{2,}")
WHOLE = regex(
    r"\b(?:tutto |intero |nell'|dell'|l')?(?:intero )?(?:ente|comune)"
    r"(?: nel suo (?:insieme|complesso))?\b|\bin tutto il comune\b"
    r"|\b(?:nel|del|in tutto il|il) piano$"
    r"|\b(?:la |della )?performance(?: organizzativa)?(?: dell'ente| del comune| di ente)?\b"
    r"|\b(?:il|del|nel|al|dal|col|sul) programma(?: di mandato| del sindaco)?\b"
)
APART = {
    TRANSVERSAL: regex(r"trasversal\w+"),
    SEGRETARIO: regex(r"segretari\w+|generale"),
}
"""How the groups that are of no area are called."""
TELLS = frozenset(
    {"assessore", "collaboratori", "commissione", "consiglio", "delegazione", "euro", "internet"}
    | {"sportelli", "sportello", "urgente", "urgenti"}
)
"""Words that say nothing in a report, and something in a question."""
EMPTY = TALK | (LEXICON.empty_words - TELLS)
"""Words that name nothing."""
DOING = regex(
    r"(?:arrivat|inviat|ricevut|mandat|scritt|registrat|inserit|comunicat|aggiornat|chius"
    r"|complet(?:at)?"
    r"|conclus|finit|evas|emess|rilasciat|lavorat|fatt)[oaie]"
)
"""What is done with data and things: alone it names none."""
OF_OFFICE = regex(
    r"\b(?:d[ae]l|d[ae]i|d[ae]gli|d[ae]ll[aeo]|d[ae]ll'|al|alla|all') ?(?P<word>[a-z]{4,})"
)
"""Tells whose something is."""
UNDONE = regex(
    r"(?:annullat|revocat|smarrit|rifiutat|pers|rubat|restituit|sospes|bocciat|scartat|respint"
    r"|negat|mancat|sbagliat)[oaie]"
)
"""What becomes of things when they are not done is none of their names, however near in meaning."""
TELLING = 3
"""Objectives that may share a word which still names one of them."""
OF_ANY_TITLE = frozenset(map(stem, ("piano", "programma", "progetto", "regolamento")))
"""Stems that alone name nothing, however many titles they stand in."""
SEVERAL = 4
"""Things that one name may mean together."""
ENDING = 2
"""Letters by which the forms of one word differ."""
OWN_AREA = regex(
    r"\b(?:l'|dell'|nell'|sull'|all'|della mia |nella mia |la mia |mia |tutta l'|in )area\b"
    r"(?! [a-z]+(?:ica|iva|aria|izi|ezza)\b)"
)
OWN_OFFICE = regex(r"\b(?:mio|nostro) (?:servizio|ufficio)\b")
OWN = regex(
    r"\b(?:mi[eo]i?|mi[ao]|mie|nostr[aieo]|da noi|noi)\b"
    r"|\b(?:del|nel|al) (?:servizio|settore)\b|\b(?:dell|nell|all)'ufficio\b"
)


@dataclass(frozen=True)
class About:
    """`said`: whether the words name it, or it is the asker's own; `unread` is what they may
    have named that nobody knows."""

    codes: tuple[str, ...]
    said: bool
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """The names one asker may use, in one year's plan."""

    plan: PlanInForce
    reader: Reader
    sender: Sender
    own: tuple[str, ...]
    """The asker's units, or the ente."""
    today: dt.date
    units_of: Callable[[str], tuple[str, ...] | None] = lambda code: None
    """The units of a person by their code; None for nobody."""

    def of(self, text: str) -> About:
        """What a piece of a question is about; the asker's own where it names nothing."""
        bearing = tuple(dict.fromkeys(BEARING.findall(text)))
        found = self._named(text)
        if found is not None:
            beside = self._beside(text, found)
            if beside and (inside := self._inside(found, beside)) is not None:
                return About((inside,), True, bearing)
            return About(found, True, (*bearing, *beside))
        if words := self.content_of(text):
            return About(self.own, False, (*bearing, *words))
        own = self._own(text)
        return About(own.codes, own.said, bearing)

    def _named(self, text: str) -> tuple[str, ...] | None:
        """What a text names, in the order in which names are plain."""
        if found := self.lines_in(text) or self.codes_in(text):
            return found
        if WHOLE.search(text):
            return (ENTE,)
        if joined := self.joined(text):
            return joined
        if (whole := self._by_full_name(text)) is not None:
            return (whole,)
        if own := self._own_by_name(text):
            return own
        words = tuple(w for w in self.content_of(text) if not DOING.fullmatch(w))
        if (office := self.reader.offices.called(WORD.findall(text), words, self.own)) is not None:
            return (office,)
        if (titled := self.by_title(words, text)) is not None:
            return titled
        named = self._read(text) if words else None
        if named is None or not self._is_named(text, named, words):
            return None
        return (self.of_its_title(named, words),)

    def _inside(self, codes: tuple[str, ...], words: tuple[str, ...]) -> str | None:
        """Of an office and words for something of its own, that: `il bilancio sul dissesto`."""
        named = self._named(" ".join(words)) if len(codes) == 1 and codes[0] in self.units else None
        plan, unit = self.plan, codes[0]
        if named is None or len(named) > 1 or self._beside(" ".join(words), named):
            return None
        if named[0] not in plan.objectives and named[0] not in plan.indicators:
            return None
        own = plan.objective_of(named[0]).unit
        return named[0] if unit in (own, plan.area_of_service.get(own)) else None

    def of_its_title(self, code: str, words: Iterable[str]) -> str:
        """The objective, where the words stand in its title and not in the name of the indicator
        that was found for them by its meaning."""
        said = {stem(w) for w in words} - OF_ANY_TITLE
        if code not in self.plan.indicators or not said:
            return code
        objective = self.plan.objective_of(code).code
        titled = (
            said <= self.reader.title_stems[objective] and not said & self.reader.title_stems[code]
        )
        return objective if titled else code

    def _beside(self, text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The words of content that name none of these: what is asked of them, and not known."""
        words = self.content_of(lines.LINE.sub(" ", CODES.sub(" ", WHOLE.sub(" ", text))))
        plan = self.plan
        for code in codes:
            if not words:
                return ()
            own = code in plan.indicators or code in plan.objectives
            spoken = self.spoken_of(code, text) if own else frozenset()
            known = self.reader.lines.get(code, frozenset())
            apart = APART.get(code)
            words = tuple(
                w
                for w in words
                if w not in spoken
                and stem(w) not in known
                and w.upper() != code
                and not (apart and apart.fullmatch(w))
                and not self.calls(code, (w,))
            )
        return words

    def spoken_of(self, code: str, text: str) -> frozenset[str]:
        """The words that speak of something, or say whose it is by what its office does: `la carta
        del personale`."""
        said = self.reader.names(text, code, self.today)
        led = {found["word"] for found in OF_OFFICE.finditer(text)} - said
        if code not in self.plan.indicators and code not in self.plan.objectives:
            return said
        unit = self.plan.objective_of(code).unit
        around = (code, unit, self.plan.area_of_service.get(unit, unit))
        said |= led & self.reader.names(text, unit, self.today) if led else frozenset()
        return said - narrowing(text, said, around, self.has_in_its_name)

    def _own(self, text: str) -> About:
        """One's own units, or the area they are in; said where the words say so."""
        if self.own == (ENTE,):
            return About(self.own, False)
        if OWN_AREA.search(text) and not OWN_OFFICE.search(text):
            area_of = self.plan.area_of_service
            return About(tuple(dict.fromkeys(area_of.get(u, u) for u in self.own)), True)
        return About(self.own, OWN.search(text) is not None)

    def _is_named(self, text: str, code: str, words: tuple[str, ...]) -> bool:
        """Whether it is called so: a single word that only means something like a word in the name
        of another office's is none of its names, nor is a word of the asking an office's."""
        plan = self.plan
        if code in self.units:
            return self.calls(code, words) or self._read(" ".join(words)) == code
        if code not in plan.indicators and code not in plan.objectives:
            return True
        if plan.objective_of(code).unit in self.own:
            return True
        if self.has_in_its_name(code, [w for w in words if self._is_telling(w)]):
            return True
        return len(set(self.reader.names(text, code, self.today)) & set(words)) > 1

    def by_title(self, words: Iterable[str], text: str = "") -> tuple[str, ...] | None:
        """What words mean that stand in the names of several things: the objective whose title has
        them all, one's own first; else the few indicators that begin with them. None where one
        thing alone may be meant, which the reader of messages finds."""
        said = {stem(w) for w in words} - OF_ANY_TITLE
        if not said or self.is_an_office(said, text):
            return None
        plan, alive = self.plan, [o for o in self.plan.plan.objectives if self._is_there(o.code)]
        titled = [o for o in alive if said <= self.reader.title_stems[o.code]]
        named = [i for o in alive for i in o.indicators if said <= self.reader.title_stems[i.code]]
        if any(frozenset(map(stem, self.content_of(clean(i.name)))) == said for i in named):
            return None  # It is the whole name of one.
        own = [o for o in titled if o.unit in self.near]
        if (
            titled
            and not own
            and any(said & self.stems_of(o.code) for o in alive if o.unit in self.near)
        ):
            return None  # Something of one's own is meant.
        titled = own or titled
        if len(named) == 1 and len(titled) == 1:
            return None  # The indicator that says it as its objective does.
        if titled and len(titled) <= SEVERAL:
            several = len(titled) > 1 or len(titled[0].indicators) > 1
            return tuple(o.code for o in titled) if several else None
        first = [i.code for i in named if stem(WORD.findall(clean(i.name))[0]) in said]
        first = [c for c in first if plan.objective_of(c).unit in self.near] or first
        return tuple(first) if 1 < len(first) <= SEVERAL and not titled else None

    def is_an_office(self, said: set[str], text: str) -> bool:
        """Whether words stand in the name of an office, and in the text no title has more of them
        one after the other: `servizio civile` is none of civil protection."""
        offices = [name for code, name in self._titles.items() if said <= self._stems[code]]
        titles = [o.title for o in self.plan.plan.objectives]
        run = max((joined.run(text, name) for name in offices), default=0)
        return bool(offices) and run >= min(
            2, max((joined.run(text, name) for name in titles), default=0)
        )

    @cached_property
    def near(self) -> frozenset[str]:
        """One's own units, and the services of one's own areas."""
        area_of = self.plan.area_of_service
        return frozenset(self.own) | {s for s, area in area_of.items() if area in self.own}

    def _is_there(self, code: str) -> bool:
        return code not in self.plan.cancelled

    def _is_telling(self, word: str) -> bool:
        """Whether few objectives have a word in their names: `piano` stands in too many."""
        return sum(stem(word) in stems for stems in self._stems_of_objectives) <= TELLING

    @cached_property
    def _stems_of_objectives(self) -> list[frozenset[str]]:
        objectives = self.plan.objectives
        return [frozenset(map(stem, self._words_of(code))) for code in objectives]

    def content_of(self, text: str) -> tuple[str, ...]:
        """The words that may name something."""
        words = [w for w in WORD.findall(text) if w not in EMPTY]
        return tuple(dict.fromkeys(w for w in words if not self._names_nothing(w)))

    def _names_nothing(self, word: str) -> bool:
        if word in self.reader.naming or UNDONE.fullmatch(word):
            return False
        return word in CLOSED or is_of_asking(word)

    def calls(self, code: str, words: Iterable[str]) -> bool:
        """Whether something is called by one of these words, itself or what is in it."""
        known = {stem(w) for w in self._words_of(code)} | self.reader.offices.words_for(code)
        return any(stem(w) in known for w in words)

    def has_in_its_name(self, code: str, words: Iterable[str]) -> bool:
        """Whether one of these words stands in what it is called, but for number and gender:
        `misurabili` is no `misure`."""
        known = self._words_of(code)
        return any(
            stem(w) == stem(k) and abs(len(w) - len(k)) <= ENDING for w in words for k in known
        )

    def stems_of(self, code: str) -> frozenset[str]:
        """Of all the words by which a unit, a line, or a thing and what is in it are called."""
        known = frozenset(map(stem, self._words_of(code))) | self.reader.offices.words_for(code)
        return known | self.reader.lines.get(code, frozenset())

    def _words_of(self, code: str) -> set[str]:
        """Of something and of what is in it."""
        plan = self.plan
        names: list[str | None] = [self._titles.get(code)]
        if code in plan.indicators or code in plan.objectives:
            objective = plan.objective_of(code)
            names.append(objective.title)
            for i in objective.indicators:
                names += [i.name, i.unit, i.numerator, i.denominator, *i.aliases]
        return {w for name in names if name for w in WORD.findall(clean(name))}

    def _own_by_name(self, text: str) -> tuple[str, ...]:
        """One's own office by some words of its name, where nothing of its own is called so."""
        said = {stem(w) for w in self.content_of(text)}
        plan = self.plan
        inside = (o.code for o in plan.plan.objectives if o.unit in self.near)
        if not said or any(said & self.stems_of(code) for code in inside):
            return ()
        return tuple(u for u in self.own if u in plan.area_of_service and said <= self._stems[u])

    def unit_called(self, word: str) -> str | None:
        """The one area, else the one service, in whose name a word stands."""
        return self._unit_of((word,)) or None

    def joined(self, text: str) -> tuple[str, ...]:
        """Several units one after the other, each by words of its name."""
        return joined.units(text, self._unit_of)

    def _unit_of(self, words: Sequence[str]) -> str:
        """The one area, else the one service, in whose name all these words stand."""
        plan, said = self.plan, frozenset(map(stem, words))
        for units in (plan.areas, plan.area_of_service):
            found = [unit for unit in units if said <= self._stems[unit]]
            if found:
                return found[0] if len(found) == 1 else ""
        return ""

    def _by_full_name(self, text: str) -> str | None:
        """The unit whose whole name stands in the text: `area servizi`, made of common words."""
        said = f" {' '.join(WORD.findall(text))} "
        return next((code for name, code in self._full_names if f" {name} " in said), None)

    def unit_in_full(self, text: str) -> str | None:
        """The unit of which a text is the whole name."""
        said = " ".join(WORD.findall(text))
        return next((code for name, code in self._full_names if name == said), None)

    @cached_property
    def _full_names(self) -> list[tuple[str, str]]:
        """The longest first."""
        units = [(a.name, a.code) for a in self.plan.plan.areas]
        units += [(s.name, s.code) for _, s in self.plan.plan.services()]
        plain = [(" ".join(WORD.findall(clean(name))), code) for name, code in units]
        return sorted(plain, key=lambda pair: -len(pair[0]))

    def _read(self, text: str) -> str | None:
        """As the reader of messages finds what a question names; None where it falls back."""
        reading = self.reader.read(f"come va {text}?", sender=self.sender, today=self.today)
        item = next(iter(reading.items), None)
        code = item.about if item else None
        if code is None or reading.ambiguous:
            return None
        if code not in (*self.own, ENTE):
            return code
        stems = {stem(w) for w in WORD.findall(text)}
        return code if stems & self._stems.get(code, frozenset()) else None

    @cached_property
    def _stems(self) -> Mapping[str, frozenset[str]]:
        return {
            code: frozenset(map(stem, WORD.findall(clean(name))))
            for code, name in self._titles.items()
        }

    @property
    def units(self) -> frozenset[str]:
        """The codes of areas and services."""
        return frozenset(self._titles)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Of units."""
        units = {a.code: a.name for a in self.plan.plan.areas}
        return units | {s.code: s.name for _, s in self.plan.plan.services()}

    def codes_in(self, text: str) -> tuple[str, ...]:
        """Codes of units, objectives and indicators, as typed."""
        return typed_codes.codes_in(self.plan, text)

    def lines_in(self, text: str) -> tuple[str, ...]:
        """Lines of the programme: by code; where one is spoken of, by number or title."""
        return lines.named_in(text, self.reader.lines, self.plan.plan.strategic)

    def kind(self, code: str) -> What:
        """What a code is one of."""
        if code in self.plan.areas:
            return What.AREAS
        if code in self.plan.area_of_service:
            return What.SERVICES
        return What.INDICATORS if code in self.plan.indicators else What.OBJECTIVES
