"""One line that says an indicator and its figures: `Turni serali: n. 96 (anno 2025: 70)`."""

import re

from importers.dates import days_in
from importers.drafts import IndicatorDraft
from importers.figures import quantity, says_nothing
from importers.grid import one_line
from importers.roles import Role
from importers.words import STOP
from italian.regex import regex

BULLET = regex(r"^\s*(?:[-–—•·▪◦*❖➢✓o]|\d{1,2}[).]|[a-z][).])\s+")
_LABELS: tuple[tuple[Role, str], ...] = (
    (
        Role.TARGET,
        r"(?:valore |risultato |target )attes[oa]|attes[oa](?=\s*[:=≥≤<>\d])|target"
        r"|valore obiettivo|traguardo",
    ),
    (
        Role.BASELINE,
        r"baseline|valore (?:iniziale|storico|di partenza|attuale)|dato storico|partenza|storico",
    ),
    (Role.VALUE, r"(?:valore|anno|dato|consuntivo|nel|val\.?)(?=\s+20\d\d)|(?=20\d\d\s*[:=])"),
    (Role.INDICATOR_WEIGHT, r"peso"),
    (Role.DEADLINE, r"scadenza|termine"),
    (Role.UNIT, r"unità di misura|u\.?m\.?(?=\s*:)"),
    (Role.FORMULA, r"formula(?: di calcolo)?"),
)
_LABEL = regex(
    r"(?:^|(?<=[:;,(\[–—\-])|(?<=[:;,(\[–—\-]\s)"
    r"|(?<=\s)(?=\w+(?:\s\w+)?\s*(?:20\d\d)?\s*[:=]))(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS)
    + r")(?:\s+(?:[a-z]+\s+)?(?P<year>20\d\d)(?=\s*[:=–\-]))?\s*[:=–\-]?\s*(?=\S)",
    re.IGNORECASE,
)
_ITEM_CODE = regex(r"^(?:R\.?\s?A\.?\s?|IND\.?\s?|I\.)?[\d.]{1,8}[a-z]?\s*[-–:]\s*(?=\S)", re.I)


def said_inline(text: str, year: int) -> dict[Role, str]:
    """The parts of an item, its name as INDICATOR; empty where it is only a name.

    What is said of later years is left out.
    """
    flat = one_line(BULLET.sub("", text))
    found = [label for label in _LABEL.finditer(flat) if not _is_within(flat[: label.start()])]
    said: dict[Role, str] = {}
    name = flat[: found[0].start()] if found else flat
    for i, label in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(flat)
        role = _role(label, year)
        value = flat[label.end() : end].strip(" ;,.([–—-")
        value = re.sub(r"^20\d\d\s*[:=]\s*", "", value)
        value = value.rstrip("]")
        value = value.rstrip(")") if value.count("(") < value.count(")") else value
        if role is not None:
            said.setdefault(role, value.strip())
    name, target = _tail(name.strip(" ;,([–—-"))
    if target and Role.TARGET not in said:
        said[Role.TARGET] = target
    if name.strip(" :"):
        said[Role.INDICATOR] = _ITEM_CODE.sub("", name.strip(" :."))
    return said if len(said) > 1 or Role.INDICATOR not in said else {}


def _is_within(before: str) -> bool:
    """`pagate oltre la scadenza: 6%`: a word that an article ties to what stands before it."""
    last = re.search(r"[\w'’]+(?=\s*$)", before)
    return last is not None and last.group().lower().strip("'’") in STOP


def _role(label: re.Match[str], year: int) -> Role | None:
    """The role a label gives; None for a later year's figure."""
    role = next(role for role, _ in _LABELS if label[str(role)] is not None)
    named = int(label["year"]) if label["year"] else None
    if role is Role.VALUE:
        trailing = re.match(r"20\d\d", label.string[label.end(str(role)) :].strip())
        named = named or (int(trailing.group()) if trailing else None)
        if named is None:
            return None
        role = Role.BASELINE if named < year else Role.TARGET
    if role is Role.TARGET and named is not None and named != year:
        return Role.BASELINE if named < year else None
    return role


def _tail(name: str) -> tuple[str, str]:
    """`faldoni descritti: n. 240 faldoni` is a name and its target."""
    head, colon, tail = name.rpartition(":")
    if not colon:
        head, colon, tail = name.partition(" = ")
    if not colon or not head.strip() or len(tail.split()) > 8:
        return name, ""
    value = tail.strip()
    is_yes = re.fullmatch(r"(?i)s[iì]['’]?|si/no|on", value) is not None
    if is_yes or says_nothing(value) or quantity(value) or days_in(value, 2000):
        return head.strip(), value
    return name, ""


def listed_measures(text: str, line: int, year: int) -> list[IndicatorDraft]:
    """The indicators of one cell: a list whose items say their figures is taken apart."""
    items = [item for item in re.split(r"\n|;\s*(?=[-•a-z]\)?\s)", text) if item.strip()]
    said = [said_inline(item, year) for item in items]
    if any(said):
        return [
            IndicatorDraft(line, own or {Role.INDICATOR: BULLET.sub("", item)})
            for own, item in zip(said, items, strict=True)
        ]
    return [IndicatorDraft(line, {Role.INDICATOR: text})] if text.strip() else []


_ITEM_MARK = re.compile(r"^\s*[•·▪◦❖➢✓–—-]\s+")


def items_of(text: str) -> list[str]:
    """The items of a bulleted cell, each with the lines it goes on over; empty for any other."""
    items: list[str] = []
    for line in text.split("\n"):
        if _ITEM_MARK.match(line):
            items.append(_ITEM_MARK.sub("", line))
        elif items:
            items[-1] = f"{items[-1]} {line}"
        else:
            return []
    return items if len(items) > 1 else []
