"""Words that people put beside a question and that ask for nothing, left aside: a word is told, a
clause of one's own is passed over.

quella robaccia delle CIE quanto manca   →   «robaccia» says nothing, the rest is plain
come va AS4.3 per gli utenti stranieri   →   tells of which it is asked: it is not left aside
gli obiettivi in ritardo, che sto in riunione   →   says nothing of them
"""

import datetime as dt
import re

from handlers.ask.chosen.account import asks_for_something
from handlers.ask.chosen.unread import ASKING_MORE, SHORTEST, TURNS
from handlers.ask.cues import BEARING, TALK, WHY
from handlers.ask.kinds import Kind, is_of_asking, speaks_for
from handlers.ask.parts.about import UNDONE, WORD, About, Names
from handlers.ask.parts.slots import read
from handlers.ask.parts.spans import coming_span
from italian.closed import CLOSED
from italian.regex import regex

NARROWS = (
    r"(?:per|con|d[aei]|d[aei]l|dell[aeo]|dall[aeo]|dei|degli|dai|dagli|a|ad|al|all[aeo]|ai|agli|in"
    r"|nel|nell[aeo]|nei|negli|sul?|sull[aeo]|sui|sugli|tra|fra|che|se|quando|mentre|dove|e|o"
    r"|\w*l')"
)
"""Before a word that tells of which it is asked: `per gli utenti stranieri`, `quando piove`."""


def left_aside(
    kind: Kind, about: About, names: Names, plain: str, unread: tuple[str, ...]
) -> tuple[str, ...]:
    """Of words that nothing was made of those that say nothing, beside what is plainly named, or
    the things that are asked for."""
    plainly = about.said and _is_plainly_named(kind, about, names, plain)
    if not plainly and not read(plain, names.today, None).what:
        return ()
    return saying_nothing(names, plain, unread)


