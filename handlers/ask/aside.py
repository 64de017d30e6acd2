"""Words that people put beside a question and that ask for nothing: told, and left aside.

quella robaccia delle CIE quanto manca   →   «robaccia» says nothing, the rest is plain
come va AS4.3 per gli utenti stranieri   →   tells of which it is asked: it is not left aside
"""

import re

from handlers.ask.about import UNDONE, About, Names
from handlers.ask.account import asks_for_something
from handlers.ask.cues import BEARING
from handlers.ask.kinds import Kind, is_of_asking, speaks_for
from handlers.ask.unread import ASKING_MORE, TURNS

NARROWS = (
    r"(?:per|con|d[aei]|d[aei]l|dell[aeo]|dall[aeo]|dei|degli|dai|dagli|a|ad|al|all[aeo]|ai|agli|in"
    r"|nel|nell[aeo]|nei|negli|sul?|sull[aeo]|sui|sugli|tra|fra|che|se|quando|mentre|dove|e|o"
    r"|\w*l')"
)
"""Before a word that tells of which it is asked: `per gli utenti stranieri`, `quando piove`."""


def left_aside(
    kind: Kind, about: About, names: Names, plain: str, unread: tuple[str, ...]
) -> tuple[str, ...]:
    """Of words that nothing was made of those that say nothing, beside what is plainly named."""
    if not about.said or not _is_plainly_named(kind, about, names, plain):
        return ()
    return tuple(word for word in unread if _says_nothing(word, names, plain))


def _is_plainly_named(kind: Kind, about: About, names: Names, plain: str) -> bool:
    """Whether what is named is so by a code, or by a word that stands in its name and is none by
    which the kind is known."""
    code, unread = about.codes[0], about.unread
    words = [w for w in names.content_of(plain) if w not in unread and not speaks_for(w, kind)]
    return code in names.codes_in(plain) or names.has_in_its_name(code, words)


def _says_nothing(word: str, names: Names, plain: str) -> bool:
    """Whether a word names nothing here, and neither narrows or turns a question nor asks."""
    said = rf"\b{NARROWS} ?(?:(?:il|la|lo|gli|le|i|un|una) )?(?:\w+ )?{re.escape(word)}\b"
    if re.search(said, plain):
        return False
    bears = any(p.search(word) for p in (TURNS, BEARING, ASKING_MORE, UNDONE))
    known = word in names.reader.naming or is_of_asking(word) or asks_for_something(word)
    return word.isalpha() and not bears and not known
