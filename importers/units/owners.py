"""Who answers for an objective: the posts a cell names, never the persons."""

import re
from dataclasses import dataclass

from importers.units.unitnames import GENERIC
from importers.units.units import AreaUnit, Organisation, ServiceUnit
from importers.values.words import STOP, tokens, unaccented
from importers.whole.grid import one_line
from italian.regex import regex

_POST = regex(
    r"(?P<segretario>\bsegretari[oa]\b(?:\s+(?:generale|comunale))?)"
    r"|(?P<dirigente>\bdirigent[ei]\b|(?-i:\bDIR\b)\.?|\bdir\.(?=\s)|\bdirezione\s+ad\s+interim\b)"
    r"|(?P<eq>\b(?:titolar[ei]|incaricat[oaie]|responsabil[ei]|funzionari[oa])?\s*"
    r"(?:(?:di\s+)?incaric(?:o|hi)\s+)?(?:di\s+|della\s+)?"
    r"(?:\be\.?\s?q\b\.?|\bp\.?\s?o\b\.?(?!\s*box)|\bposizion[ei] organizzativ[ae]"
    r"|\belevata qualificazione"
    r"|\balta qualificazione)"
    r"|\btitolar[ei]\s+(?:di|dell['’])\s*(?:incaric(?:o|hi)|posizion[ei])\b(?!\s+di\s+e\.?q)"
    r"|\bresponsabil[ei]\s+(?:del\s+|di\s+|dell['’]\s?)?(?:servizi[oi]?|settore|area|uffici?o?|u\.?o\.?)\b"
    r"|\bcap[oi] ?(?:servizio|settore|ufficio)\b)",
    re.IGNORECASE,
)
_PERSON = regex(r"\W*[A-ZÀ-Ù][a-zà-ù'’]+(?:\s+[A-ZÀ-Ù][\w'’]+){1,2}\W*")
"""Two names: `Silvano Poli` is not of the Polizia, a word alike says nothing."""
_NAME = r"(?:[A-ZÀ-Ù][a-zà-ù'’]+|[A-ZÀ-Ù]{2,}|[A-ZÀ-Ù][a-zà-ù]{0,4}['’][A-ZÀ-Ù]\w+|[A-ZÀ-Ù]\.)"
_TITLES = (
    r"dott|dr|ing|arch|avv|geom|rag|sig|prof|for|agr|per|p\.\s?i|(?:comm|isp)(?:\.?\s?(?:capo|sup))?|magg|cap|ten"
    r"|dottore|dottoressa|ingegner|architetto|avvocato|geometra|ragionier|comandante"
)
_TITLE = (
    r"(?:(?!(?:serv|sett|uff|resp|dir|segr?|rip|dip)\.)[a-z]{2,6}\.(?:\s?(?-i:[a-z]{2,4}))?"
    rf"|(?:{_TITLES})(?:\.?\s?ssa|\.?r?a)?\.?)"
)
"""What is shortened as titles and ranks are, `Com.te`, `isp. capo`, and those above."""
_PERSONS = regex(
    rf"(?:{_TITLE}\s+)*(?-i:{_NAME})(?:(?:[ -]|\s+{_TITLE}\s+)(?-i:{_NAME})){{1,3}}",
    re.IGNORECASE,
)
"""`dott. Mario Neri`, `NERI dott. Mario`."""
_RANKED = regex(
    r"[A-ZÀ-Ù]?[a-zà-ù]{3,}(?:\s[A-ZÀ-Ù]?[a-zà-ù]{3,}){0,2}\s+"
    r"(?P<name>(?:[A-ZÀ-Ù]\.\s?){1,2}[A-ZÀ-Ù][\w'’]+)"
)
"""`Istruttore direttivo P. Murgia`: a rank written out, which is of no unit, before a name."""
_TITLE_BEFORE = regex(rf"(?<!\S){_TITLE}\s+", re.IGNORECASE)
_TITLE_ALONE = regex(rf"(?:{_TITLES})(?:ssa|r?a)?|ssa|[a-z]", re.IGNORECASE)
_BETWEEN_PERSONS = regex(r"\s*[,;/+\n]\s*|\s+[-–e]\s+")
_PERSON_TITLE = regex(r"\b(?:dott|dr|ing|arch|avv|geom|rag|sig|prof)\b", re.IGNORECASE)
_ALL = regex(r"\btutt[ie]\b", re.IGNORECASE)
_EVERY = regex(
    r"\btutt[ie]\s+(?:(?:i|gli|le)\s+)?(?:(?P<service>servizi|uffici|unità)|settori|aree|direzioni|strutture)\b",
    re.IGNORECASE,
)
"""`Tutti i settori` answer for it."""
_WITH = regex(r"\bin (?:coordinamento|collaborazione|raccordo) con\b.*$", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Owners:
    """Posts whose codes are known once the organisation is settled."""

    posts: tuple[str, ...]
    unread: bool
    """The cell says something, and no post was found in it."""


def read_owners(
    text: str,
    organisation: Organisation,
    area: AreaUnit | None,
    service: ServiceUnit | None,
    *,
    heading: str = "",
) -> Owners:
    """The posts of a cell. `heading` is the column's title, which may be what names the post."""
    flat = one_line(text)
    if not flat or re.fullmatch(r"[-–—/.\s]*", flat):
        return Owners((), False)
    flat = _WITH.sub("", flat)
    if everyone := _EVERY.search(flat):
        role = "eq" if everyone["service"] else "dirigente"
        return Owners(_everyone(role, organisation), False)
    found = list(_POST.finditer(flat))
    posts: list[str] = []
    if found and _ALL.search(flat[: found[0].end()]):
        return Owners(_everyone(str(found[0].lastgroup), organisation), False)
    for i, post in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(flat)
        said = flat[post.end() : end]
        posts.extend(_post(str(post.lastgroup), said, organisation, area, service))
    if not posts:
        ranked = _RANKED.fullmatch(flat)
        flat = ranked["name"] if ranked and names_persons(flat) else flat
        posts = _from_heading(flat, unaccented(heading), organisation, area, service)
    return Owners(tuple(dict.fromkeys(posts)), not posts)


def names_persons(text: str) -> bool:
    """Whether a cell holds names of persons and nothing else: `Rossi Anna; ing. Mario Neri`."""
    if GENERIC & set(tokens(text)):
        return False
    pieces = [piece for piece in _BETWEEN_PERSONS.split(text.strip(" .")) if piece]
    return bool(pieces) and all(_PERSONS.fullmatch(p) or _RANKED.fullmatch(p) for p in pieces)


def names_surname(text: str) -> bool:
    """Whether whoever answers is told by a surname alone: `Giannelli`, `Del Fabbro`."""
    return _SURNAME.fullmatch(text.strip(" .")) is not None and not GENERIC & set(tokens(text))


_SURNAME = regex(
    rf"(?:(?:{_TITLES})(?:\.?\s?ssa|\.?r?a)?\.?\s+)?(?-i:(?:D[aei]l?|De[gl]li|La|Lo)\s)?"
    r"(?-i:[A-ZÀ-Ù][a-zà-ù]*['’]?[A-ZÀ-Ù]?[a-zà-ù]{2,})",
    re.IGNORECASE,
)


def names_post(text: str) -> bool:
    """Whether a text names a post of the plan: `Responsabile del servizio Tributi`."""
    return _POST.search(text) is not None


def is_bare_post(text: str) -> bool:
    """`Dirigente del Settore`: a post, of whichever unit is meant, and no unit by name."""
    return names_post(text) and set(tokens(text)) <= GENERIC | STOP


def person_in(text: str) -> str | None:
    """The name that a cell holds and nothing else, without titles; None for any other text."""
    flat = text.strip(" .,;")
    if _PERSONS.fullmatch(flat) is None or GENERIC & set(tokens(flat)):
        return None
    bare = _TITLE_BEFORE.sub("", flat)
    return " ".join(word for word in tokens(bare) if not _TITLE_ALONE.fullmatch(word))


def _everyone(role: str, organisation: Organisation) -> tuple[str, ...]:
    """`Tutti i dirigenti`, `tutti i responsabili di servizio`."""
    if role == "eq":
        return tuple(f"eq:{service.code}" for _, service in organisation.services())
    return tuple(f"dirigente:{area.code}" for area in organisation.areas)


def _post(
    role: str,
    said: str,
    organisation: Organisation,
    area: AreaUnit | None,
    service: ServiceUnit | None,
) -> list[str]:
    if role == "segretario":
        if "interim" in said.lower() and (held := organisation.areas_of(said)):
            return [f"dirigente:{one.code}" for one in held]
        return ["segretario"]
    if role == "dirigente":
        said = _PERSON_TITLE.split(said)[0]
        if _ALL.search(said[:30]):
            return [f"dirigente:{one.code}" for one in organisation.areas]
        coded = organisation.by_code(said.split()[0].strip(":,;()")) if said.split() else None
        named = organisation.areas_of(said) or ([coded[0]] if coded else [area] if area else [])
        return [f"dirigente:{one.code}" for one in named]
    named_service = _service_in(said, organisation, area) or service
    return [f"eq:{named_service.code}"] if named_service else []


def _service_in(said: str, organisation: Organisation, area: AreaUnit | None) -> ServiceUnit | None:
    """A service that the words after the post name; a person's name must not be taken for one."""
    words = _PERSON_TITLE.split(said)[0]
    coded = organisation.by_code(words.split()[0].strip(":,;()")) if words.split() else None
    if coded and coded[1]:
        return coded[1]
    if not re.search(r"[A-Za-z]{4}", words):
        return None
    named = [s for _, s in organisation.units_of(words) if s is not None]
    said_twice = named and set(tokens(words)) & set(tokens(named[0].name))
    if not named or (_PERSON.fullmatch(words) and not said_twice):
        return None
    return named[0]


def _from_heading(
    text: str,
    heading: str,
    organisation: Organisation,
    area: AreaUnit | None,
    service: ServiceUnit | None,
) -> list[str]:
    """A cell that names only areas, services or persons, under a column that names the post."""
    units = organisation.units_of(text)
    if "dirigent" in heading:
        areas = [a for a, _ in units] or ([area] if area else [])
        return [f"dirigente:{one.code}" for one in areas]
    if re.search(r"\beq\b|\be\.q|\bp\.?o\b|posizione organizzativa|elevata", heading) and service:
        return [f"eq:{service.code}"]
    return [f"eq:{s.code}" if s else f"dirigente:{a.code}" for a, s in units]
