"""What is about people is sealed by a key each: in the log, in the tables, in what waits.

Whoever has the file and not the keys reads no name, no chat, no judgement; whoever is forgotten is
read by nobody, and the chain, the sums and the receipts hold as before.
"""

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.ente import AdoptRegulation
from ledger.commands.forgetting import ForgetPerson
from ledger.commands.leaves import AnnounceLeave
from ledger.commands.people import AddPerson, Invite
from ledger.commands.personnel import RecordFact
from ledger.commands.premiums import SetMaximum
from ledger.commands.progress import ContestProgress, RecordProgress
from ledger.commands.talks import RecordTalk
from ledger.errors import NotEnrolled
from ledger.errors_people import Forgotten, SecondPersonNeeded
from ledger.errors_proof import KeysMissing
from ledger.evaluation.payout import payout
from ledger.events import KINDS, Envelope, Erased, PersonForgotten
from ledger.events.base import ERASED, sealed_fields
from ledger.forgetting import forget
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.projections import evaluation, personnel
from ledger.proof.notes import read_note
from ledger.proof.receipts import read_receipt
from ledger.readings import openly
from ledger.regulation import bundled
from ledger.sealing.ring import Keys, keys_path

from ..town import MORNING, at, opened
from .conftest import plus

PAST = Path(__file__).with_name("past") / "ledger-2025.db"

ACT = ("Determina Quodlibet", dt.date(2024, 3, 1))

WHOM = {"person", "to", "actor"}
"""Codes of people, which are not their names."""

OPEN = {
    "ChatAwaiting": {"code_hash"},
    "ChatBound": {"code_hash", "displaces"},
    "CollegialProposed": {"kind", "year"},
    "CollegialVoted": {"agrees", "proposal", "year"},
    "EvaluationContributed": {"year", "part", "kind", "unit"},
    "EvidenceAttached": {"year", "report", "indicator", "sha256", "size", "media_type"},
    "GroupBound": {"area", "topic"},
    "GroupMoved": {"area"},
    "InvitationIssued": {"code_hash", "expires_at"},
    "MaximumSet": {"year"},
    "NoticeSent": {"number", "told"},
    "ObjectivesAssigned": {"year", "part"},
    "ObjectivesConsulted": {"year", "part"},
    "ObjectivesNoted": {"year", "part"},
    "ObjectivesProposed": {"year", "part"},
    "ObservationsAnswered": {"year", "part"},
    "ObservationsFiled": {"year", "part", "version"},
    "OutcomeSigned": {"year", "part"},
    "PayoutAdjusted": {"year", "act", "act_on"},
    "PayoutListApproved": {"year", "funds"},
    "PersonForgotten": {"second", "paid", "public"},
    "PersonMoved": {"since", "until", "act_on", "role", "unit"},
    "PersonnelFactAnnulled": {"fact"},
    "PlainModeSet": {"on"},
    "PostAssigned": {"role", "unit", "interim", "since", "until"},
    "PostEnded": {"role", "unit", "until"},
    "ProgressContested": {"year", "report", "indicator"},
    "ProgressCorrected": {
        *("year", "report", "indicator", "mode"),
        *("value", "numerator", "denominator", "capacity"),
    },
    "ProgressRecorded": {
        *("year", "indicator", "mode", "value", "numerator", "denominator", "capacity"),
    },
    "ProgressUndone": {"year", "report", "indicator"},
    "ReminderDeclined": {"year", "topic"},
    "ReminderReturned": {"year", "topic"},
    "ReminderSettingsChanged": {"hour", "weekday", "silenced", "weeks"},
    "SchedaAcknowledged": {"year", "part", "version", "read_on"},
    "SchedaIssued": {"year", "part", "version", "regulation"},
    "SchedaServed": {"year", "part", "version"},
    "Snoozed": {"topic", "until"},
    "SupportRequested": {"year"},
    "TalkAnnotated": {"year", "part", "talk"},
    "TalkHeld": {"year", "part", "moment"},
}
"""What stays open of an event that is about a person, or holds something sealed: nothing that
says more of them than that it happened."""


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_whatever_an_event_says_of_a_person_is_sealed_or_known_to_be_open(kind: type) -> None:
    sealed = sealed_fields(kind)
    fields = set(kind.model_fields) - {"type"}  # type: ignore[attr-defined]
    if sealed or fields & WHOM:
        assert fields - sealed.keys() - WHOM == OPEN.get(kind.__name__, set())