def saying_nothing(names: Names, plain: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Of words those that name nothing here, and neither narrow or turn a question nor ask."""
    return tuple(word for word in words if _says_nothing(word, names, plain))


def _is_plainly_named(kind: Kind, about: About, names: Names, plain: str) -> bool:
    """Whether what is named is so by a code, or by a word that stands in its name and is none by
    which the kind is known."""
    code, unread = about.codes[0], about.unread
    words = [w for w in names.content_of(plain) if w not in unread and not speaks_for(w, kind)]
    return code in names.codes_in(plain) or names.has_in_its_name(code, words)


def _says_nothing(word: str, names: Names, plain: str) -> bool:
    """Whether a word names nothing here, and neither narrows or turns a question nor asks."""
    said = rf"\b{NARROWS} ?(?:(?:il|la|lo|gli|le|i|un|una) )?(?:\w+ )?{re.escape(word)}\b"
    relative = rf"\bche (?:\w+ ){{1,2}}(?:(?:il|la|lo|gli|le|i|un|una) )?{re.escape(word)}\b"
    if re.search(f"{said}|{relative}", plain):
        return False
    bears = any(p.search(word) for p in (TURNS, BEARING, ASKING_MORE, UNDONE))
    known = word in names.reader.naming or is_of_asking(word) or asks_for_something(word)
    return word.isalpha() and not bears and not known


OF_ONESELF = (
    r"(?<!\ba )(?<!\bdi )(?<!\bin )(?<!\bcon )(?<!\bda )(?<!\bper )che "
    r"(?:(?:qua|qui|non|poi|se no|ora|adesso|mi|ci|ti|lo|la|li|le) )*"
    r"(?:\w+iamo|(?:st|vad|dev|vogli|dov|esc|entr|scapp|corr|part)o"
    r"|(?<=(?:mi|ci|on|ui|ua) )\w{3,}o)\b"
    r"(?<!ano)(?<!ono)"
)
"""A clause of what the asker does: `che sto in riunione`."""
ONESELF = regex(rf"^(?:{OF_ONESELF})")
EXPLAINING = (
    r"(?:visto|(?<!il )(?<!un )(?<!mo )dato|considerato|tenuto conto|posto|dal momento|tanto piu"
    r"|per il fatto) che\b"
    r"|siccome\b|poiche\b|giacche\b|pur \w+ndo\b|(?:anche|pure) se\b|benche\b|sebbene\b"
    r"|nonostante\b|malgrado\b"
    r"|(?:mi|ci) (?:pare|sembra|suona|risulta|torna)(?:va)?\b"
    r"|non (?:mi|ci) (?:torn|quadr|convinc|spieg)\w+"
    r"|non (?:lo |la |li |ci )?(?:capisc|cred|ricord|trov)\w+(?! (?:qua|com|chi|dov|cos|per|se)\w*)"
)
"""Opens a clause that grants something, gives a reason or wonders, and asks nothing."""
EXPLAINS = regex(rf"(?:e |ma )?(?:{EXPLAINING})")
_REASON = r"perche (?!(?:senza|con|di|da|per|in|priv\w|manc\w+)\b)[\w']+ \w+"
BECAUSE = regex(rf"{_REASON}|(?:e )?(?:quindi|percio|dunque) \w+ \w+")
"""Gives a reason, or draws a conclusion, after something was asked."""
CONTRAST = regex(
    r"(?:se|quando|mentre|eppure|ma (?:non |se )?(?:e|sono|ha|hanno|siamo|abbiamo)?) ?\b"
)
"""Opens what a question for reasons is held against: `perche e in linea se …`."""
CUT = regex(
    rf"[.!]+(?=\s|$)|[,;:](?= )|\s(?=(?:cosi|scusa\w*|{OF_ONESELF}|e non (?:mi|ci|farmi|dirmi))\b)"
    rf"|\?(?= )|\s(?=(?:e |ma )?(?:{EXPLAINING}))|\s(?=e (?:quindi|percio|dunque) )"
    rf"|(?<!\be)(?<!\bo)(?<!\bsapere)(?<!\bcapire)(?<!\bdimmi)(?<!\bspiegami)"
    rf"(?<!\bchiedo) (?={_REASON})"
    r"|\s(?=(?:se|mentre|eppure) )"
)
"""Where a clause may begin that says nothing of what is asked."""
NARROWING = regex(
    r"(?:e |ma |o )?(?:di|d[aei]l\w*|d[ae]i|degli|d[ae]gli|per|con|senza|in|nel\w*|tra|fra|su\w*"
    r"|quell[oaie]|que[il]|solo|soltanto|tranne|eccetto|anche|pure|compres\w+|entro|fino|rispetto"
    r"|non(?! (?:mi|ci|farmi|dirmi)\b)|al?|alla|ai|il|lo|la|i|gli|le|l)\b"
)
"""Opens what tells of which it is asked."""
ASKS = regex(
    r"\b(?:chi|cosa|qual\w*|quant\w*|come|quando|perche|dove|entro|se|ce n|ne"
    r"|che (?:percentuale|punteggio|valore|numero|cifra|risultato))\b"
)


def without_asides(names: Names, plain: str, today: dt.date) -> str:
    """A question in plain letters without the clauses that say nothing of what is asked; as it is
    where no other would be left."""
    starts = [0, *(cut.end() for cut in CUT.finditer(plain))]
    pieces = [plain[a:b] for a, b in zip(starts, [*starts[1:], len(plain)], strict=True)]
    said = [piece.strip(" .,;:!?") for piece in pieces]
    bear = [
        not _explains(piece, " ".join(said[:at])) and _bears(names, piece, today)
        for at, piece in enumerate(said)
    ]
    if all(bear) or not any(bear):
        return plain
    kept = "".join(piece for piece, said in zip(pieces, bear, strict=True) if said)
    mark = "?" if plain.rstrip().endswith("?") else ""
    return f"{kept.strip(' .,;:!?')}{mark}"


def _explains(piece: str, before: str) -> bool:
    """Whether a clause gives but a reason, or what the question stands against."""
    if EXPLAINS.match(piece):
        return True
    if WHY.match(before) and CONTRAST.match(piece):
        return True
    return BECAUSE.match(piece) is not None and ASKS.search(before) is not None


def _bears(names: Names, piece: str, today: dt.date) -> bool:
    """Whether a clause says something of what is asked: names it, narrows it, or asks."""
    if NARROWING.match(piece) or ASKS.search(piece) or names.codes_in(piece):
        return True
    if re.search(r"\d", piece) or BEARING.search(piece):
        return True
    words = WORD.findall(ONESELF.sub(" ", piece))
    said = read(piece, today, None)
    slots = said.narrows or said.order or said.what or said.span.since or said.span.until
    if slots or coming_span(piece, today).until is not None:
        return True
    return any(
        w not in TALK
        and w not in CLOSED
        and len(w) > SHORTEST
        and (w in names.reader.naming or is_of_asking(w) or asks_for_something(w))
        for w in words
    )
