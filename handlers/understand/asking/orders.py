"""Orders of those who judge: `valida AS4.3`, `contesto il dato delle CIE`, `valuta eq.as4`.

Source: contract, "Who may do what", and R-19 for who evaluates whom. The ledger decides again.
"""

from collections.abc import Sequence
from dataclasses import replace

from handlers.understand.asking.intents import core_of
from handlers.understand.asking.scopes import Scopes
from handlers.understand.cutting.scan import Scanned
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.reading import Intent, Item, NotTaken, Reading
from handlers.understand.rights import may_evaluate, may_validate
from handlers.understand.setting import Context
from italian.regex import regex
from ledger.people import Role
from ledger.plan import SEGRETARIO, Plan

_WORDS = LEXICON.orders
_APPROVE, _REJECT, _EVALUATE = (
    regex(rf"(?:{'|'.join(cues)})(?!\w)")
    for cues in (_WORDS.approve, _WORDS.reject, _WORDS.evaluate)
)
_REFUSED_AFTER = any_of(["(?:li|lo|la|le) (?:respingo|contesto|rifiuto|boccio)"])
"""`i dati di AS4.3 non vanno bene, li respingo`."""
_DISAGREES = any_of((*_WORDS.disagree, *_WORDS.reject))
JUDGING = any_of(
    c.removeprefix("^")
    for c in (
        *_WORDS.agree, *_WORDS.approve, *_WORDS.disagree, *_WORDS.reject, *_WORDS.judged,
        "ok+", "bene", "a posto", "conferm\\w+", "valid\\w+", "perfett\\w+", "giust\\w+",
    )
)  # fmt: skip
"""Words without which nothing is approved or turned down."""
_JUDGED, _PERSON = any_of(_WORDS.judged), any_of(c.removeprefix("^") for c in _WORDS.person)
ALL_BUT = regex(
    r"\b(?:tutt[oaie]|ok|bene)\b[^.!?]{0,40}?,?\s(?P<but>(?:tranne|eccetto|salvo|fuorche|escluso|esclus[aie]"
    r"|all'infuori d\w+|a parte|meno (?:il|la|le|i|gli|l')\b))"
)
"""`tutto tranne le fatture`; what follows `but` is left out."""
_BY_NUMBER = regex(
    r"(?:(?:ok|si|no|allora|quindi|invece)[ ,]+)*"
    r"(?:(?P<rejects>(?:contest|rifiut|rigett|bocci)(?:a|o|are|iamo)|resping(?:i|o|ere|iamo)"
    r"|non (?:con)?valid(?:o|a|are|iamo))|(?:(?:con)?valid|approv)(?:a|o|are|iamo))\s+"
    r"(?:(?:l[ao]|il|alla|quell[ao]|registrazione|record|dato|numero|num|nr?)\b[ .]*|n?° ?)*"
    r"\d{1,9}(?![\d.,/]*\d)"
    r"(?=\s*(?:$|[^\w\s%]|(?:perche|poiche|siccome|che|visto|dato|in quanto|non|e|manca\w*|senza"
    r"|motivo|per)\b))"
)
"""A record judged by its number, which is no figure: `contesta la 870 perché non torna`."""
_BEST_MARK = 10
_WISH = regex(r"(?:vorrei|voglio|devo|posso|puoi|per me|ok(?! a[il])|io)\s")


class Orders:
    """Reads what a message asks to be done or changed."""

    def __init__(self, plan: Plan, scopes: Scopes) -> None:
        self._plan = plan
        self._scopes = scopes

    def plainly(self, scanned: Scanned) -> Intent | None:
        """The order that plain cues settle, if any: a sign among others."""
        text = scanned.text.removeprefix("/")
        if text.endswith("?"):
            return None
        core = core_of(text)
        wish = _WISH.match(core)
        core = core[wish.end() :] if wish else core
        if _EVALUATE.match(core) or self._marks(scanned, core):
            return Intent.EVALUATE
        refused = scanned.codes and _REFUSED_AFTER.search(core)
        judged = refused or _REJECT.match(core) or _APPROVE.match(core) or _APPROVE.match(text)
        return Intent.VALIDATE if judged else None

    def of_a_record(self, scanned: Scanned, setting: Context) -> Reading | None:
        """One record judged by its number: of which thing it is, who reads does not know; whether
        the sender judges anything at all, it does."""
        core = core_of(scanned.text)
        wish = _WISH.match(core)
        found = _BY_NUMBER.match(core[wish.end() :] if wish else core)
        if found is None or scanned.codes or scanned.text.endswith("?"):
            return None
        sender, today = setting.sender, setting.today
        of_nucleo = sender is not None and sender.holds(today, Role.NUCLEO)
        items = (Item(scope=SEGRETARIO),) if of_nucleo else self._scopes.own(setting)
        return self._decided(items, setting, "reject" if found["rejects"] else "approve")

    @staticmethod
    def _marks(scanned: Scanned, core: str) -> bool:
        """`mi metto 5 in collaborazione`: a small number, of a capacity, of a person."""
        marks = scanned.numbers
        small = len(marks) == 1 and marks[0].value <= _BEST_MARK and marks[0].over in (None, 5, 10)
        return small and bool(_JUDGED.search(core) and _PERSON.search(core))

    def judged(self, intent: Intent, scanned: Scanned, setting: Context) -> Reading:
        """The order with what it is about and, of a validation, what is decided."""
        if intent is Intent.EVALUATE:
            return self._judged(scanned, setting, None)
        kept = _without_exceptions(scanned)
        rejects = _DISAGREES.search(kept.text) or _REFUSED_AFTER.search(kept.text)
        return self._judged(kept, setting, "reject" if rejects else "approve")

    def _judged(self, scanned: Scanned, setting: Context, decision: str | None) -> Reading:
        talk = (*_WORDS.talk, *_WORDS.judged, *LEXICON.questions.talk)
        units = decision is None
        items = self._scopes.read(scanned, setting, talk, units=units)
        allowed = may_evaluate if units else may_validate
        may = (allowed(self._plan, setting.sender, _unit(i), setting.today) for i in items)
        if not units and setting.own and not scanned.codes and not any(may):
            items = self._scopes.within_own(scanned, setting, talk) or items
        return self._decided(items, setting, decision)

    def _decided(self, items: Sequence[Item], setting: Context, decision: str | None) -> Reading:
        """What is decided of each, or that it is not the sender's to decide; without a decision it
        is an evaluation."""
        allowed = may_evaluate if decision is None else may_validate
        found = tuple(
            replace(item, decision=decision)
            if allowed(self._plan, setting.sender, _unit(item), setting.today)
            else replace(item, decision=decision, refusal=NotTaken.NOT_ALLOWED)
            for item in items
        )
        refused = NotTaken.NOT_ALLOWED if found and all(i.refusal for i in found) else None
        intent = Intent.EVALUATE if decision is None else Intent.VALIDATE
        return Reading(intent, found, refusal=refused)


def _without_exceptions(scanned: Scanned) -> Scanned:
    """`approvo tutto tranne le fatture`: what is approved; the rest is decided card by card."""
    except_for = ALL_BUT.search(scanned.text)
    if except_for is None:
        return scanned
    end = except_for.start("but")
    return replace(
        scanned, text=scanned.text[:end], pieces=tuple(p for p in scanned.pieces if p.end <= end)
    )


def _unit(item: Item) -> str:
    """The service, area, group or person that an item belongs to."""
    return item.scope or (item.objective or "").rsplit(".", 1)[0]
