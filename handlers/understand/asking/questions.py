"""Questions: what is asked (how it stands, when, what it is, who wrote it), and about what.

A statement with "giusto?", "vero?" or a plain question mark is a question: nothing of it is
offered for recording.
"""

import datetime as dt
import re
from collections.abc import Mapping

from handlers.understand.asking.intents import core_of
from handlers.understand.asking.of_record import Where, is_of_record
from handlers.understand.asking.scopes import Scopes
from handlers.understand.cutting.scan import Scanned
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.pieces import Number, When
from handlers.understand.reading import Intent, Item, Reading
from handlers.understand.setting import Context
from handlers.understand.telling.telling import tells_step
from italian.regex import regex
from words.say import say

_CUES = LEXICON.questions
_INTERROGATIVE = regex(rf"(?:{'|'.join(_CUES.interrogatives)})(?!\w)")
_NOT_INTERROGATIVE = regex(rf"(?:{'|'.join(_CUES.not_interrogatives)})(?!\w)")
_ASK = any_of(_CUES.ask)
_ASKED = regex(
    r"(?:\?|\bo no|(?:[\d\x01%],? |, )(?:vero|giusto|esatto|corretto|dico bene|sbaglio))[ )!.]*$"
)
_ENDS_ASKING = regex(
    r"\b(?:quant'e|quant[oaie] (?:e|sono|siamo|fa|fanno|manca|mancano|ne abbiamo|ne risultano|ne restano)|com'e"
    r"|come (?:va|vanno|sta|stanno|siamo|procede|procedono)|dove siamo|a (?:che punto|quanto)"
    r"|che (?:numeri|dati|cifre) (?:ha|hanno|abbiamo))\b[a-z' ]*\W*$"
)
"""What asks, at the end of a message: `la lista d'attesa quant'è`."""
_UNDO = regex(rf"(?:{'|'.join(LEXICON.corrections.undo)})(?!\w)")
_PLEASE_UNDO = regex(
    rf"(?:puoi|potresti|si puo|vorrei|posso) (?:{'|'.join(LEXICON.corrections.undo)})(?!\w)"
)
_COMPARED = any_of(_CUES.compared)
_GREETING = regex(rf"(?:{'|'.join(_CUES.greeting)}|[\s!.,?:;)(-])+")
_INTENTS = tuple(
    (intent, any_of(cues))
    for intent, cues in (
        (Intent.HELP, _CUES.help),
        (Intent.HISTORY, _CUES.history),
        (Intent.QUERY_DEADLINES, _CUES.deadlines),
        (Intent.QUERY_STATUS, _CUES.standing),
        (Intent.QUERY_OBJECTIVE, _CUES.objective),
        (Intent.QUERY_STATUS, _CUES.status),
    )
)
_COMMANDS = {
    "/start": Intent.GREETING,
    "/aiuto": Intent.HELP,
    "/help": Intent.HELP,
    "/stato": Intent.QUERY_STATUS,
    "/perche": Intent.QUERY_STATUS,
    "/scadenze": Intent.QUERY_DEADLINES,
    "/obiettivi": Intent.QUERY_OBJECTIVE,
    "/storico": Intent.HISTORY,
}
_COMMAND = regex(r"/[a-z]+")
_TOPIC = any_of(
    [
        "stato",
        "storico",
        "cronologia",
        "scadenz[ae]",
        "andamento",
        "avanzamento",
        "situazione",
        "elenco",
        "lista",
        "riepilogo",
        "peso",
        "target",
        "descrizione",
        "ultim[eiao]",
        "(?:i )?(?:miei|nostri) obiettivi",
        "quadro",
        "aiuto",
        "registrazioni",
        "report",
        "confronto",
    ]
)
_TOLD_TOO = (Intent.QUERY_STATUS, Intent.QUERY_OBJECTIVE, Intent.QUERY_DEADLINES)
"""Topics that a report may name as well: `testo della carta predisposto`."""
_HEADLINE_WORDS = 2
"""A message may open a question with its topic (`scadenze area tecnica`) within so many words."""

