"""A corrected document: what changes, and which codes keep their history."""

from decimal import Decimal

from importers import PlanDifference, difference
from ledger.plan import Area, Indicator, Kind, Objective, Plan, Service


def plan(*rows: tuple[str, str, list[str]], weight: str | None = None) -> Plan:
    """A service's objectives as a document numbers them: title, action, indicators."""
    objectives = tuple(
        Objective(
            code=f"AS4.{n}",
            title=title,
            action=action or None,
            weight=Decimal(weight) if weight else None,
            indicators=tuple(
                Indicator(code=f"AS4.{n}.{k}", name=name, kind=Kind.COUNT)
                for k, name in enumerate(names, start=1)
            ),
        )
        for n, (title, action, names) in enumerate(rows, start=1)
    )
    services = (Service(code="AS4", name="Demografici"),)
    areas = (Area(code="AS", name="Servizi", services=services),)
    return Plan(ente="Comune di Prova", year=2025, areas=areas, objectives=objectives)


CARDS = ("Carte d'identità nei tempi", "Apertura pomeridiana", ["carte rilasciate"])
ACTS = ("Concessioni del cimitero", "Rinnovo dei contratti", ["contratti rinnovati"])
PORTAL = ("Biblioteca aperta la sera", "Turni dei volontari", ["serate di apertura"])


def codes(found: PlanDifference) -> tuple[list[str], list[str]]:
    return [o.code for o in found.added], [o.code for o in found.removed]


def test_the_same_plan_changes_nothing() -> None:
    assert difference(plan(CARDS, ACTS), plan(CARDS, ACTS)).is_empty


def test_a_row_put_in_between_does_not_move_the_others() -> None:
    found = difference(plan(CARDS, ACTS), plan(CARDS, PORTAL, ACTS))
    assert codes(found) == (["AS4.3"], [])
    assert dict(found.codes) == {
        "AS4.2": "AS4.3", "AS4.2.1": "AS4.3.1", "AS4.3": "AS4.2", "AS4.3.1": "AS4.2.1",
    }  # fmt: skip
    assert found.added[0].title == PORTAL[0]
    assert found.changed == ()


def test_a_row_taken_out_leaves_the_codes_of_the_others() -> None:
    found = difference(plan(CARDS, ACTS, PORTAL), plan(CARDS, PORTAL))
    assert codes(found) == ([], ["AS4.2"])
    assert [o.code for o in found.amended.objectives] == ["AS4.1", "AS4.3"]


def test_a_removed_code_is_never_given_again() -> None:
    found = difference(plan(CARDS, ACTS), plan(CARDS, PORTAL, (PORTAL[0] + " bis", "", ["x"])))
    added, removed = codes(found)
    assert "AS4.2" not in added or removed == []
    assert len(set(added) | {o.code for o in found.amended.objectives}) == 3


def test_a_title_put_right_is_an_amendment() -> None:
    corrected = ("Carte di identità nei tempi di legge", CARDS[1], CARDS[2])
    found = difference(plan(CARDS, ACTS), plan(corrected, ACTS))
    [change] = found.changed
    assert (change.code, [c.field for c in change.changes]) == ("AS4.1", ["title"])
    assert (change.changes[0].old, change.changes[0].new) == (CARDS[0], corrected[0])


def test_a_title_written_anew_in_its_place_is_an_amendment() -> None:
    anew = ("Sportello del cittadino", "Riorganizzazione", ["carte rilasciate"])
    found = difference(plan(CARDS, ACTS), plan(anew, ACTS))
    assert codes(found) == ([], [])
    assert found.changed[0].code == "AS4.1"


def test_weights_and_targets_are_told_field_by_field() -> None:
    found = difference(plan(CARDS, ACTS), plan(CARDS, ACTS, weight="50"))
    assert [(c.code, c.changes[0].field, c.changes[0].new) for c in found.changed] == [
        ("AS4.1", "weight", Decimal(50)),
        ("AS4.2", "weight", Decimal(50)),
    ]


def test_an_indicator_put_first_keeps_the_code_of_the_other() -> None:
    more = (CARDS[0], CARDS[1], ["attese misurate", "carte rilasciate"])
    found = difference(plan(CARDS), plan(more))
    [change] = found.changed
    assert [(i.code, i.name) for i in change.indicators_added] == [("AS4.1.2", "attese misurate")]
    assert [i.name for i in found.amended.objectives[0].indicators] == [
        "carte rilasciate",
        "attese misurate",
    ]


def test_what_was_amended_is_then_the_same_plan() -> None:
    before, after = plan(CARDS, ACTS), plan(PORTAL, ACTS, CARDS)
    amended = difference(before, after).amended
    assert difference(before, amended).changed == difference(before, after).changed
    assert difference(amended, after).is_empty
