"""The words by which Italian offices say what they measure, and which way is better."""

import re

from importers.values.indicators import is_counted
from importers.values.words import STOP, unaccented
from italian.regex import regex
from ledger.plan import Kind

_ADJECTIVE = regex(
    r"^(?:nuov[oaie]|ulteriori?|maggior[ei]?|altr[ioae]|total[ei]|complessiv[oaie]|divers[ei]"
    r"|vari[e]?|singol[ei]|giornate di)\b\s*",
    re.IGNORECASE,
)
_PERCENT = regex(r"%|\bpercentual|\btasso\b|\bquota\b", re.IGNORECASE)
_CURRENCY = regex(
    r"€|\beuro\b|\bimport[oi]\b|\bstock\b|\bgettito\b|\bentrate\b|\bspes[ae]\b|\bcost[oi]\b"
    r"|\brisors[ae] finanziari|\bdebit[oi]\b",
    re.IGNORECASE,
)
_INDEX = regex(
    r"\bindic[ei]\b|\bindicatore\b|\btemp[oi]\b|\btempestivita\b|\bitp\b|\bgiorn[io]\b|\bgrado\b"
    r"|\blivello\b|\bmedia\b|\bvoto\b|\bgradimento\b|\bsoddisfazione\b",
)
_TIME = regex(r"\btemp[oi]\b|\btempestivit|\bitp\b|\bgiorn[io]\b|\battes[ae]\b|\britard")
_WAIT = regex(r"\battes[ae]\b|\britard[oi]\b")
_LESS = regex(r"^\W*(?:riduzione|diminuzione|contenimento|abbattimento|calo)\b", re.IGNORECASE)
_OWED = regex(r"\bdebit[oi]\b|\bdisavanzo\b|\binsolut[oi]\b")
_LEFT_OVER = regex(r"\barretrat|\bpregress|\bgiacen|\bpendent|\binevas|\bnon lavorat|\bresidu[ei] ")
_DONE = regex(
    r"\b(?:evas|smaltit|lavorat|conclus|definit|chius|riscoss|incassat|recuperat|esaminat|verificat"
    r"|controllat|bonificat|analizzat|trattat|riordinat|cancellat|eliminat|azzerat|riesaminat"
    r"|riaccertat|archiviat|digitalizzat|aggiornat|censit|sanat)[aieo]?\b"
    r"|\briscossion|\brecuper"
)
_PLURAL_DONE = regex(
    r"^(?:\w+[ie]|CIE|SCIA|CILA|ore)\b(?:\s+\S+){0,6}?\s+"
    r"\w+(?:[aiu]t[ie]|[st]t[ie]|[aeu]s[ie]|ent[ie]|ant[ie]|olt[ie]|vut[ie])\b",
    re.IGNORECASE,
)
_WHOLE_THING = regex(
    r"^(?:lavori|interventi|opere|attivit[aà]|procedure|atti|lavor\w*|redazione|creazione"
    r"|gestione|adozione|attuazione|\w+(?:zione|sione)|fase|rete|convenzione|relazione|gara)\b",
    re.IGNORECASE,
)
_CHANGES = (
    r"incremento|aumento|miglioramento|riduzione|diminuzione|contenimento|abbattimento|calo|valore"
    r"|ammontare|totale|monitoraggio"
)
_UNIT_FIRST = regex(
    r"^(ore|km|mq|ml|metri(?: quadr[ia]ti?| lineari)?|chilometri|tonnellate|kg|giornate|ettari)\b",
    re.IGNORECASE,
)


def kind_by_words(phrase: str) -> Kind | None:
    """What the words alone say is measured: `n. …`, `percentuale di …`, `indice …`, `importo …`."""
    if is_counted(phrase):
        return Kind.COUNT
    if _PERCENT.search(phrase):
        return Kind.PERCENT
    head = _head(unaccented(phrase))
    if _INDEX.search(head):
        return Kind.INDEX
    return Kind.CURRENCY if _CURRENCY.search(head) else None


def kind_of_things(phrase: str) -> Kind | None:
    """Things counted without saying so: `dipendenti formati`, `ore aperte`, `riduzione delle code`.

    A step is not one of them (`lavori consegnati`), nor is a single thing (`portale attivato`).
    """
    if _LESS.match(phrase):
        rest = _LESS.sub("", phrase)
        if _is_plural(rest):
            return Kind.COUNT
        return Kind.CURRENCY if _CURRENCY.search(rest) else None
    if _UNIT_FIRST.match(phrase):
        return Kind.COUNT
    is_done = _PLURAL_DONE.match(phrase) and not _WHOLE_THING.match(phrase)
    return Kind.COUNT if is_done else None


def is_of_time(phrase: str) -> bool:
    """Whether it measures time."""
    return _TIME.search(unaccented(phrase)) is not None


def shrinks(phrase: str, kind: Kind) -> bool:
    """Less is better: a wait, a debt, what is left to do, what should be reduced."""
    plain = unaccented(phrase)
    if kind is Kind.INDEX and _TIME.search(plain):
        return True
    if kind is Kind.CURRENCY and _OWED.search(plain):
        return True
    if kind is Kind.COUNT and _WAIT.search(plain):
        return True
    if _LESS.match(phrase):
        return kind is not Kind.PERCENT
    left_over = _LEFT_OVER.search(plain)
    return bool(left_over and not _DONE.search(plain.replace("non lavorat", "")))


def noun_of(text: str) -> str | None:
    """The thing counted: the first word that is not an adjective."""
    unit = _UNIT_FIRST.match(text)
    if unit:
        return unit[1].lower()
    bare = _ADJECTIVE.sub("", article_off(_LESS.sub("", text.strip())))
    found = re.match(r"[^\W\d_][\w'’-]*", bare)
    if not found:
        return None
    noun = found.group()
    return noun if noun.isupper() else noun.lower()


def is_many(noun: str | None) -> bool:
    """Whether a noun can be a unit: `questionari`, `CIE`, not `soglia`."""
    if not noun:
        return False
    return bool(_UNIT_FIRST.match(noun)) or noun.isupper() or noun[-1:] in "ie"


def article_off(text: str) -> str:
    """A phrase without the article it begins with."""
    return re.sub(r"^\s*(?:(?:di|del|dello|della|dei|degli|delle)\s+|dell['’]\s*)", "", text)


def _head(plain: str) -> str:
    """The word a measure turns on: the first, or the one that should grow or shrink."""
    said = [w for w in re.findall(r"[^\W_]+|[€%]", plain) if w not in STOP]
    grows = said[:1] and re.fullmatch(_CHANGES, said[0])
    return " ".join(said[1:2] if grows else said[:1])


def _is_plural(text: str) -> bool:
    word = article_off(text).split()[:1]
    return bool(word) and word[0][-1:] in "ie" and not re.search(r"(?:zione|sione|ione)$", word[0])
