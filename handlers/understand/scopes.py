"""Which part of the ente a question speaks of: an indicator, an objective, a service, an area."""

from handlers.understand.codes import Codes
from handlers.understand.matcher import Matcher
from handlers.understand.normal import clean, stem
from handlers.understand.phrases import content_words
from handlers.understand.reading import Item
from handlers.understand.scan import Scanned
from handlers.understand.setting import Setting
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Plan


class Scopes:
    def __init__(self, plan: Plan, codes: Codes, matcher: Matcher) -> None:
        self._codes = codes
        self._matcher = matcher
        self._units: list[tuple[str, frozenset[str]]] = []
        for area in plan.areas:
            self._units.append((area.code, _stems(area.name)))
            self._units += [(s.code, _stems(s.name)) for s in area.services]

    def read(self, scanned: Scanned, setting: Setting) -> tuple[Item, ...]:
        if scanned.codes:
            return tuple(self.item(c.code) for c in scanned.codes if c.code)
        words = [stem(w.text) for w in scanned.words]
        unit = self._unit(words)
        if unit:
            return (Item(scope=unit),)
        named = self._matcher.choose(content_words(scanned.text), frozenset(self._codes.indicators))
        if named.code:
            return (self.item(named.code),)
        return self._own(setting)

    def item(self, code: str) -> Item:
        if code in self._codes.indicators:
            return Item(objective=self._codes.indicators[code], indicator=code)
        if code in self._codes.objectives:
            return Item(objective=code)
        return Item(scope=code)

    def _unit(self, words: list[str]) -> str | None:
        """`area tecnica`, `servizi demografici`: the unit whose name is said most fully."""
        said = set(words)
        scored = []
        for code, name in self._units:
            common = {
                w for w in name if any(w == s or (len(s) >= 5 and w.startswith(s)) for s in said)
            }
            if common - _GENERIC or common == name:
                scored.append((len(common), len(common) / len(name), code))
        if not scored:
            return ENTE if said & {"ent", "comun"} else None
        return max(scored)[2]

    @staticmethod
    def _own(setting: Setting) -> tuple[Item, ...]:
        """What the sender answers for: their services or areas, else the whole ente."""
        sender = setting.sender
        if sender is None:
            return (Item(scope=ENTE),)
        areas = sender.held(Role.DIRIGENTE, setting.today)
        units = areas or sender.held(Role.EQ, setting.today)
        return tuple(Item(scope=u) for u in units) or (Item(scope=ENTE),)


_GENERIC = frozenset({"are", "area", "serv", "serviz", "settor", "uffic", "gestion"})
_ = (clean, SEGRETARIO, TRANSVERSAL)


def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in clean(name).replace("-", " ").split() if len(w) > 2)
