"""Words that tell of which it is asked, beside those that name it: `le fatture di Enel`."""

import re
from collections.abc import Callable, Collection, Iterable

from italian.regex import regex

LED_BY = r"(?:d[ei]|d'|del|dell'|della|dei|degli|delle|per|a|ad|al|all'|alla|ai|agli|alle|da|dal)"


def narrowing(
    text: str,
    words: Collection[str],
    codes: Iterable[str],
    is_in_its_name: Callable[[str, Iterable[str]], bool],
) -> set[str]:
    """Of the words taken for what is named by one of its codes, those that narrow it: they are led
    as such and but like words of its name, where another is one of them."""
    called = {w for w in words for c in codes if w.upper() == c or is_in_its_name(c, (w,))}
    led = {w for w in words if regex(rf"\b{LED_BY} ?{re.escape(w)}\b").search(text)}
    return led - called if called else set()
