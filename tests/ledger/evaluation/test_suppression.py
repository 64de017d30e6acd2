"""No sum or difference of what is shown of groups shows a person, or that all are alike."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.evaluation.sheet import SchedaForm
from ledger.evaluation.suppression import FEWEST_SHOWN, is_large_enough, shown, total
from ledger.evaluation.told import in_groups
from ledger.plan import ENTE
from ledger.projections.evaluation import Version

AREA_OF = {"AS3": "AS", "AS4": "AS", "AF1": "AF", "AF2": "AF", "AA1": "AA"}
BANDS = ("OTTIMA", "BUONA", "SUFFICIENTE")
COUNTS = st.dictionaries(
    st.sampled_from(sorted(AREA_OF)),
    st.tuples(*[st.integers(0, 9)] * len(BANDS)).map(lambda t: dict(zip(BANDS, t, strict=True))),
)


def inside(scope: str, units: Iterable[str]) -> frozenset[str]:
    return frozenset(u for u in units if scope in (ENTE, u, AREA_OF[u]))


def can_be_had(wanted: frozenset[str], groups: list[frozenset[str]], units: list[str]) -> bool:
    """Whether a set of units is a sum and difference of groups: by elimination, exactly."""
    rows = [[Fraction(u in group) for u in units] for group in groups]
    target = [Fraction(u in wanted) for u in units]
    for column in range(len(units)):
        pivot = next((r for r in rows if r[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        for row in (*rows, target):
            by = row[column] / pivot[column]
            row[:] = [a - by * b for a, b in zip(row, pivot, strict=True)]
    return not any(target)


@given(counts=COUNTS)
def test_whatever_can_be_had_by_differences_is_a_group_that_may_be_shown(
    counts: dict[str, Mapping[str, int]],
) -> None:
    units = sorted(unit for unit in counts if any(counts[unit].values()))
    groups = [inside(scope, units) for scope in shown(counts, AREA_OF)]
    for size in range(1, len(units) + 1):
        for some in map(frozenset, combinations(units, size)):
            if can_be_had(some, groups, units):
                bands = sum((Counter(counts[unit]) for unit in some), Counter[str]())
                assert is_large_enough(bands), (some, bands)


def test_one_person_left_over_keeps_the_larger_group_s_part_back() -> None:
    """AS without AS4 would be the one person of AS3."""
    counts = {"AS4": {"OTTIMA": 6, "BUONA": 5}, "AS3": {"BUONA": 1}}
    told = shown(counts, AREA_OF)
    assert "AS4" not in told and {"AS", ENTE} <= told
    assert total("AS", counts, AREA_OF) == {"OTTIMA": 6, "BUONA": 6}


@pytest.mark.parametrize(
    ("bands", "enough"),
    [
        ({"BUONA": 5}, False),
        ({"BUONA": 3, "OTTIMA": 1}, False),
        ({"BUONA": 9, "OTTIMA": 2}, False),
        ({"BUONA": 3, "OTTIMA": 3}, True),
        ({}, False),
    ],
)
def test_few_people_all_alike_or_few_in_a_band_are_kept_back(
    bands: dict[str, int], enough: bool
) -> None:
    assert is_large_enough(bands) is enough


def test_services_that_are_large_enough_are_shown_with_what_holds_them() -> None:
    each = {"OTTIMA": 4, "BUONA": 4}
    counts = dict.fromkeys(AREA_OF, each)
    assert shown(counts, AREA_OF) == {ENTE, "AS", "AF", "AA", *AREA_OF}


PEOPLE = {f"p{n}": unit for n, unit in enumerate(sorted(AREA_OF) * 7)}


def issued(seq: int, person: str) -> Version:
    sheet = SchedaForm(role="dipendente", unit=PEOPLE[person], objectives=(), items={})
    return Version(seq, person, 2024, "", 1, "dirigente.as", dt.date(2025, 2, 10), 1, sheet)


@given(
    later=st.lists(st.sampled_from(sorted(PEOPLE)), max_size=40), begins=st.sampled_from([0, 20])
)
def test_between_two_looks_nobody_or_five_of_an_office_have_another_scheda(
    later: list[str], begins: int
) -> None:
    """Of each office, so that no sum and difference of offices over time is of fewer."""
    versions = [issued(n + 1, person) for n, person in enumerate([*PEOPLE, *later])]
    looks = [
        {v.person: v.seq for v in in_groups(versions[:n], begins, AREA_OF)}
        for n in range(begins, len(versions) + 1)
    ]
    for before, after in itertools.pairwise(looks):
        moved = Counter(PEOPLE[p] for p, seq in after.items() if before.get(p) != seq)
        assert all(many >= FEWEST_SHOWN for many in moved.values()), moved


def test_what_was_issued_anew_is_told_when_it_is_of_five_wherever_it_touches() -> None:
    everybody = [issued(n + 1, person) for n, person in enumerate(PEOPLE)]
    again = [p for p in PEOPLE if PEOPLE[p] == "AS4"][:5]
    versions = [*everybody, *(issued(100 + n, p) for n, p in enumerate(again))]
    told = {v.person: v.seq for v in in_groups(versions, len(everybody), AREA_OF)}
    assert [told[p] for p in again] == [100, 101, 102, 103, 104]
    assert max(v.seq for v in in_groups(versions[:-1], len(everybody), AREA_OF)) < 100
