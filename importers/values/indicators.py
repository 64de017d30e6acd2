"""One cell, many indicators: lists, sentences and run-together words taken apart.

Each rule needs a sign in the text: a bullet, a count (`n.`), a word that opens a measure or an
action. What cannot be told apart stays together.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from importers.values.words import unaccented, word_set
from importers.whole.grid import one_line
from italian.regex import regex

_COUNT = r"(?:n\.?°|n[°º]|nr\.?|n\.|num(?:ero)?\.?(?=\s))"
_MEASURE = (
    r"(?:importo|percentuale|indice|indicatore|stock|tasso|grado|livello|costo|spesa|valore medio"
    r"|tempo medio|tempi medi|media)"
)
_BULLET = regex(r"^\s*(?:[-–—•·▪◦*❖➢✓]|\d{1,2}[).]|[a-z]\)|[A-Z]{1,2}\d{1,2}[.:)])\s+")
_COUNT_HEAD = regex(rf"^\s*(?:{_COUNT})\s*(?:(?:di|dei|delle|degli)\s+|d['’])?\s*", re.IGNORECASE)
_REFERENCE = regex(
    r"^\W*(?:delibera(?:zione)?|determin\w+|legge|l|d\.?\s?lgs|dlgs|decreto|art|artt|lotto|stralcio|prot"
    r"|regolamento|ordinanza|reg|totale|fase|all|allegato|sezione|comma|punto|g\.?c|c\.?c|dm|ue"
    r"|di|del|dei|delle|degli|al|ad|il|per|su|ogni|almeno|con|a|da|in|le|i|gli)[.,]?$",
    re.IGNORECASE,
)
_ACTION = regex(
    r"\w{4,}(?:zione|mento|sione|aggio)\b|^(?:stipula|studio|avvio"
    r"|redazione|censimento|apertura|chiusura|verifica|analisi|nomina|consegna"
    r"|contratto|collaudo|rilascio|invio|avviso|bando|progetto|proposta)\b",
    re.IGNORECASE,
)
_PARTICIPLE = regex(
    r"\w{2,}(?:[aiu]t[aeio]|[st]t[aeio]|s[aeio]|ent[ei]|ant[ei]|v[ae]si)$", re.IGNORECASE
)
_STRONG = regex(r"\w{2,}(?:[oe]l|er)t[aeio]$", re.IGNORECASE)
"""`svolte`, `accolti`, `aperte`: participles that end in another way."""
_MANY = regex(r"(?:[a-zà-ù]{3,}[ie]|[A-Z]{2,6})\s")
"""`domande`, `CILA`: several things."""
_CONNECTIVE = regex(
    r"^\W*(?:di|del|dello|della|dei|degli|delle|dell|d|a|al|allo|alla|ai|agli|alle|da|dal|dalla|dai|in"
    r"|nel|nella|nei|con|su|sul|sulla|per|tra|fra|e|ed|o|il|lo|la|i|gli|le|un|una|nuov[oaie]"
    r"|relativ[oaie]|ad|l)['’]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Split:
    """The phrases of a cell, and whether telling them apart took more than reading a list."""

    phrases: tuple[str, ...]
    by_reading: bool


def split_indicators(text: str) -> Split:
    """Every indicator of a cell by itself, as printed."""
    listed = _listed(text)
    phrases: list[str] = []
    by_reading = False
    alone = len(listed) == 1
    for item in listed:
        pieces = _run_together(item)
        if alone and len(pieces) == 1:
            pieces = _coordinated(item)
        by_reading = by_reading or len(pieces) > 1
        phrases.extend(pieces)
    return Split(tuple(p for p in (tidy(p) for p in phrases) if p), by_reading)


def is_list(text: str) -> bool:
    """Whether every line of a cell opens as an item."""
    lines = text.split("\n")
    return len(lines) > 1 and all(map(_BULLET.match, lines))


def tidy(phrase: str) -> str:
    """A phrase without bullet and stray signs."""
    bare = one_line(_BULLET.sub("", phrase)).strip(" ;,-–")
    return re.sub(r"(?<![A-Z])\.+$", "", bare).strip()


def without_count(phrase: str) -> str:
    """`N. atti scansionati` → `Atti scansionati`."""
    bare = _COUNT_HEAD.sub("", phrase, count=1).strip()
    return f"{bare[:1].upper()}{bare[1:]}" if phrase[:1].isupper() else bare


def is_counted(phrase: str) -> bool:
    """Whether it begins by counting: `n. di …`."""
    return _COUNT_HEAD.match(phrase) is not None


def _listed(text: str) -> list[str]:
    """Items of a list with bullets, paragraphs or semicolons; otherwise the whole text."""
    items: list[str] = []
    for line in text.split("\n"):
        bulleted = _BULLET.match(line)
        if bulleted:
            dash = bulleted.group().strip()
            body = line[bulleted.end() :]
            if len(dash) == 1:
                items.extend(re.split(rf"\s{re.escape(dash)}\s+(?=\S)", body))
            else:
                items.extend(re.split(r"\s(?:\d{1,2}|[a-z])\)\s+", body))
        elif items and _goes_on(items[-1], line):
            items[-1] = f"{items[-1]} {line}"
        else:
            items.append(line)
    parts = [part for item in items for part in re.split(r";(?!\w)", item)]
    return [part.strip() for part in parts if part.strip(" .;-–")]


def _goes_on(before: str, line: str) -> bool:
    """A line that a page or a narrow column cut from the one above."""
    if re.match(rf"\s*{_COUNT}", line, re.IGNORECASE):
        return before.rstrip().endswith(("/", " totale", " e"))
    starts_low = line[:1].islower() and not re.match(rf"{_MEASURE}\b", line, re.IGNORECASE)
    return starts_low or before.rstrip().endswith((",", "/", " di", " e", " del"))


def _run_together(item: str) -> list[str]:
    """`n. atti emessi n. ricorsi accolti stock debito`: a measure opens where its word stands."""
    cuts = [0]
    for found in re.finditer(
        rf"(?<=\s)(?:(?P<count>{_COUNT})\s*(?=\S)|(?P<measure>{_MEASURE})\b|(?P<capital>[A-ZÀ-Ù]\w+))",
        item,
        re.IGNORECASE,
    ):
        if _opens(item, found, cuts[-1]):
            cuts.append(found.start())
    cuts.append(len(item))
    pieces = [item[a:b].strip() for a, b in pairwise(cuts)]
    return [re.sub(r"[\s,]+(?:e|ed|nonché)$", "", piece) for piece in pieces if piece]


def _opens(item: str, found: re.Match[str], opened_at: int) -> bool:
    before = item[: found.start()].rstrip()
    if not before or before.endswith(("/", "(", "+")):
        return False
    last = re.split(r"[\s/]+", before)[-1]
    if found["count"]:
        if last in ("e", "ed"):
            return True
        return not _REFERENCE.search(last)
    if found["measure"]:
        if len(before[opened_at:].split()) < 2:
            return False
        return bool(_PARTICIPLE.search(last)) or last.lower() in _SELF_STANDING
    word = found["capital"]
    if not word[0].isupper() or word.isupper() or _CONNECTIVE.search(last):
        return False
    is_name = last.istitle() and before[opened_at:] != last
    return (
        bool(_ACTION.match(word))
        and not is_name
        and not last.endswith((",", ":", "”", '"', "“", "-", "–"))
    )


_SELF_STANDING = frozenset({"debito", "pagamenti", "servizio", "entrate", "medio"})
"""Nouns that close a measure without a participle (`stock debito indicatore annuale`)."""


def _coordinated(item: str) -> list[str]:
    """A sentence that lists its measures: `affidamento, contratto, avvio opere e collaudo`."""
    commas = [part.strip() for part in re.split(r",\s+", item)]
    if len(commas) >= 3 and all(_is_step(part) for part in commas):
        return [*commas[:-1], *_last_two(commas[-1])]
    found = re.search(rf",?\s(?:e|ed|nonché)\s(?=(?:{_COUNT})\s*\S)", item, re.IGNORECASE)
    if found:
        return [item[: found.start()], item[found.end() :]]
    return _last_two(item)


def _is_step(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 6 and bool(_ACTION.match(words[0]))


_THINGS = word_set(
    "regolamento documento documentazione procedimento procedimenti pagamento pagamenti "
    "strumento amministrazione popolazione finanziamento finanziamenti provvedimento "
    "provvedimenti"
)
"""Words with the ending of an action that are things."""


def _last_two(item: str) -> list[str]:
    """Two actions, each with its own object; `redazione e adozione del piano` is one."""
    for found in re.finditer(r"\s(?:e|ed|nonché)\s(?=(\w+))", item):
        left, right = item[: found.start()], item[found.end() :]
        if len(left.split()) < 2 or not _ACTION.match(left) or not _ACTION.match(found[1]):
            continue
        if _is_action(left.split()[-1]) or _ruled_by_preposition(left):
            continue
        return [left, right]
    return [item]


def _is_action(word: str) -> bool:
    return _ACTION.match(word) is not None and word.lower() not in _THINGS


def _ruled_by_preposition(left: str) -> bool:
    """`gestione con rendicontazione … e accertamento`: one action, two complements."""
    found = re.search(r"\b(?:con|mediante|attraverso|tramite)\s+(\w+)", unaccented(left))
    return bool(found and _ACTION.match(found[1]))


_RAPPORT = regex(r"\s*(rapporto|incidenza|quoziente)\s+(.*\S)\s*$", re.IGNORECASE | re.DOTALL)


_SAME_ON_SAME = re.compile(
    r"(?P<some>(?P<thing>[^\W\d]{5,})\b.+?)\s+su\s+(?P<all>(?P=thing)\b.+)$", re.IGNORECASE
)
"""`Notifiche eseguite su notifiche richieste`: some of the things over all of them."""


def ratio_terms(phrase: str) -> tuple[str, str] | None:
    """Numerator and denominator where a phrase divides one count by another.

    `attivati/implementati` are two verbs, `2021/2022` a school year: not ratios.
    """
    spoken = re.match(
        r"(?:rapporto|percentuale|incidenza)?\s*(?:tra|fra)\s+"
        r"(.+?)\s+e\s+(?:il |la |i |le |gli )?(.+)$",
        phrase,
        re.IGNORECASE,
    )
    if spoken:
        return tidy(spoken[1]), tidy(spoken[2])
    on = re.match(
        rf"({_COUNT}\s*.+?)\s+(?:su|rispetto a[ile]*|sul)\s+((?:{_COUNT}|totale|numero)\s*.+)$",
        phrase,
        re.IGNORECASE,
    )
    if on:
        return tidy(on[1]), tidy(on[2])
    again = _SAME_ON_SAME.match(phrase)
    if again:
        return tidy(again["some"]), tidy(again["all"])
    rapport = _RAPPORT.match(phrase)
    if rapport and rapport[2].count("/") == 1:
        left, _, right = rapport[2].partition("/")
        if left.strip() and right.strip() and not re.search(r"\d\s*$", left):
            return tidy(left), tidy(right)
    for slash in re.finditer(r"\s*/\s*", phrase):
        left, right = phrase[: slash.start()], phrase[slash.end() :]
        if left and right and _divides(left, right, spaced=len(slash.group()) > 1):
            return tidy(left), tidy(right)
    return None


def share_terms(phrase: str) -> tuple[str, str] | None:
    """`Contributi liquidati su domande ammesse`: terms of what is measured as a share."""
    some, on, whole = phrase.partition(" su ")
    are_done = all(any(map(_is_done, side.split()[1:])) for side in (some, whole))
    if not on or " su " in whole or not are_done or not _MANY.match(whole):
        return None
    return tidy(some), tidy(whole)


def _is_done(word: str) -> bool:
    return _PARTICIPLE.match(word) is not None or _STRONG.match(word) is not None


def _divides(left: str, right: str, *, spaced: bool) -> bool:
    before, after = left.split()[-1], right.split()[0]
    if before[-1:].isdigit() or after[:1].isdigit() or {before.lower(), after.lower()} & {"e", "o"}:
        return False
    if re.match(rf"(?:totale\b|{_COUNT}|importo\b|{_MEASURE}\b)", right, re.IGNORECASE):
        return True
    if _PARTICIPLE.search(before) and _PARTICIPLE.search(after) and not spaced:
        return False
    if before.isupper() and after.isupper():
        return False
    if len(left.split()) < 2:
        return False
    if spaced:
        return len(right.split()) >= 2 or is_counted(left)
    return len(right.split()) == 1 and after[-1:] in "ie"


def upside_down(numerator: str, denominator: str) -> bool:
    """What was asked for divided by what was granted: printed the wrong way round."""
    asked = r"\b(?:ricevut|presentat|richiest|pervenut|total|programmat|previst|stanziat|emess)\w*"
    done = (
        r"\b(?:accolt|evas[aieo]\b|spedit|notificat|sottoscritt|rilasciat|conclus|lavorat|accertat|realizzat|autorizzat"
        r"|liquidat|definit|gestit)\w*"
    )
    top, bottom = unaccented(numerator), unaccented(denominator)
    return bool(
        re.search(asked, top)
        and re.search(done, bottom)
        and not re.search(done, top)
        and not re.search(asked, bottom)
    )