SAID = {
    "name": "Zaccaria Quidnunc",
    "chat": "9871234567",
    "note": "nota di Zebedeo",
    "reason": "contestata per Quisquilia",
    "talk": "colloquio Xanadu",
    "act": "Determina Quodlibet",
    "protection": "congedo_Zefiro",
    "maximum": "98765.43",
}
"""Words that stand nowhere else."""


@pytest.fixture
def town(ledger: Ledger) -> Ledger:
    """Everything that can be said of one EQ, in a file."""

    def does(command: object, by: str) -> list[Envelope]:
        return ledger.execute(command, actor=by, cause="test")

    person, day = "eq.zac", dt.date(2024, 3, 4)
    does(AdoptRegulation(bundled()), CLI)
    does(AddPerson(person, SAID["name"], Role.EQ, "AS4"), CLI)
    does(Invite(person, "CODE"), CLI)
    ledger.bind_chat("CODE", user_id=SAID["chat"], key="bind")
    for kind, what in (("assenza", "malattia"), ("tutela", SAID["protection"])):
        fact = RecordFact(kind, person, *ACT, since=day, until=dt.date(2024, 3, 8), what=what)
        does(fact, "personale")
    does(RecordFact("servizio", person, *ACT, what="funzionari_eq"), "personale")
    does(RecordFact("sanzione", person, *ACT, what="multa"), "personale")
    does(SetMaximum(2024, person, Decimal(SAID["maximum"]), *ACT), "personale")
    does(AnnounceLeave(person, dt.date(2024, 10, 1), dt.date(2024, 10, 9)), "personale")
    said = replace(plus("AS4.3.1", 3), note=SAID["note"])
    (report,) = does(RecordProgress((said,)), person)
    does(ContestProgress(report.seq, SAID["reason"]), "dirigente.as")
    does(RecordTalk(person, 2024, "midway", dt.date(2024, 9, 1), SAID["talk"]), "dirigente.as")
    return ledger


def files(path: Path) -> Iterator[tuple[str, bytes]]:
    for file in path.parent.iterdir():
        if file.is_file() and ".formato-" not in file.name:
            yield file.name, file.read_bytes()


def test_no_file_of_the_ledger_says_anything_of_a_person(town: Ledger) -> None:
    held = list(files(town.path))
    assert {"traguardo.db", "traguardo.db-wal", "traguardo.db.keys"} <= {name for name, _ in held}
    found = [
        (name, words)
        for name, content in held
        for words in (*SAID.values(), "SanctionImposed", "AbsenceRecorded", "2024-03-04")
        if words.encode() in content
    ]
    assert found == []


def test_whoever_has_the_keys_reads_what_was_said(town: Ledger) -> None:
    view = town.view
    assert view.known("eq.zac").name == SAID["name"]
    assert view.person_of(SAID["chat"]) == "eq.zac"
    kinds = {fact.kind for fact in personnel.facts(view.tables, "eq.zac")}
    assert kinds == {"servizio", "assenza", "tutela", "sanzione"}
    said = [e.event for e in town.story("indicator", "AS4.3.1", 2024)]
    assert SAID["note"] in {getattr(event, "note", None) for event in said}
    assert town.differs_from_rebuild() == []


def test_without_keys_the_chain_is_checked_and_figures_are_read(town: Ledger) -> None:
    town.checkpoint()
    head = town.log.head()
    town.close()
    for kind in (".keys", ".keys.master"):
        Path(f"{town.path}{kind}").unlink()
    bare = opened(Ledger.open(town.path, FixedClock(MORNING)))
    assert bare.verify() == head
    assert bare.view.known("eq.zac").name == "sigillato"
    assert bare.view.person_of(SAID["chat"]) is None
    assert [r.status for r in bare.view.reports_of("AS4.3.1")] == ["contested"]
    assert bare.differs_from_rebuild() == []
    with pytest.raises(KeysMissing):
        personnel.facts(bare.view.tables, "eq.zac")
    with pytest.raises(KeysMissing):
        bare.execute(AddPerson("x", "X", Role.EQ, "AS3"), actor=CLI, cause="test")
    with pytest.raises(KeysMissing):
        bare.rebuild()


