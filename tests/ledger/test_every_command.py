"""Every command meets the same wall, whoever gives it and whatever it names.

A command either is refused in so many words or is one that its actor may give: nothing that is
typed, pressed or forged ends in another error.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ledger.bounds import is_day
from ledger.commands import DECIDERS, RULES, read_back, written
from ledger.commands.aliases import AddAlias, RemoveAlias
from ledger.commands.anomalies import SettleAnomalies, SettleAnomaly
from ledger.commands.authority import may_report, may_report_on, posts_on, reportable
from ledger.commands.evidence import AttachEvidence
from ledger.commands.people import AddPerson, BindChat, ConfirmChat, EndPost, Invite, UnbindChat
from ledger.commands.plan import (
    AddObjective,
    CancelObjective,
    ReinstateObjective,
    SetBaseline,
    SetDeadline,
    SetTarget,
    SetWeights,
)
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.errors import Refusal
from ledger.people import CALENDAR, Role
from ledger.plan import Indicator, Kind, Objective
from ledger.progress.change import Said

from ..town import POSTS, TODAY
from .conftest import Story, in_memory, recorded, said
from .made import CODES, DAYS, NUMBERS, TEXTS, built, made

ACTORS = (*dict.fromkeys(code for code, *_ in POSTS), "cli", "nobody", "fired", "calendar", "")
codes, dates, numbers, texts = map(st.sampled_from, (CODES, DAYS, NUMBERS, TEXTS))
days = st.none() | dates
seqs = st.one_of(st.integers(0, 40), st.sampled_from((-1, 2**40)))
years = st.sampled_from((None, 2024, 2023, 2025))
facts = st.builds(
    Said,
    codes,
    st.sampled_from(("absolute", "increment", "ratio", "milestone")),
    st.none() | numbers,
    st.none() | numbers,
    st.none() | numbers,
    days,
)
objectives = st.builds(
    lambda unit, n, k, kind, deadline, weight: Objective(
        code=f"{unit}.{n}",
        title="Prova",
        deadline=deadline if deadline is None or is_day(deadline) else None,
        weight=weight,
        indicators=(Indicator(code=f"{unit}.{n}.{k}", name="prove", kind=kind),),
    ),
    st.sampled_from(("AS4", "AF1", "TR", "SG", "AS", "ZZ9")),
    st.integers(1, 9),
    st.integers(1, 2),
    st.sampled_from(tuple(Kind)),
    days,
    st.none() | st.sampled_from((Decimal(0), Decimal(40), Decimal(100))),
)
settled = built(SettleAnomaly, st.integers(-1, 5), st.none() | texts)

MINE: dict[type, st.SearchStrategy[object]] = {
    RecordProgress: built(RecordProgress, st.lists(facts, max_size=2).map(tuple)),
    CorrectProgress: built(CorrectProgress, seqs, facts, texts),
    UndoProgress: built(UndoProgress, seqs, texts),
    ValidateProgress: built(ValidateProgress, st.lists(seqs, max_size=3).map(tuple)),
    ContestProgress: built(ContestProgress, seqs, texts),
    AttachEvidence: built(
        AttachEvidence, seqs, texts, st.integers(0, 9**9), st.sampled_from(("", "image/png")), texts
    ),
    SetTarget: built(SetTarget, codes, numbers | dates, years),
    SetBaseline: built(SetBaseline, codes, numbers, years),
    SetWeights: built(SetWeights, st.dictionaries(codes, numbers, max_size=3), years),
    SetDeadline: built(SetDeadline, codes, dates, years),
    AddAlias: built(AddAlias, codes, texts, st.none() | st.sampled_from(("AS4", "ZZ")), years),
    RemoveAlias: built(RemoveAlias, codes, texts, years),
    CancelObjective: built(CancelObjective, codes, texts, years),
    ReinstateObjective: built(ReinstateObjective, codes, texts, years),
    AddObjective: built(
        AddObjective, objectives, st.dictionaries(codes, numbers, max_size=2), years
    ),
    SettleAnomaly: settled,
    SettleAnomalies: built(SettleAnomalies, st.lists(settled, max_size=2).map(tuple)),
    AddPerson: built(
        AddPerson,
        st.sampled_from(("nuova", "eq.as4", "", "A B", "x" * 80)),
        texts,
        st.sampled_from(tuple(Role)),
        st.none() | codes,
        st.booleans(),
        days,
        days,
    ),
    Invite: built(Invite, st.sampled_from(("eq.as4", "nobody", "")), texts),
    EndPost: built(
        EndPost,
        st.sampled_from(("eq.as4", "nobody", "")),
        st.none(),
        st.none(),
        st.none() | days,
    ),
    UnbindChat: built(UnbindChat, st.sampled_from(("eq.as4", "nobody", ""))),
    ConfirmChat: built(ConfirmChat, st.sampled_from(("eq.as4", "nobody", "")), st.booleans()),
    BindChat: built(BindChat, texts, st.sampled_from(("7", ""))),
}  # fmt: skip
"""How some commands may come, near enough to what people do to be taken now and then."""

COMMANDS = {kind: MINE.get(kind, made(kind)) for kind in DECIDERS}
"""How each command may come, well made or not: every one there is."""


@pytest.mark.parametrize("command", DECIDERS, ids=lambda kind: kind.__name__)
def test_every_command_says_who_may_give_it(command: type) -> None:
    assert command in RULES


@pytest.fixture
def lived_in(image: sqlite3.Connection) -> Story:
    """The town with reports of every kind of reporter, and somebody whose post has ended."""
    story = Story(in_memory(image))
    for indicator, by, role in (
        ("AS4.3.1", "eq.as4", Role.EQ),
        ("AS3.1.1", "dirigente.as", Role.DIRIGENTE),
        ("SG.1.1", "segretario", Role.SEGRETARIO),
        ("TR.1.1", "dirigente.af", Role.DIRIGENTE),
    ):
        story.given(recorded(said(indicator, 3), role), by=by)
    gone = AddPerson("fired", "", Role.EQ, "AS4", until=TODAY - dt.timedelta(days=1))
    for command in (gone, CancelObjective("AS4.1", "fusa")):
        for decision in story.when(command, by="cli").decisions:
            story.given(decision.event, by="cli")
    return story


def is_named(story: Story, command: object, actor: str) -> bool:
    """Whether the table gives the command to this very actor: the calendar, whose scheda it is."""
    year = getattr(command, "year", None)
    grounds = [*(RULES[type(command)](story.view.of(year), command, TODAY) or ())]
    return bool(grounds) and all(
        actor in g.persons or (actor == CALENDAR and CALENDAR in g.posts) for g in grounds
    )


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_a_command_is_refused_in_words_or_is_its_actor_s_to_give(
    lived_in: Story, kind: type
) -> None:
    @settings(max_examples=120, deadline=None, database=None)
    @given(COMMANDS[kind], st.sampled_from(ACTORS))
    def tried(command: object, actor: str) -> None:
        decided = lived_in.when(command, by=actor)
        if kind is not BindChat and decided.decisions:
            named = is_named(lived_in, command, actor)
            assert named or posts_on(lived_in.view, actor, TODAY), "nobody else does anything"

    tried()


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_a_card_keeps_a_command_as_it_is(kind: type) -> None:
    @settings(max_examples=25, deadline=None, database=None)
    @given(COMMANDS[kind])
    def kept(command: object) -> None:
        assert read_back(written(command)) == command

    kept()


@pytest.mark.parametrize(
    "kept", [{}, {"kind": "Nothing"}, {"kind": "UndoProgress", "said": {"report": "x"}}]
)
def test_a_card_of_another_version_is_told_from_one_of_ours(kept: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, ValidationError)):
        read_back(kept)


def offices() -> Iterable[str]:
    return [code for code in ACTORS if code not in ("nobody", "calendar", "", "fired")]


@pytest.mark.parametrize("person", offices())
def test_what_one_may_report_is_the_same_wherever_it_is_asked(lived_in: Story, person: str) -> None:
    """The menu, the reader of messages and the command ask one rule."""
    view = lived_in.view
    posts = posts_on(view, person, TODAY)
    mine = {code for code in view.plan.indicators if may_report_on(view.plan, posts, code)}
    assert mine == reportable(view.plan.plan, posts)
    if person != "cli":
        assert mine == {c for c in view.plan.indicators if may_report(view, person, c, TODAY)}


def test_every_refusal_here_is_one_the_ledger_draws(lived_in: Story) -> None:
    answer = lived_in.when(SetDeadline("AS4.3", dt.date(24, 12, 31)), by="dirigente.as")
    assert isinstance(answer.refusal, Refusal)
    assert DECIDERS.keys() >= COMMANDS.keys()
