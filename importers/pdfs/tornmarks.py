"""Marks of lists that a converter set apart from the lines they stood before: `•`, `•`, then both.

A text made from a page may hold all the marks of a list first, one a line, and its items below.
"""

from collections.abc import Sequence

from italian.regex import regex

_MARK = regex(r"\s*[•·▪◦❖➢✓\ue000-\uf8ff]\s*")


def with_marks_joined(lines: Sequence[str]) -> list[str]:
    """The lines with each mark before its item; one that has no item is left out."""
    found: list[str] = []
    waiting = 0
    for line in lines:
        if _MARK.fullmatch(line):
            waiting += 1
            found.append("")
        elif not waiting:
            found.append(line)
        elif not line.strip():
            waiting = 0 if _has_begun(found) else waiting
            found.append(line)
        else:
            is_item = line.lstrip()[:1].isupper()
            waiting -= is_item
            found.append(f"• {line.lstrip()}" if is_item else line)
    return found


def _has_begun(found: Sequence[str]) -> bool:
    """Whether the line above is an item of the list whose marks wait."""
    return bool(found) and found[-1].startswith("• ")
