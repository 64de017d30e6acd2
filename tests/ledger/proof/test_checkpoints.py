"""What was signed and published cannot be rewritten unseen, not even by who holds the file."""

import json
import runpy
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands.people import AddPerson
from ledger.commands.progress import RecordProgress
from ledger.errors import ChainBroken
from ledger.errors_proof import BadNote, GuardsMissing, LedgerBehind, LogRewritten, NoCheckpoint
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.log import GENESIS, body_of, envelope_hash
from ledger.people import CLI, Role
from ledger.proof import consistency
from ledger.proof.checkpoints import Witness, distrusted, origin_of
from ledger.proof.merkle import leaf_hash, root_of
from ledger.proof.notes import Note, read_note, sign
from ledger.proof.receipts import check_under, read_receipt
from ledger.proof.signing import new_signer

from ..conftest import plus
from .conftest import Opened

SCRIPT = Path(__file__).parents[3] / "docs" / "verify.py"


def report(ledger: Ledger) -> None:
    ledger.execute(RecordProgress((plus("AS4.3.1", 7),)), actor="eq.as4", cause="test")


def forge(path: Path, events: list[Envelope]) -> None:
    """Whoever holds the file writes another history in it, and hashes it all anew."""
    db = sqlite3.connect(path)
    for name in ("events_no_update", "events_no_delete", "events_in_order"):
        db.execute(f"drop trigger if exists {name}")
    db.execute("delete from events")
    prev, versions = GENESIS, dict[str, int]()
    for seq, event in enumerate(events, 1):
        versions[event.stream] = versions.get(event.stream, 0) + 1
        e = replace(event, seq=seq, version=versions[event.stream], prev=prev, hash="")
        prev = envelope_hash(e)
        db.execute(
            "insert into events values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (e.seq, e.stream, e.version, e.type, e.schema, e.recorded_at.isoformat(),
             e.effective_on.isoformat(), e.actor, e.cause, e.key, e.data, e.prev, prev),
        )  # fmt: skip
    db.commit()
    db.close()


FORGERIES = {
    "changed": lambda es: [*es[:9], replace(es[9], data="{}"), *es[10:]],
    "removed": lambda es: [*es[:9], *es[10:]],
    "inserted": lambda es: [*es[:9], replace(es[9], key="another"), *es[9:]],
    "reordered": lambda es: [*es[:9], es[10], es[9], *es[11:]],
    "another actor": lambda es: [*es[:9], replace(es[9], actor="cli2"), *es[10:]],
    "a rewritten tail": lambda es: [*es[:-1], replace(es[-1], cause="other")],
}


@pytest.mark.parametrize("how", FORGERIES)
def test_a_history_rewritten_behind_a_checkpoint_is_found(
    path: Path, opened: Opened, how: str
) -> None:
    ledger = opened()
    published = ledger.checkpoint()
    events = list(ledger.log.every())
    ledger.close()
    forge(path, FORGERIES[how](events))
    with pytest.raises((LogRewritten, LedgerBehind)):
        opened().verify()
    # Even with every trace beside the log taken away, the note somebody else holds tells.
    db = sqlite3.connect(path)
    db.execute("delete from checkpoints")
    db.commit()
    db.close()
    path.with_name(f"{path.name}.checkpoint").unlink()
    with pytest.raises((LogRewritten, LedgerBehind)):
        opened().verify([published])


def test_the_first_event_that_is_not_vouched_for_is_named(path: Path, opened: Opened) -> None:
    ledger = opened()
    first = ledger.checkpoint()
    report(ledger)
    report(ledger)
    ledger.checkpoint()
    events = list(ledger.log.every())
    ledger.close()
    forge(path, [*events[:-1], replace(events[-1], actor="admin")])
    with pytest.raises(LogRewritten) as found:
        opened().verify()
    assert found.value.seq == first.size + 1


def test_a_ledger_put_back_to_an_earlier_day_is_behind_its_checkpoint(
    path: Path, opened: Opened
) -> None:
    ledger = opened()
    ledger.file.execute("pragma wal_checkpoint(truncate)")
    old = path.read_bytes()
    report(ledger)
    note = ledger.checkpoint()
    ledger.close()
    path.write_bytes(old)
    with pytest.raises(LedgerBehind) as behind:
        opened().verify()
    assert behind.value.seq == note.size


def test_a_checkpoint_of_the_same_head_is_the_same(ledger: Ledger) -> None:
    assert ledger.checkpoint() == ledger.checkpoint()
    report(ledger)
    assert ledger.checkpoint().size == ledger.log.head().seq