def test_the_keys_of_another_ledger_open_nothing(town: Ledger, tmp_path: Path) -> None:
    town.close()
    other = Keys.create(tmp_path / "other.keys")
    other.shut()
    for kind in ("", ".master"):
        shutil.copy(tmp_path / f"other.keys{kind}", f"{keys_path(town.path)}{kind}")
    stranger = opened(Ledger.open(town.path, FixedClock(MORNING)))
    assert stranger.view.known("eq.zac").name == "sigillato"


# Forgetting


def forgets(ledger: Ledger, person: str = "eq.zac", second: str = "segretario") -> None:
    forget(ledger, ForgetPerson(person, "lo ha chiesto", second), actor=CLI, cause="test")


def test_of_who_is_forgotten_nothing_is_read_and_all_else_holds(town: Ledger) -> None:
    note = town.checkpoint()
    receipt = town.receipt(town.log.head().seq)
    before = [(e.seq, e.hash) for e in town.log.every()]
    standing = town.view.standings(["AS4.3.1"])
    forgets(town)
    assert [(e.seq, e.hash) for e in town.log.every()][:-1] == before
    assert read_receipt(receipt).note == note
    assert town.verify([note]).seq == len(before) + 1
    assert town.view.standings(["AS4.3.1"]) == standing
    person = town.view.person("eq.zac")
    assert person is not None and (person.name, person.posts, person.forgotten) == (
        ERASED,
        (),
        True,
    )
    assert town.view.person_of(SAID["chat"]) is None
    for e in town.log.after():
        assert not set(SAID.values()) & set(map(str, e.clear().values())), e.type
    notes = [getattr(e.event, "note", None) for e in town.story("indicator", "AS4.3.1", 2024)]
    assert notes[0] == ERASED
    assert any(isinstance(e.event, Erased) for e in town.log.after())
    assert town.differs_from_rebuild() == []
    town.rebuild()
    assert town.differs_from_rebuild() == []


@pytest.mark.parametrize("question", ["as_of", "known_at"])
def test_a_past_day_says_nothing_of_who_was_forgotten_since(town: Ledger, question: str) -> None:
    """A view of the past made before, one made after, and one made again from the log."""
    asked = {"as_of": None, "known_at": None, question: MORNING + dt.timedelta(hours=1)}
    town.clock.move(MORNING + dt.timedelta(days=2))  # type: ignore[attr-defined]
    plus_one = RecordProgress((plus("AS4.3.1", 1),))
    town.execute(plus_one, actor="dirigente.as", cause="test")  # so that the past is another
    with town.view_at(**asked) as before:
        assert before.known("eq.zac").name == SAID["name"]
    forgets(town)
    again = opened(Ledger.open(town.path, FixedClock(MORNING + dt.timedelta(days=2))))
    for ledger in (town, again):
        with ledger.view_at(**asked) as past:
            person = past.person("eq.zac")
            assert person is not None and person.name == ERASED
            assert past.person_of(SAID["chat"]) is None
            said = "".join(f"{row}" for row in past.people())
            assert not any(words in said for words in SAID.values())


def test_who_is_forgotten_stays_so(town: Ledger) -> None:
    other = opened(Ledger.open(town.path, FixedClock(MORNING)))
    assert other.view.known("eq.zac").name == SAID["name"]
    (note,) = (e for e in other.log.after() if "nota" in str(e.clear()))
    forgets(town)
    other.view  # noqa: B018  # whoever asks anew
    assert SAID["note"] not in str(note.clear()), "a process that had the key in memory"
    with pytest.raises(Forgotten):
        other.view.known("eq.zac")
    for command, by in (
        (AddPerson("eq.zac", "Un altro", Role.EQ, "AS4"), CLI),
        (Invite("eq.zac", "C"), CLI),
        (RecordFact("sanzione", "eq.zac", *ACT, what="multa"), "personale"),
        (ForgetPerson("eq.zac", "di nuovo", "segretario"), CLI),
    ):
        with pytest.raises(Forgotten):
            town.execute(command, actor=by, cause="test")
    with pytest.raises(NotEnrolled):
        town.execute(RecordProgress((plus("AS4.3.1", 1),)), actor="eq.zac", cause="test")


