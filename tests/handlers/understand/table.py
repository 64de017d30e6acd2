"""Messages with their meaning, as a clerk would write them down; read by tests and benchmark.

A line is `who | message | meaning`. A message may follow another one (`first >> second`), `\\n` is
a new line. A meaning is an intent, `?` when the bot must ask, a refusal, then what it speaks of:

    report AS4.3.1 +12 @16/9; AS4.3.2 =340      an increment on a day; a total
    report AF3.2.6 12/40        report AF3.2.6 30%      report AS3.3.1 yes
    report? bad_date            correct AS4.3.1 void    query_status AS

`//` separates meanings that are equally right. What a meaning does not say is not compared,
except that a fact without `@` has no date.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from handlers.understand import Reader, Sender, reading_json
from importers import read_plan
from ledger.people import Post, Role
from ledger.plan import Plan
from words.wording import plain_text

HERE = Path(__file__).parent
TODAY = dt.date(2024, 9, 16)
"""A Monday."""

REFUSALS = ("not_allowed", "bad_date", "bad_value", "too_long")


@dataclass(frozen=True)
class Case:
    plan: str
    phenomenon: str
    line: int
    who: str
    before: str | None
    text: str
    meanings: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.plan}/{self.phenomenon}:{self.line}"


def cases(folder: Path = HERE / "messages") -> Iterator[Case]:
    for file in sorted(folder.glob("*/*.txt")):
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                yield _case(file, number, line)


def _case(file: Path, number: int, line: str) -> Case:
    who, text, meaning = (part.strip(" ") for part in line.split("|"))
    before, _, after = text.replace("\\n", "\n").rpartition(" >> ")
    meanings = tuple(m.strip() for m in meaning.split("//"))
    return Case(file.parent.name, file.stem, number, who, before or None, after, meanings)


@cache
def plan_of(name: str) -> Plan:
    sample = HERE.parents[2] / "ledger/sample_plan.yaml"
    return read_plan(sample if name == "sample" else HERE / f"plan_{name}.yaml")


@cache
def reader_of(name: str) -> Reader:
    return Reader(plan_of(name))


def sender(code: str) -> Sender | None:
    """The demo's persons: `<role>.<unit>`; who holds AS holds AA ad interim."""
    role, _, unit = code.partition(".")
    if role not in tuple(Role):
        return None
    posts = [Post(Role(role), unit.upper() or None)]
    if code == "dirigente.as":
        posts.append(Post(Role.DIRIGENTE, "AA", interim=True))
    return Sender(code, tuple(posts))


def read(case: Case) -> Mapping[str, object]:
    reader, who = reader_of(case.plan), sender(case.who)
    before = reader.read(case.before, sender=who, today=TODAY) if case.before else None
    reading = reader.read(case.text, sender=who, today=TODAY, previous=before)
    return reading_json(reading, plain_text)


def differences(case: Case) -> list[str]:
    """What was read otherwise than the nearest of the meanings; empty when it is right."""
    got = read(case)
    return faults(case, got)


def faults(case: Case, got: Mapping[str, object]) -> list[str]:
    """What a reading has otherwise than the meaning it is nearest to."""
    return min((_against(meaning, got) for meaning in case.meanings), key=len)


def wrongly_offered(case: Case) -> bool:
    """Offered for confirmation with an indicator or value that none of the meanings has."""
    return is_wrongly_offered(case, read(case))


def is_wrongly_offered(case: Case, got: Mapping[str, object]) -> bool:
    if got["intent"] not in ("report", "correct"):
        return False
    offered = [i for i in _items(got) if not i["ambiguous"] and not i["refusal"]]
    wanted = [w for m in case.meanings for w in _expected(m)[3]]
    return any(not any(_same(w, i, dates=False) for w in wanted) for i in offered)


def _against(meaning: str, got: Mapping[str, object]) -> list[str]:
    intent, ambiguous, refusal, items = _expected(meaning)
    wrong = []
    for key, want in (("intent", intent), ("ambiguous", ambiguous), ("refusal", refusal)):
        if got[key] != want:
            wrong.append(f"{key}: {got[key]} (wanted {want})")
    found = _items(got)
    if items and len(found) != len(items):
        wrong.append(f"{len(found)} items (wanted {len(items)}): {found}")
    for want_item, item in zip(items, found, strict=False):
        if not _same(want_item, item):
            wrong.append(f"{item} (wanted {want_item})")
    return wrong


def _items(got: Mapping[str, object]) -> list[dict[str, object]]:
    items = got["items"]
    assert isinstance(items, list)
    return items


def _expected(meaning: str) -> tuple[str, bool, str | None, list[dict[str, object]]]:
    intent, _, rest = meaning.partition(" ")
    ambiguous = intent.endswith("?") or intent == "unclear"
    intent = intent.removesuffix("?")
    refusal = None
    head, _, tail = rest.partition(" ")
    if head in REFUSALS:
        refusal, rest = head, tail
    facts = intent in ("report", "correct")
    items = [_item(part.split(), facts) for part in rest.split(";") if part.strip()]
    if refusal == "bad_value" or refusal == "bad_date":
        ambiguous = True
    return intent, ambiguous, refusal, items


def _item(words: list[str], facts: bool) -> dict[str, object]:
    if words == ["?"]:
        return {"ambiguous": True}
    item: dict[str, object] = {"code": words[0]}
    for word in words[1:]:
        item |= _said(word)
    if facts and "mode" in item:
        item.setdefault("date", None)
    return item


def _said(word: str) -> dict[str, object]:
    if word.startswith("@"):
        day, month, *year = word[1:].split("/")
        return {
            "date": dt.date(int(year[0]) if year else TODAY.year, int(month), int(day)).isoformat()
        }
    if word in ("approve", "reject"):
        return {"decision": word}
    if word in REFUSALS:
        return {"refusal": word}
    if word in ("yes", "no"):
        return {"mode": "milestone", "value": "1" if word == "yes" else "0"}
    if word == "void":
        return {"value": None}
    if word[0] in "=+":
        return {"mode": "absolute" if word[0] == "=" else "increment", "value": word[1:]}
    if word.endswith("%"):
        return {"mode": "ratio", "value": word[:-1], "numerator": None, "denominator": None}
    numerator, _, denominator = word.partition("/")
    return {"mode": "ratio", "value": None, "numerator": numerator, "denominator": denominator}


def _same(want: Mapping[str, object], item: Mapping[str, object], *, dates: bool = True) -> bool:
    for key, value in want.items():
        if key == "code":
            if value not in (item.get("indicator"), item.get("objective"), item.get("scope")):
                return False
            if item.get("indicator") and str(value).count(".") == 2 and item["indicator"] != value:
                return False
        elif key == "date" and not dates:
            continue
        elif key in ("value", "numerator", "denominator"):
            if not _equal(value, item.get(key)):
                return False
        elif item.get(key) != value:
            return False
    return True


def _equal(want: object, got: object) -> bool:
    if want is None or got is None:
        return want is got
    return Decimal(str(want)) == Decimal(str(got))
