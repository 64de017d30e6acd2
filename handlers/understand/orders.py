"""Orders of those who judge: `valida AS4.3`, `contesto il dato delle CIE`, `valuta eq.as4`.

Source: contract, "Who may do what", and R-19 for who evaluates whom. The ledger decides again.
"""

import re
from dataclasses import replace

from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.questions import _OPENERS
from handlers.understand.reading import Intent, Item, NotTaken, Reading
from handlers.understand.rights import may_evaluate, may_validate
from handlers.understand.scan import Scanned
from handlers.understand.scopes import Scopes
from handlers.understand.setting import Setting
from ledger.plan import Plan

_WORDS = LEXICON.orders
_APPROVE, _REJECT, _EVALUATE = (
    re.compile(rf"(?:{'|'.join(cues)})(?!\w)")
    for cues in (_WORDS.approve, _WORDS.reject, _WORDS.evaluate)
)
_REFUSED_AFTER = any_of(["(?:li|lo|la|le) (?:respingo|contesto|rifiuto|boccio)"])
"""`i dati di AS4.3 non vanno bene, li respingo`."""
_WISH = re.compile(r"(?:vorrei|voglio|devo|posso|puoi|per me|ok(?! a[il])|io)\s")


class Orders:
    def __init__(self, plan: Plan, scopes: Scopes) -> None:
        self._plan = plan
        self._scopes = scopes

    def read(self, scanned: Scanned, setting: Setting) -> Reading | None:
        """The order a message is, or None. A question about one is a question."""
        text = scanned.text.removeprefix("/")
        if text.endswith("?"):
            return None
        opened = _OPENERS.match(text)
        core = text[opened.end() :] if opened else text
        wish = _WISH.match(core)
        core = core[wish.end() :] if wish else core
        if scanned.codes and _REFUSED_AFTER.search(core):
            return self._judged(Intent.VALIDATE, scanned, setting, "reject")
        if _EVALUATE.match(core):
            return self._judged(Intent.EVALUATE, scanned, setting, None)
        if _REJECT.match(core):
            return self._judged(Intent.VALIDATE, scanned, setting, "reject")
        if _APPROVE.match(core) or _APPROVE.match(text):
            return self._judged(Intent.VALIDATE, scanned, setting, "approve")
        return None

    def _judged(
        self, intent: Intent, scanned: Scanned, setting: Setting, decision: str | None
    ) -> Reading:
        talk = (*_WORDS.talk, *LEXICON.questions.talk)
        items = self._scopes.read(scanned, setting, talk)
        allowed = may_evaluate if intent is Intent.EVALUATE else may_validate
        found = tuple(
            replace(item, decision=decision)
            if allowed(self._plan, setting.sender, _unit(item), setting.today)
            else replace(item, decision=decision, refusal=NotTaken.NOT_ALLOWED)
            for item in items
        )
        refused = bool(found) and all(i.refusal for i in found)
        return Reading(intent, found, refusal=NotTaken.NOT_ALLOWED if refused else None)


def _unit(item: Item) -> str:
    """The service, area, group or person that an item belongs to."""
    return item.scope or (item.objective or "").rsplit(".", 1)[0]
