"""Sheets of boxes: the form is learnt from its repetition, wherever it sets labels and answers."""

import shutil
from collections.abc import Callable

import pytest

from importers.files.text_file import text_rows
from importers.forms.formlines import learnt_lines
from importers.forms.learnt import learnt_rows
from importers.review.mapping import PlanMap
from importers.whole.grid import Row
from importers.whole.ways import Looks
from ledger.plan import Plan

from .boxed import BOXED
from .boxes import drawn_form
from .said import read_back

_READ = {"xlsx": 0.97, "docx": 0.97, "web": 0.9, "pdf": 0.93, "layout": 0.5, "plain": 0.35}
"""What of the facts is read at least; a text without its columns may be in no order at all."""
_SEEDS = {"xlsx": 12, "docx": 12, "web": 8, "pdf": 4, "layout": 6, "plain": 6}


@pytest.mark.parametrize("kind", list(_READ))
def test_what_sheets_say_is_read_back_however_their_boxes_are_drawn(kind: str) -> None:
    if kind in ("layout", "plain") and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    name, make = BOXED[kind]
    drawn = (drawn_form(seed) for seed in range(100, 100 + _SEEDS[kind]))
    read = read_back((make(form, sheets), name, facts) for form, sheets, facts in drawn)
    assert read.found >= read.told * _READ[kind]
    assert read.invented <= read.told * 0.05


_FORM = """Titolo
{title}
Vale quanto
{weight}
Termine
{day}
Indicatore
Valore atteso
{name}
{target}

"""
_GOALS = (("Orti urbani assegnati", "60", "31/10/2026", "Orti assegnati", "40"),
          ("Fontane riaccese in centro", "40", "30/11/2026", "Fontane riaccese", "7"),
          ("Pedibus in ogni plesso", "100", "31/12/2026", "Linee attive", "5"))  # fmt: skip


def _text(goals: tuple[tuple[str, ...], ...] = _GOALS) -> str:
    keys = ("title", "weight", "day", "name", "target")
    sheets = [_FORM.format(**dict(zip(keys, goal, strict=True))) for goal in goals]
    head = "Comune di Prova\nPiano della performance 2026\n\n"
    return head + "".join(sheets)


def test_a_label_of_a_towns_own_is_known_by_standing_in_every_sheet() -> None:
    rows = [row.cells for row in learnt_lines(_text())]
    assert [cells[1] for cells in rows if cells[0] == "Titolo"] == [goal[0] for goal in _GOALS]
    assert [cells[-1] for cells in rows if "Vale quanto" in " ".join(cells)] == [
        "Vale quanto: 60", "Vale quanto: 40", "Vale quanto: 100",
    ]  # fmt: skip
    assert [cells for cells in rows if cells[0] == "Orti assegnati"] == [("Orti assegnati", "40")]


def test_a_text_without_sheets_is_left_as_it_is() -> None:
    rows = [Row(1, ("Comune di Prova",)), Row(2, ("Obiettivo", "Peso")), Row(3, ("Orti", "40"))]
    assert learnt_rows(rows) is rows
    assert learnt_lines("Comune di Prova\nIl Piano è approvato dalla Giunta.\n") == ()


def test_tables_told_before_their_titles_go_back_to_them() -> None:
    table = "Indicatore\n\nValore atteso\n\n{}\n\n{}\n\n"
    title = "Titolo\n\n{}\n\nTermine\n\n{}\n\n"
    own = [(title.format(goal[0], goal[2]), table.format(*goal[3:])) for goal in _GOALS]
    (first, one), (second, two), (third, three) = own
    text = "Comune di Prova\nPiano 2026\n\n" + first + one + two + three + second + third
    plan = Looks(text_rows(text), others=(lambda: learnt_lines(text),)).reading(
        PlanMap(), "piano.txt", None
    ).plan  # fmt: skip
    assert [(one.title, [m.name for m in one.indicators]) for one in plan.objectives] == [
        (goal[0], [goal[3]]) for goal in _GOALS
    ]


def _plan(rows: list[Row], *others: list[Row]) -> Plan:
    looks = Looks(rows, others=[lambda other=other: other for other in others])  # type: ignore[misc]
    return looks.reading(PlanMap(), "piano.pdf", None).plan


def _table() -> list[Row]:
    heads = ("Servizio", "Obiettivo", "Peso", "Termine", "Indicatore", "Target")
    lines = [("Comune di Prova – Piano 2026",), heads]
    lines += [("Verde", goal[0], "100", goal[2], goal[3], goal[4]) for goal in _GOALS]
    return [Row(n, cells) for n, cells in enumerate(lines, start=1)]


def _joined(row: Row) -> list[Row]:
    return [Row(row.line, (" ".join(row.cells),))]


def _halved(row: Row) -> list[Row]:
    return [Row(row.line, row.cells[:3])]


def _scattered(row: Row) -> list[Row]:
    return [Row(row.line, (cell,)) for cell in row.cells]


@pytest.mark.parametrize("crippled", [_joined, _halved, _scattered])
def test_a_look_that_loses_what_another_one_shows_does_not_stand(
    crippled: Callable[[Row], list[Row]],
) -> None:
    whole = _plan(_table())
    poor = [one for row in _table() for one in crippled(row)]
    assert [len(goal.indicators) for goal in whole.objectives] == [1, 1, 1]
    assert _plan(poor, _table()).objectives == whole.objectives
    assert _plan(_table(), poor).objectives == whole.objectives
