"""One line that says an indicator and its figures: `Turni serali: n. 96 (anno 2025: 70)`."""

import re

from importers.forms.countedlists import counted_apart
from importers.tables.compound import year_of
from importers.tables.headings import is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.dates import days_in, deadline_days
from importers.values.facts import Told, told_in
from importers.values.figures import is_error, quantity, says_nothing
from importers.values.words import STOP
from importers.whole.drafts import IndicatorDraft
from importers.whole.grid import one_line
from italian.regex import regex

BULLET = regex(r"^\s*(?!n\.\s*\d)(?:[-–—•·▪◦*❖➢✓o]|\d{1,2}[).]|[a-z][).])\s+")
WORDED = regex(
    r"[-–•]?\s*(?:(?P<phase>fase|attivit[aà]|azione|step)|indicatore|ind\.?|kpi)"
    r"\s*(?:n\.?\s?|n[°º]\s?)?\d{1,2}\s*[-–:.)]*\s+(?=\S)",
    re.IGNORECASE,
)
"""`Fase 1 Analisi`, `Ind. 2 Utenti serviti`: what hangs under an objective, by its word."""
_NOT_OF_PHRASE = r"(?:(?<![^\W\d]\s)|(?-i:(?=[A-ZÀ-Ù])))"
"""`Controlli nel centro storico: 150`: the last word of a name, and no label."""
_LABELS: tuple[tuple[Role, str], ...] = (
    (
        Role.TARGET,
        r"(?:valore |risultato |target )attes[oa]|target|valore obiettivo|traguardo"
        r"|attes[oa](?=\s*[:=≥≤<>\d]|\s+(?:S[IÌ]|[—–-])\s*$)",
    ),
    (
        Role.BASELINE,
        r"baseline|valore (?:iniziale|storico|di partenza|attuale)|dato storico"
        rf"|{_NOT_OF_PHRASE}(?:partenza|storico)",
    ),
    (
        Role.VALUE,
        r"(?:(?:valore|anno|dato|consuntivo|nel|val\.?|al 31[./]12[./])\s*)?"
        r"(?P<of>20\d\d)(?![\d./-])",
    ),
    (Role.INDICATOR_WEIGHT, r"peso"),
    (Role.DEADLINE, rf"{_NOT_OF_PHRASE}(?:scadenza|termine)|entro(?: il)?(?=\s*:)"),
    (Role.UNIT, r"unità di misura|u\.?m\.?(?=\s*:)"),
    (Role.FORMULA, r"formula(?: di calcolo)?"),
)
_LABEL = regex(
    r"(?:^|(?<=\s)(?=\w+(?:\s\w+)?\s*(?:20\d\d)?\s*[:=])|(?<=[:,]\s))(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS)
    + r")(?:(?:\s+|(?<=[(\[]))(?:[a-z]+\s+)?(?P<year>20\d\d)(?![\d./]))?\s*[:=–\-]?\s*(?=\S)",
    re.IGNORECASE,
)
_BRACKETS = regex(r"\s*[(\[](?P<inner>[^()\[\]]+)[)\]]")
_WITHIN_BRACKETS = regex(r"\s*[;|]\s*|,\s+(?=[^\W\d])|\s[–—-]\s")
_SIGNS = regex(
    r"(\s+[–—-]\s+|\s*;\s+|\s*\|\s*|\.\s+(?=(?-i:[A-ZÀ-Ù]))|,\s+(?=[^\W\d][^,:=]{2,30}[:=])"
    r"|,\s+(?=(?:target|baseline|valore|peso|nel)\s+(?:\w+\s+)?\d))",
    re.IGNORECASE,
)
_OPENS_FACT = regex(
    r"(?:target|baseline|valore|peso|atteso|scadenza|risultato|consuntivo|storico|dato|rilevazione"
    r"|al 31)\b[^:]{0,25}:",
    re.IGNORECASE,
)
_COLON = regex(r"\s*:\s+|\s+=\s+|\s*:(?=\d)")
_SPAN = regex(
    r"\bda(?:l|ll['’])?\s+\S+(?:\s\w+){0,2}\s+a(?:l|ll['’])?\s+\S*\d\S*(?:\s\w+){0,2}$",
    re.IGNORECASE,
)
_WAS = regex(
    r"(?:era(?:no)?|(?:contro|rispetto a|a fronte d)\w*|partiamo da|si partiva da|prima)"
    r"\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
"""`erano 85`: last year's figure."""
_OF_YEAR = regex(
    r"(?P<value>\S.*?)\s+(?:nell?['’]?|del(?:l['’]anno)?|al|a|anno|in)\s*(?:31[./]12[./])?(?P<year>20\d\d)",
    re.IGNORECASE,
)
"""`98 nel 2025`, `€ 40.000 al 31/12/2025`."""
_OF_ITEM = frozenset(
    {Role.TARGET, Role.BASELINE, Role.INDICATOR_WEIGHT, Role.UNIT, Role.FORMULA, Role.DEADLINE}
)
_ITEM_CODE = regex(r"^(?:R\.?\s?A\.?\s?|IND\.?\s?|I\.?)?[\d.]{1,8}[a-z]?\s*[-–:)]\s*(?=\S)", re.I)


_OF_EARLIER_YEAR = regex(r"(?P<name>[^:]*[a-zà-ù])\s+(?P<year>20\d\d):\s+(?P<value>[^:]+)$")
"""`Riscosso sul ruolo 2022: 70% (2023: 38%)`: the start is told apart, the year is of the name."""


_OF_A_DAY = regex(r"(?P<label>[^\d:–-]{4,30}(?:\d{1,2} [a-z]+ )?20\d\d)\s+[-–]\s+(?P<value>\S.*)")
"""`Baseline dicembre 2020 - 6 basi di dati`."""


def said_inline(text: str, year: int) -> dict[Role, str]:
    """The parts of an item, its name as INDICATOR; empty where it is only a name.

    What is said of later years is left out.
    """
    flat = _ITEM_CODE.sub("", one_line(BULLET.sub("", text)))
    dated = _OF_A_DAY.match(flat)
    if dated is not None and role_of(dated["label"]) is Role.BASELINE:
        return {Role.BASELINE: dated["value"]}
    if measured := measure_of(told_in(flat, year)):
        return measured
    bare, said = _bracketed(flat.rstrip(" .;"), year)
    earlier = _OF_EARLIER_YEAR.match(bare) if Role.BASELINE in said else None
    if earlier is not None and int(earlier["year"]) < year:
        name = f"{earlier['name']} {earlier['year']}"
        return {**said, Role.INDICATOR: name, Role.TARGET: earlier["value"]}
    pieces, marks = _pieces(bare)
    name = pieces[0]
    if _OPENS_FACT.match(name) and (first := facts_of_piece(name, year)):
        _add(said, first)
        name = ""
    for piece, mark in zip(pieces[1:], marks, strict=True):
        facts = facts_of_piece(piece, year)
        if facts is None and not said:
            name += mark + piece
        elif facts and Role.TARGET in said and _is_own_day(piece, facts):
            facts = {Role.DEADLINE: facts[Role.TARGET]}
        _add(said, facts or {})
    name, own = _named(name, year)
    if Role.TARGET in own and said.get(Role.TARGET, "") == _bare_aside(flat):
        said[Role.BASELINE] = said.pop(Role.TARGET)
    _add(said, own)
    if name.strip(" :"):
        said[Role.INDICATOR] = name.strip(" :.,;")
    return said if len(said) > 1 or Role.INDICATOR not in said else {}


def measure_of(told: Told | None) -> dict[Role, str]:
    """What is told of a measure; empty where no figure of one is."""
    if told is None or not told.roles & {Role.TARGET, Role.BASELINE, Role.DEADLINE}:
        return {}
    said: dict[Role, str] = {}
    for role, value in told.facts:
        said.setdefault(Role.INDICATOR_WEIGHT if role is Role.WEIGHT else role, value)
    if told.name and Role.TARGET not in said and Role.DEADLINE in said:
        said[Role.TARGET] = said.pop(Role.DEADLINE)
    if told.name:
        said[Role.INDICATOR] = told.name.strip(" :.,;")
    return said


def _bare_aside(text: str) -> str | None:
    """`Classi coinvolte: 19 (11)`: the figure in brackets, beside the one that is expected."""
    found = _BRACKETS.search(text)
    inner = found["inner"].strip(" .,;") if found else ""
    return inner if inner and is_value(inner) and not _LABEL.match(inner) else None


def _is_own_day(piece: str, facts: dict[Role, str]) -> bool:
    """`entro il 31 ottobre 2026`, after the figure: the day by which it must be reached."""
    opens = re.match(r"\W*(?:da concludere )?entro\b", piece, re.IGNORECASE) is not None
    return opens and set(facts) == {Role.TARGET} and bool(days_in(facts[Role.TARGET], 2000))


def _add(said: dict[Role, str], facts: dict[Role, str]) -> None:
    for role, value in facts.items():
        said.setdefault(role, value)


def _bracketed(text: str, year: int) -> tuple[str, dict[Role, str]]:
    """A text without the brackets that hold nothing but facts, and those facts."""
    said: dict[Role, str] = {}
    for group in _BRACKETS.finditer(text):
        facts = [facts_of_piece(piece, year) for piece in _WITHIN_BRACKETS.split(group["inner"])]
        if all(fact is not None for fact in facts):
            for fact in facts:
                _add(said, fact or {})
            text = text.replace(group.group(), " ", 1)
    return one_line(text), said


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """The pieces of an item and the signs between them."""
    parts = _SIGNS.split(text)
    return parts[::2], parts[1::2]


def _named(text: str, year: int) -> tuple[str, dict[Role, str]]:
    """The name at the head of an item, and the facts that follow it without a sign."""
    label = next(
        (one for one in _LABEL.finditer(text) if one.start() and not _is_within(text, one)), None
    )
    if label is not None:
        facts = facts_of_piece(text[label.start() :], year)
        if facts is not None:
            name, own = _named(text[: label.start()].rstrip(" :,=-–—"), year)
            return name, {**facts, **own}
    for found in reversed(list(_COLON.finditer(text))):
        head, value = text[: found.start()].strip(), text[found.end() :].strip()
        if head and is_value(value):
            return head, {Role.TARGET: value}
        facts = facts_of_piece(value, year) if head else None
        if facts:
            return head, facts
    span = _SPAN.search(text)
    if span and span.start():
        return text[: span.start()].rstrip(" :,="), {Role.TARGET: span.group().strip()}
    return text, {}


def facts_of_piece(piece: str, year: int) -> dict[Role, str] | None:
    """`valore 2025: 98`, `nel 2025 98`, `peso 30%`, `da 98 a 120`, `120`; None for other words.

    A figure of a later year is a fact of which nothing is kept: an empty answer.
    """
    bare = piece.strip(" .,;")
    if not bare:
        return {}
    label = _LABEL.match(bare)
    if label is not None:
        return _labelled(label, bare[label.end() :].strip(" ,;:="), year)
    told = re.match(r"([^:=]{2,40}?)\s*[:=]\s*(\S.*)$", bare)
    if told is not None and is_only_heading(told[1]):
        role = role_of(told[1])
        named = year_of(told[1])
        if role in (Role.VALUE, Role.TARGET) and named is not None:
            role = Role.TARGET if named == year else Role.BASELINE
            return {} if named > year else {role: told[2]}
        role = Role.INDICATOR_WEIGHT if role is Role.WEIGHT else role
        if role in _OF_ITEM:
            return {role: told[2]}
    return _figure_of(bare, year)


def _figure_of(bare: str, year: int) -> dict[Role, str] | None:
    """A figure by itself, or with the year it is of."""
    was, of_year = _WAS.fullmatch(bare), _OF_YEAR.fullmatch(bare)
    if was is not None and is_value(was["value"]):
        of_year = _OF_YEAR.fullmatch(was["value"])
        return {Role.BASELINE: of_year["value"] if of_year else was["value"]}
    if of_year is not None and is_value(of_year["value"]):
        named = int(of_year["year"])
        role = Role.TARGET if named == year else Role.BASELINE
        return {} if named > year else {role: of_year["value"]}
    return {Role.TARGET: bare} if is_value(bare) and not _is_year(bare) else None


def _labelled(label: re.Match[str], value: str, year: int) -> dict[Role, str] | None:
    role = next(role for role, _ in _LABELS if label[str(role)] is not None)
    named = label["year"] or label["of"]
    value = re.sub(r"^\d{1,2}\s*:\s*", "", value).rstrip("]")
    value = value.rstrip(")") if value.count("(") < value.count(")") else value
    again = re.match(r"20\d\d\s*[:=]\s*", value)
    if again:
        named, value = named or again.group()[:4], value[again.end() :]
    if not value or (role is not Role.FORMULA and _is_wordy(value)):
        return None
    if role is Role.DEADLINE and not deadline_days(value, year):
        return None  # `pagate oltre scadenza: 5%`
    if role in (Role.VALUE, Role.TARGET) and named is not None:
        if int(named) != year:
            return {Role.BASELINE: value} if int(named) < year else {}
        role = Role.TARGET
    elif role is Role.VALUE:
        return None
    return {role: value}


def _is_wordy(value: str) -> bool:
    """A sentence, and no figure with what it counts."""
    return len(value.split()) > 8 and not is_value(value)


def _is_year(text: str) -> bool:
    return re.fullmatch(r"20\d\d", text) is not None


def _is_within(text: str, label: re.Match[str]) -> bool:
    """`pagate oltre la scadenza: 6%`: a word that an article ties to what stands before it."""
    last = re.search(r"[\w'’]+(?=\s*$)", text[: label.start()])
    return last is not None and last.group().lower().strip("'’") in STOP


_FIGURE_AND_NAME = 2
_MOST_BESIDE_A_DAY = 3
"""Words around a day: `entro e non oltre il 30/6`; with more it is the name of a measure."""


def is_value(text: str) -> bool:
    """A figure, a day, a yes or a dash, with no more than a few words around it."""
    value = text.strip(" .")
    if not value or len(value.split()) > 8:
        return False
    is_yes = re.fullmatch(r"(?i)s[iì]['’]?|s[iì]/no|on(?:/off)?", value) is not None
    days = days_in(value, 2000)
    others = len(value.split()) - sum(len(day.text.split()) for day in days)
    is_day = bool(days) and others <= _MOST_BESIDE_A_DAY
    return is_yes or says_nothing(value) or is_error(value) or is_day or bool(quantity(value))


def figures_alone(text: str, year: int) -> dict[Role, str]:
    """`Baseline 2025: 130 | Target 2026: 155`: figures of an indicator named elsewhere."""
    said = said_inline(text, year) if not BULLET.sub("", text).strip().isdecimal() else {}
    has_figure = bool({Role.TARGET, Role.BASELINE} & set(said))
    return said if has_figure and Role.INDICATOR not in said else {}


def names_measure(text: str, year: int, *, is_listed: bool = False) -> bool:
    """`Turni serali: 96`: an indicator with a figure, and no label with its value.

    In a list of indicators, or with more said of it than one figure, only a label known word for
    word is none of them.
    """
    said = said_inline(text, year)
    name = said.get(Role.INDICATOR, "")
    is_told = is_listed or len(said) > _FIGURE_AND_NAME
    is_label = is_known(name) if is_told else is_only_heading(name) and role_of(name) is not None
    return bool(name) and not is_label and bool({Role.TARGET, Role.BASELINE} & set(said))


def listed_measures(text: str, line: int, year: int) -> list[IndicatorDraft]:
    """The indicators of one cell: a list whose items say their figures is taken apart."""
    items = [item for item in re.split(r"\n|;\s*(?=[-•a-z]\)?\s)", text) if item.strip()]
    if len(items) == 1:
        items = _run_together(text, year) or items
    said = [said_inline(item, year) for item in items]
    if any(said):
        return [
            IndicatorDraft(line, own or {Role.INDICATOR: BULLET.sub("", item)})
            for own, item in zip(said, items, strict=True)
        ]
    return [IndicatorDraft(line, {Role.INDICATOR: text})] if text.strip() else []


def _run_together(text: str, year: int) -> list[str]:
    """`- Alberi: 20 - Panchine: 4`: items of one line, where each tells its figure."""
    mark = re.match(r"\s*([-–•·▪])\s", text)
    for between in (r";\s+", rf"\s{mark[1]}\s+" if mark else None):
        apart = re.split(between, text.rstrip(" .;")) if between else []
        told = [said_inline(item, year) for item in apart if item.strip()]
        are_named = len(told) > 1 and all(Role.INDICATOR in own for own in told)
        if are_named and sum(Role.TARGET in own for own in told) * 2 > len(told):
            return [item for item in apart if item.strip()]
    return []


def works_of(text: str) -> list[str]:
    """The pieces of work of one cell, a line or a number each; one in small letters goes on."""
    works: list[str] = []
    lines = text.split("\n")
    for line in counted_apart(lines[0]) if len(lines) == 1 else lines:
        bare = _ITEM_MARK.sub("", line).strip()
        if works and bare[:1].islower():
            works[-1] = f"{works[-1]} {bare}"
        elif bare:
            works.append(bare)
    return works or [text]


_ITEM_MARK = re.compile(r"^\s*[•·▪◦❖➢✓–—-]\s+")


_NEXT_ITEM = regex(r"\s+(?=[•·▪◦❖➢✓–—-]\s+\S)")
"""Where the lines of a bulleted cell were put on one."""


def items_of(text: str) -> list[str]:
    """The items of a bulleted cell, each with the lines it goes on over; empty for any other."""
    items: list[str] = []
    marked = sum(_ITEM_MARK.match(line) is not None for line in text.split("\n"))
    if marked == 1 and _ITEM_MARK.match(text):
        text = _NEXT_ITEM.sub("\n", one_line(text))
    for line in text.split("\n"):
        if _ITEM_MARK.match(line):
            items.append(_ITEM_MARK.sub("", line))
        elif items:
            items[-1] = f"{items[-1]} {line}"
        else:
            return []
    return items if len(items) > 1 else []