def test_keys_give_way_to_one_another_in_sight(ledger: Ledger) -> None:
    first, second = ledger.checkpoint(), ledger.checkpoint(rotate=True)
    report(ledger)
    third = ledger.checkpoint()
    assert first.verifier != second.verifier == third.verifier
    assert second.signed_by(first.verifier) and not third.signed_by(first.verifier)
    assert ledger.verify().seq == third.size
    assert distrusted([first, second, third]) == []
    assert distrusted([first, third]) == [third], "nobody presented that key"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Note, str]:
    from ...town import MORNING, new_ledger

    ledger = new_ledger(tmp_path_factory.mktemp("signed") / "t.db", MORNING)
    note, receipt = ledger.checkpoint(), ledger.receipt(5)
    ledger.close()
    return note, receipt


ANYWHERE = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(data=st.data())
@ANYWHERE
def test_any_altered_character_of_a_receipt_or_a_checkpoint_is_found(
    signed: tuple[Note, str], data: st.DataObject
) -> None:
    note, receipt = signed
    text, read = data.draw(st.sampled_from([(note.text, read_note), (receipt, read_receipt)]))
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(
        st.sampled_from("AZaz09+/=—\n \t") | st.characters().filter(lambda c: c != text[place])
    )
    changed = text[:place] + other + text[place + 1 :]
    if changed != text:
        with pytest.raises(BadNote):
            read(changed)


def test_every_event_has_a_receipt_that_stands_under_its_checkpoint(ledger: Ledger) -> None:
    note = ledger.checkpoint()
    for envelope in ledger.log.every():
        receipt = read_receipt(ledger.receipt(envelope.seq))
        check_under(receipt, note)
        assert (receipt.event["seq"], receipt.event["actor"]) == (envelope.seq, envelope.actor)
    report(ledger)
    with pytest.raises(NoCheckpoint):
        ledger.receipt(ledger.log.head().seq)
    with pytest.raises(BadNote):
        check_under(read_receipt(ledger.receipt(3)), ledger.checkpoint())
    assert read_receipt(ledger.receipt(3, note)).note == note


def test_the_page_of_script_agrees_and_needs_nothing_of_ours(
    ledger: Ledger, tmp_path: Path
) -> None:
    note, receipt, log = (tmp_path / n for n in ("note", "receipt", "log"))
    note.write_text(ledger.checkpoint().text)
    receipt.write_text(ledger.receipt(7))
    write_events(log, ledger.log.every())

    def run(*files: Path) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", str(SCRIPT), *map(str, files)], capture_output=True, text=True
        )
        return done.returncode, done.stdout + done.stderr

    assert run(receipt, note)[0] == 0 == run(receipt)[0] == run(log, note)[0]
    receipt.write_text(receipt.read_text().replace("index 6", "index 5"))
    assert run(receipt)[0] == 1
    log.write_text(log.read_text().replace("eq.as4", "eq.as3"))
    code, said = run(log, note)
    assert (code, "NON VALE" in said) == (1, True)


def write_events(path: Path, events: Iterable[Envelope]) -> None:
    """As `traguardo events` does."""
    with path.open("w") as out:
        for e in events:
            fields = {**vars(e), "data": json.loads(e.data)}
            fields = {k: v for k, v in fields.items() if k not in ("plan_year", "keys", "recorded")}
            print(
                json.dumps({k: v if k == "data" else _plain(v) for k, v in fields.items()}),
                file=out,
            )


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def script() -> Callable[..., None]:
    """What the page of script does with its files, here; it ends with SystemExit where it says no.
    That it needs nothing of ours is another test's."""
    main: Callable[..., None] = runpy.run_path(str(SCRIPT))["main"]
    return main


@pytest.mark.parametrize("how", FORGERIES)
def test_the_page_of_script_finds_a_history_rewritten_behind_a_checkpoint(
    path: Path, opened: Opened, tmp_path: Path, how: str
) -> None:
    ledger = opened()
    note, log = tmp_path / "note", tmp_path / "log"
    note.write_text(ledger.checkpoint().text)
    events = list(ledger.log.every())
    ledger.close()
    check = script()
    write_events(log, events)
    check(str(log), str(note))
    forge(path, FORGERIES[how](events))
    write_events(log, opened().log.every())
    with pytest.raises(SystemExit, match="NON VALE"):
        check(str(log), str(note))