UNCLEAR = Reading(Intent.UNCLEAR, (), True, None, say("understand.unclear"))


class Questions:
    """Reads what a message asks to be told."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes

    def answer(
        self, intent: Intent, scanned: Scanned, setting: Context, asked: Mapping[str, float]
    ) -> Reading:
        """The question with what it is about; what only colleagues ask each other is unclear.

        `asked`: the signs of what the message wants.
        """
        if intent in (Intent.HELP, Intent.GREETING):
            return Reading(intent)
        bare = self._bare_code(scanned)
        if bare is not None:
            return bare
        items = self.about(scanned, setting)
        if not is_of_record(scanned, asked, items, Where(self._scopes, setting)):
            return UNCLEAR
        return Reading(intent, items, as_of=_as_of(scanned, setting))

    def about(self, scanned: Scanned, setting: Context) -> tuple[Item, ...]:
        """What a question is about, of all that there is."""
        return self._scopes.read(scanned, setting, _CUES.talk)

    def plainly(self, scanned: Scanned) -> Intent | None:
        """The question that plain cues settle, if any: a sign among others."""
        if _GREETING.fullmatch(scanned.text):
            return Intent.GREETING
        intent = self._intent(scanned)
        return intent or (Intent.QUERY_STATUS if self._bare_code(scanned) else None)

    def _intent(self, scanned: Scanned) -> Intent | None:
        text = scanned.text
        command = _COMMAND.match(text)
        if command:
            return _COMMANDS.get(command[0])
        core = core_of(text)
        if _PLEASE_UNDO.match(core) and not scanned.numbers:
            return None
        marked = self._marked(scanned)
        asked = marked or bool(_ASK.match(core)) or self.is_interrogative(core)
        asked = asked or (bool(_ENDS_ASKING.search(core)) and not scanned.numbers)
        for intent, cues in _INTENTS:
            found = cues.search(core)
            if found and (asked or self._headline(core, found, scanned, intent)):
                return intent
        return Intent.QUERY_STATUS if asked else None

    @staticmethod
    def _marked(scanned: Scanned) -> bool:
        """Whether it ends with a question mark, or the only sentence that tells something does."""
        return bool(_ASKED.search(scanned.text))

    @staticmethod
    def is_interrogative(core: str) -> bool:
        """Whether what a message comes to opens with a word that asks."""
        return bool(_INTERROGATIVE.match(core)) and not _NOT_INTERROGATIVE.match(core)

    @staticmethod
    def _headline(core: str, found: re.Match[str], scanned: Scanned, intent: Intent) -> bool:
        """`scadenze area tecnica`, `storico CIE`: the topic opens it, and no value follows."""
        before = core[: found.start()].split()
        if _UNDO.match(core):
            return False
        if intent in _TOLD_TOO and tells_step(scanned.pieces) and not _TOPIC.match(core):
            return False
        has_value = any(isinstance(p, Number) for p in scanned.pieces)
        return len(before) <= _HEADLINE_WORDS and not has_value

    def _bare_code(self, scanned: Scanned) -> Reading | None:
        """A code and nothing else asks how it stands; one that is not in the plan is asked about."""
        code = scanned.codes[0].code if scanned.codes else None
        if code is None or any(p not in scanned.codes for p in scanned.pieces):
            return None
        return Reading(Intent.QUERY_STATUS, (self._scopes.item(code),))


def _as_of(scanned: Scanned, setting: Context) -> dt.date | None:
    """The past day a question looks at; not one that it compares with, nor a deadline."""
    if _COMPARED.search(scanned.text):
        return None
    told = (d for d in scanned.days if d.when in (When.DAY, When.AT, When.PERIOD))
    return next((d.day for d in told if d.day and d.day < setting.today), None)


def opens_asking(text: str) -> bool:
    """Whether a cleaned text opens as a question does, with or without a mark at its end."""
    return Questions.is_interrogative(core_of(text))
