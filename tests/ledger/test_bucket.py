"""Proofs in a store that speaks S3: over HTTP, put, read against the hash, verified."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from ledger.commands.evidence import AttachEvidence
from ledger.commands.progress import RecordProgress
from ledger.errors_proof import EvidenceNowhere, EvidenceUnreachable
from ledger.ledger import Ledger
from ledger.progress.bucket import Bucket, beside, evidence_of
from ledger.progress.evidence import ORPHAN_SECONDS

from .conftest import plus

boto3 = pytest.importorskip("boto3", reason="pip install 'traguardo[s3]'")
moto = pytest.importorskip("moto.server", reason="pip install 'moto[s3,server]'")

PROOF = b"%PDF-1.7 prova"
REGION = "eu-south-1"
ACCESS = {
    "AWS_ACCESS_KEY_ID": "k",
    "AWS_SECRET_ACCESS_KEY": "s",
    "AWS_DEFAULT_REGION": REGION,
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """An empty bucket that the process is set to use."""
    name = f"prove-{abs(hash(request.node.name))}"
    for variable, value in ACCESS.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("TRAGUARDO_EVIDENCE", f"s3://{name}/comune")
    monkeypatch.setenv("TRAGUARDO_EVIDENCE_ENDPOINT", server)
    where = {"LocationConstraint": REGION}
    client(server).create_bucket(Bucket=name, CreateBucketConfiguration=where)
    return name


def client(server: str) -> Any:
    return boto3.session.Session().client("s3", endpoint_url=server)


def proved(ledger: Ledger) -> str:
    """A report with a proof; the proof's name."""
    (report,) = ledger.execute(RecordProgress((plus("AS4.3.1", 3),)), actor="eq.as4", cause="test")
    name = ledger.evidence.put(PROOF)
    proof = AttachEvidence(report.seq, name, len(PROOF), "application/pdf", "a.pdf")
    ledger.execute(proof, actor="eq.as4", cause="test")
    return name


def test_a_proof_put_by_one_worker_is_read_by_another_and_none_is_beside_the_ledger(
    bucket: str, ledger: Ledger
) -> None:
    name = ledger.evidence.put(PROOF)
    assert ledger.evidence.put(PROOF) == name
    assert evidence_of(Path("another.db")).get(name) == PROOF
    assert not ledger.path.with_name(f"{ledger.path.name}.evidence").exists()
    assert (ledger.evidence.get("0" * 64), ledger.evidence.get("../x")) == (None, None)


def test_what_was_changed_in_the_bucket_is_not_a_proof_any_more_and_verify_says_which(
    bucket: str, server: str, ledger: Ledger
) -> None:
    name = proved(ledger)
    verify = ["--db", str(ledger.path), "--now", "2024-09-16T10:00", "verify", "--evidence"]
    assert CliRunner().invoke(main, verify).exit_code == 0
    client(server).put_object(Bucket=bucket, Key=f"comune/{name}", Body=b"altro")
    assert ledger.evidence.get(name) is None
    found = CliRunner().invoke(main, verify)
    assert (found.exit_code, name in found.stderr) == (1, True)
    ledger.evidence.put(PROOF)
    assert CliRunner().invoke(main, verify).exit_code == 0, "given again, it is put right"


def test_files_that_no_record_names_are_taken_away_in_time_and_others_files_stay(
    bucket: str, server: str, ledger: Ledger
) -> None:
    named, orphan = ledger.evidence.put(PROOF), ledger.evidence.put(b"%PDF b")
    client(server).put_object(Bucket=bucket, Key="comune/nota.txt", Body=b"di altri")
    other = Bucket(bucket, "altro-comune", server).put(b"%PDF b")
    assert ledger.evidence.collect(named.__eq__) == 0, "too young"
    assert ledger.evidence.collect(named.__eq__, time.time() + ORPHAN_SECONDS + 60) == 1
    assert (ledger.evidence.get(named), ledger.evidence.get(orphan)) == (PROOF, None)
    assert Bucket(bucket, "altro-comune", server).get(other) == b"%PDF b"
    keys = [found["Key"] for found in client(server).list_objects_v2(Bucket=bucket)["Contents"]]
    assert "comune/nota.txt" in keys


def test_a_proof_that_is_erased_is_gone_from_the_bucket(bucket: str, ledger: Ledger) -> None:
    name = ledger.evidence.put(PROOF)
    ledger.evidence.remove(name)
    ledger.evidence.remove(name)
    assert ledger.evidence.get(name) is None


def test_a_store_that_does_not_answer_or_is_not_there_is_a_refusal_a_person_can_act_on(
    bucket: str, server: str
) -> None:
    with pytest.raises(EvidenceUnreachable):
        Bucket("mai-fatto", "", server).put(PROOF)
    with pytest.raises(EvidenceUnreachable):
        Bucket(bucket, "", "http://127.0.0.1:1").get("0" * 64)


@pytest.mark.parametrize("address", ["prove", "s3://", "https://esempio.it/prove"])
def test_an_address_that_is_no_bucket_is_refused(address: str) -> None:
    with pytest.raises(EvidenceNowhere):
        evidence_of(Path("t.db"), {"TRAGUARDO_EVIDENCE": address})


def test_proofs_move_from_the_folder_to_the_bucket_and_back_and_a_spoilt_one_stays(
    bucket: str, ledger: Ledger
) -> None:
    folder = beside(ledger.path)
    names = {folder.put(content) for content in (PROOF, b"%PDF-1.7 altra")}
    spoilt = folder.put(b"%PDF-1.7 terza")
    (folder.folder / spoilt).write_bytes(b"altro")
    move = ["--db", str(ledger.path), "evidence", "move"]
    done = CliRunner().invoke(main, move)
    assert (done.exit_code, spoilt in done.stderr, folder.names()) == (1, True, [spoilt])
    assert {*ledger.evidence.names()} == names
    assert ledger.evidence.get(next(iter(names))) is not None
    again = CliRunner().invoke(main, move)
    assert (again.exit_code, {*ledger.evidence.names()}) == (1, names), (
        "what moved is not moved twice"
    )
    assert CliRunner().invoke(main, [*move, "--back", f"s3://{bucket}/comune"]).exit_code == 0
    assert ({*folder.names()}, ledger.evidence.names()) == (names | {spoilt}, [])


def test_proofs_move_nowhere_without_a_bucket(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAGUARDO_EVIDENCE", raising=False)
    done = CliRunner().invoke(main, ["--db", str(ledger.path), "evidence", "move"])
    assert (done.exit_code, "TRAGUARDO_EVIDENCE" in done.stderr) == (2, True)