def test_the_page_of_script_tells_whether_a_checkpoint_goes_on_from_another(
    ledger: Ledger, tmp_path: Path
) -> None:
    note, proof = tmp_path / "note", tmp_path / "proof"
    check = script()

    def says(text: str, held: Note) -> None:
        proof.write_text(text)
        note.write_text(held.text)
        check(str(proof), str(note))

    for n in range(9):
        old = ledger.checkpoint()
        ledger.execute(AddPerson(f"p{n}", f"P{n}", Role.EQ, "AS4"), actor=CLI, cause="test")
        new = ledger.checkpoint()
        text = consistency.prove(ledger.log.every(), old, new)
        says(text, old)
        says(consistency.prove(ledger.log.every(), new, new), new)
        with pytest.raises(SystemExit, match="NON VALE"):
            says(text, new)
    head, _, newest = text.partition("\n\n")
    lines = head.split("\n")
    for at, line in enumerate(lines[2:], 2):
        other = ("B" if line[0] == "A" else "A") + line[1:]
        with pytest.raises(SystemExit, match="NON VALE"):
            says("\n".join([*lines[:at], other, *lines[at + 1 :]]) + f"\n\n{newest}", old)


# What the file itself holds


@pytest.mark.parametrize("seq", [0, -3])
def test_a_row_planted_before_the_beginning_is_found_and_stands_for_nothing(
    path: Path, opened: Opened, seq: int
) -> None:
    ledger = opened()
    ledger.file.execute("drop trigger events_in_order")
    ledger.file.execute(
        "insert into events select ?, 'planted', 1, type, schema, recorded_at, effective_on, actor,"
        " cause, 'card:x', data, prev, hash from events where seq = 3",
        (seq,),
    )
    assert ledger.log.with_key("card:x") == []
    with pytest.raises(ChainBroken) as found:
        ledger.verify()
    assert found.value.seq == seq


def test_guards_that_are_gone_or_false_are_told_and_put_back(ledger: Ledger) -> None:
    ledger.file.execute("drop trigger events_no_update")
    ledger.file.execute("drop trigger events_no_delete")
    ledger.file.execute(
        "create trigger events_no_delete before delete on events begin select 1; end"
    )
    ledger.file.execute("create trigger mine after insert on events begin select 1; end")
    with pytest.raises(GuardsMissing) as missing:
        ledger.verify()
    assert missing.value.names == ("events_no_delete", "events_no_update", "mine")
    ledger.verify()
    with pytest.raises(sqlite3.IntegrityError):
        ledger.file.execute("update events set actor = 'x'")


def test_every_byte_of_a_small_log_is_under_its_checkpoint(ledger: Ledger) -> None:
    """Of every column of every event, hashed anew from there on; of the plan, long as it is, one
    byte in fifty."""
    events = list(ledger.log.every())[:8]
    origin = origin_of(events[0].hash)
    root = root_of([leaf_hash(body_of(e).encode()) for e in events])
    note = sign(origin, len(events), root, [new_signer(origin)])
    _held_against(note, events)
    for n, e in enumerate(events):
        for name in ("stream", "type", "actor", "cause", "key", "data"):
            text = getattr(e, name)
            for place in range(0, len(text), 50 if len(text) > 1000 else 1):
                other = chr(ord(text[place]) ^ 1)
                forged = replace(e, **{name: text[:place] + other + text[place + 1 :]})
                with pytest.raises(LogRewritten):
                    _held_against(note, [*events[:n], forged, *events[n + 1 :]])


def _held_against(note: Note, events: list[Envelope]) -> None:
    witness, prev = Witness([note]), GENESIS
    for event in events:
        e = replace(event, prev=prev)
        prev = envelope_hash(e)
        witness.sees(e.seq, prev, leaf_hash(body_of(e).encode()))
    witness.ends()


def test_a_later_checkpoint_is_shown_to_go_on_from_an_earlier_one(
    path: Path, opened: Opened
) -> None:
    ledger = opened()
    events = list(ledger.log.every())
    old = ledger.checkpoint()
    for n in range(9):
        ledger.execute(AddPerson(f"p{n}", f"P{n}", Role.EQ, "AS4"), actor=CLI, cause="test")
        new = ledger.checkpoint()
        proof = consistency.prove(ledger.log.every(), old, new)
        assert consistency.check(proof, old) == new
        assert consistency.check(consistency.prove(ledger.log.every(), new, new), new) == new
    lines = proof.split("\n")
    for at in range(len(lines[: lines.index("")])):
        changed = [*lines[:at], lines[at][:-2] + "A" + lines[at][-1:], *lines[at + 1 :]]
        if changed != lines:
            with pytest.raises(BadNote):
                consistency.check("\n".join(changed), old)
    ledger.close()
    forge(path, [*events[:5], replace(events[5], actor="cli2"), *events[6:]])
    rewritten = list(opened().log.every())
    with pytest.raises(BadNote):
        consistency.prove(rewritten, old, new)
