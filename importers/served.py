"""Strategic objectives that a document lists nowhere, and names beside each objective."""

from collections import Counter
from collections.abc import Collection, Iterable

from importers.codes import opening_code
from importers.drafts import ObjectiveDraft
from importers.grid import one_line
from importers.roles import Role
from importers.tables import Block, Paragraph
from italian.regex import regex
from ledger.plan import Strategic

_NAMED = regex(
    r"(?:obiettivo strategico\s+)?(?P<code>[A-Z]{1,4}\.?\s?\d+(?:[.\-/]\d+)*[A-Z]?)"
    r"(?:\s*[-–—:]\s*|\s+)(?P<title>[^\W\d]{2}.*)",
)


def named_beside(drafts: Iterable[ObjectiveDraft]) -> dict[str, Strategic]:
    """Those whose cells hold a code and a title, by code; none where most hold something else."""
    said = [one_line(draft.text(Role.STRATEGIC)) for draft in drafts]
    titles: dict[str, Counter[str]] = {}
    for text in filter(None, said):
        found = _NAMED.fullmatch(text)
        if found is not None:
            titles.setdefault(opening_code(found["code"]), Counter())[found["title"]] += 1
    named = sum(sum(counts.values()) for counts in titles.values())
    if named * 2 <= sum(map(bool, said)):
        return {}
    return {
        code: Strategic(code=code, title=counts.most_common(1)[0][0])
        for code, counts in sorted(titles.items())
    }


def titled_by(blocks: Iterable[Block], codes: Collection[str]) -> dict[str, str]:
    """The titles of some codes, from the lines that hold a code and its title: `OS1 Turismo`."""
    titles: dict[str, str] = {}
    for block in blocks if codes else ():
        if isinstance(block, Paragraph) and len(block.text) < _LONGEST_LINE:
            found = _NAMED.fullmatch(one_line(block.text).lstrip("-•*· "))
            code = opening_code(found["code"]) if found else ""
            if found is not None and code in codes:
                titles.setdefault(code, found["title"])
    return titles


_LONGEST_LINE = 200