def test_forgetting_takes_a_second_person(town: Ledger) -> None:
    for second in ("eq.zac", CLI):
        with pytest.raises(SecondPersonNeeded):
            forgets(town, second=second)
    assert town.view.known("eq.zac").name == SAID["name"]


def test_what_is_recorded_and_not_carried_out_is_carried_out_on_opening(town: Ledger) -> None:
    command = ForgetPerson("eq.zac", "lo ha chiesto", "segretario")
    town.execute(command, actor=CLI, cause="test")  # and the process dies before the key goes
    assert town.keys.lock("eq.zac") is not None
    town.close()
    again = opened(Ledger.open(town.path, FixedClock(MORNING)))
    assert again.keys.lock("eq.zac") is None
    assert again.differs_from_rebuild() == []


# A ledger written in clear


Raw = list[tuple[object, ...]]


def rows(path: Path, columns: str) -> Raw:
    db = sqlite3.connect(path)
    found = db.execute(f"select {columns} from events order by seq").fetchall()
    db.close()
    return found


@pytest.fixture
def past(tmp_path: Path) -> Path:
    return Path(shutil.copy(PAST, tmp_path / "past.db"))


def open_past(path: Path) -> Ledger:
    return opened(Ledger.open(path, FixedClock(at("2026-06-30", 12))))


def test_a_ledger_in_clear_is_sealed_on_opening(past: Path) -> None:
    same = "seq, stream, version, recorded_at, actor, key"
    before, (head,) = rows(past, same), rows(past, "hash")[-1]
    clear = {seq: json.loads(str(data)) for seq, data in rows(past, "seq, data")}
    ledger = open_past(past)
    assert rows(past, same) == before
    assert rows(past.with_name("past.db.formato-1"), same) == before
    for e in ledger.log.after():
        said = e.clear()
        assert said.keys() >= clear[e.seq].keys()
        if e.type not in ("PayoutListApproved", "PlanAdopted", "RegulationAdopted"):
            assert {name: said[name] for name in clear[e.seq]} == clear[e.seq]
    first = ledger.checkpoints.all()[0].note
    assert first.before == f"sealed-from 175 {head}"
    assert read_note(first.text) == first
    assert ledger.verify().seq == 175
    people = [e.seq for e in ledger.log.of_types(["PersonAdded"])]
    names = {clear[seq]["name"] for seq in people}
    held = [content for _, content in files(past)]
    sheets = [c["sheet"].encode() for c in clear.values() if "sheet" in c]
    assert not [n for n in names if n != n.lower() and any(n.encode() in c for c in held)]
    assert sheets and not [s for s in sheets if any(s in content for content in held)]
    head_now = ledger.log.head()
    ledger.close()
    assert open_past(past).log.head() == head_now, "once"


def test_what_a_definitive_list_paid_stays_when_somebody_on_it_is_forgotten(past: Path) -> None:
    ledger = open_past(past)

    def funds() -> list[tuple[str, object, object]]:
        found = payout(ledger.view.of(2025), 2025, ledger.today())
        return [(fund.name, fund.amount, fund.paid) for fund in found.funds]

    def residual() -> object:
        return payout(ledger.view.of(2025), 2025, ledger.today()).residual

    def shown() -> object:
        view = ledger.view.of(2025)
        return openly.premiums_of(view, 2025), openly.distribution(view, 2025)

    before, left, public = funds(), residual(), shown()
    for person in ("dip.viola", "dip.rossi"):
        forgets(ledger, person)
    assert (funds(), residual(), shown()) == (before, left, public)
    lines = payout(ledger.view.of(2025), 2025, ledger.today()).lines
    assert "dip.viola" not in {line.person for line in lines}
    assert evaluation.versions(ledger.view.tables, 2025, "dip.viola") == []
    assert ledger.differs_from_rebuild() == []
    assert isinstance(list(ledger.log.after())[-1].event, PersonForgotten)
