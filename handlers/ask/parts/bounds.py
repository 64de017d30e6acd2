"""Between which figures: `sotto il 40%`, `almeno l'80 per cento`, `tra il 40 e il 60%`."""

from typing import Literal

from italian.regex import regex
from ledger.readings.query import Bound

Sign = Literal["<", ">", "l", "g", "="]

_THE = r"(?: (?:d|a|de|ne)?(?:i|el|al|l|ll)?'?(?:l'|lo|la|il)?)? ?"
_PERCENT = r"(?P<n>\d{1,3}) ?(?:%|per ?cento)|(?P<half>meta)\b"
_SIGNS: tuple[tuple[Sign, str], ...] = (
    ("l", r"(?:al massimo|al piu|non (?:oltre|sopra|piu)|fino)"),
    ("g", r"(?:almeno|come minimo|non (?:sotto|meno)|dal)"),
    ("<", r"(?:(?:al di )?sotto|meno|inferior[ei]|minor[ei]|piu bass[oaie])"),
    (
        "<",
        r"non (?:(?:sono|e|siano|arriv\w+|ancora|nemmeno|neanche|stanno|sta) )*"
        r"(?:sono|e|ancora|arriv\w+|stanno|sta|nemmeno|neanche)(?= (?:a|al|all') )",
    ),
    (
        "=",
        r"(?:e|sono|sia|gia|stanno|sta|arrivat[oaie]|ferm[oaie]|esattamente)(?: gia)?"
        r"(?= (?:a|al|all') )",
    ),
    (
        ">",
        r"(?:(?:al di )?sopra|oltre|piu|supera(?:no)?|hanno superato|superior[ei]|maggior[ei]"
        r"|piu alt[oaie])",
    ),
)
_BOUNDS = tuple(
    (sign, regex(rf"\b{words}{_THE}(?:{_PERCENT})(?: in (?:su|giu))?")) for sign, words in _SIGNS
)
_BETWEEN = regex(
    rf"\b(?:tra|fra|dal){_THE}(?P<low>\d{{1,3}}) ?(?:%|per ?cento)? (?:e|ed|al)"
    rf"{_THE}(?P<high>\d{{1,3}}) ?(?:%|per ?cento)"
)
MOST = 2


def bounds_in(text: str) -> tuple[str, tuple[Bound, ...]]:
    """The text without what says them, and the bounds."""
    if between := _BETWEEN.search(text):
        rest = f"{text[: between.start()]} {text[between.end() :]}"
        return rest, (Bound("g", int(between["low"])), Bound("l", int(between["high"])))
    found: list[Bound] = []
    for sign, pattern in _BOUNDS:
        if match := pattern.search(text):
            found.append(Bound(sign, 50 if match["half"] else int(match["n"])))
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return text, tuple(found[:MOST])


_COUNTED = tuple(
    (sign, regex(rf"\b{words} (?P<n>\d{{1,3}})(?= (?:dat|registrazion|sched|valor|target|cos)\w+)"))
    for sign, words in (
        ("g", r"(?:almeno|come minimo|non meno di)"),
        ("l", r"(?:al massimo|non piu di|fino a)"),
        (">", r"(?:piu di|oltre|sopra (?:i|le))"),
        ("<", r"(?:meno di|sotto (?:i|le))"),
    )
)


def counts_in(text: str) -> tuple[str, tuple[Bound, ...]]:
    """The same of how many there are of what somebody owes: `piu di 10 dati da validare`."""
    for sign, pattern in _COUNTED:
        if match := pattern.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return rest, (Bound(sign, int(match["n"])),)  # type: ignore[arg-type]
    return text, ()
