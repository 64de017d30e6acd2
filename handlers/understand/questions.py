"""Questions and commands: what is asked, and about which part of the ente."""

import re
from dataclasses import replace

from handlers.turn import say
from handlers.understand.codes import Codes
from handlers.understand.matcher import Matcher
from handlers.understand.phrases import content_words
from handlers.understand.reading import Intent, Item, Reading
from handlers.understand.scan import Scanned
from handlers.understand.scopes import Scopes
from handlers.understand.setting import Setting
from ledger.plan import Plan

_GREETING = re.compile(
    r"(?:ciao|salve|buongiorno|buon giorno|buonasera|buona sera|buon pomeriggio|grazie|grazie mille|ok grazie)"
    r"(?: a tutti| a te| mille| bot| grazie)?[\s!.,]*"
)
_STATUS = re.compile(
    r"\b(?:come va|come vanno|come sta|come stanno|come siamo messi|come siamo|come stiamo|a che punto|"
    r"stato|avanzamento|andamento|situazione|quant[oiae]|com'era|com'e messa|perche siamo|"
    r"chi non ha)\b"
)
_DEADLINES = re.compile(r"\b(?:scad\w+|in ritardo|entro quando)\b")
_HELP = re.compile(
    r"\b(?:aiuto|help|come si usa|come funzion\w+|come faccio|come si fa|istruzioni)\b"
)


class Questions:
    def __init__(self, plan: Plan, codes: Codes, matcher: Matcher) -> None:
        self._scopes = Scopes(plan, codes, matcher)

    def read(self, scanned: Scanned, setting: Setting) -> Reading | None:
        """The question or command a message is, or None where it tells a fact."""
        text = scanned.text
        if not text:
            question = say("understand.empty")
            return Reading(Intent.UNCLEAR, (), True, None, question)
        if _GREETING.fullmatch(text):
            return Reading(Intent.GREETING)
        intent = self._intent(text)
        if intent is None:
            return None
        if intent is Intent.HELP:
            return Reading(intent)
        as_of = next((d.day for d in scanned.days if d.day and d.day < setting.today), None)
        return Reading(intent, self._scopes.read(scanned, setting), as_of=as_of)

    @staticmethod
    def _intent(text: str) -> Intent | None:
        if _HELP.search(text):
            return Intent.HELP
        if _DEADLINES.search(text):
            return Intent.QUERY_DEADLINES
        if _STATUS.search(text):
            return Intent.QUERY_STATUS
        if text.endswith("?"):
            return Intent.QUERY_STATUS
        return None


_ = (replace, Item, content_words)
