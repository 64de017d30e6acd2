"""A receipt: the proof that one event is under a checkpoint, in the C2SP's tlog-proof format.

c2sp.org/tlog-proof@v1
extra eyJhY3Rvci…=       the event itself, as it was hashed
index 730                its place, from 0
8sX1…=                   the hashes that lead to the root
                         then the checkpoint, signed
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.errors_proof import BadNote, Flaw
from ledger.events import Envelope, canonical
from ledger.later import dataclass
from ledger.log import body_of
from ledger.proof.merkle import inclusion_proof, leaf_hash, root_from_inclusion, root_of
from ledger.proof.notes import Note, decoded, encoded, read_note

HEADER = "c2sp.org/tlog-proof@v1"

_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True)
class Receipt:
    """An event, its place in the tree, the path to the root, and the note that signs the root."""

    event: dict[str, Any]
    index: int
    note: Note


def prove(events: Iterable[Envelope], seq: int, note: Note) -> str:
    """That an event is under a note. Raises BadNote where the note is not of these events."""
    body, leaves = "", []
    for envelope in events:
        if envelope.seq > note.size:
            break
        leaves.append(leaf_hash(body_of(envelope).encode()))
        if envelope.seq == seq:
            body = body_of(envelope)
    if root_of(leaves) != note.root:
        raise BadNote(Flaw.OTHER)
    return write_receipt(body, leaves, seq - 1, note)


def write_receipt(body: str, leaves: Sequence[bytes], index: int, note: Note) -> str:
    """`leaves` are those under the note; `body` is the event's, as it was hashed."""
    proof = inclusion_proof(leaves, index)
    lines = [HEADER, f"extra {encoded(body.encode())}", f"index {index}", *map(encoded, proof)]
    return "\n".join(lines) + "\n\n" + note.text


def read_receipt(text: str) -> Receipt:
    """A receipt that holds by itself: of what it says, not of whose key signed it.

    Every character counts: there is one text for each proof. Raises BadNote.
    """
    head, parted, signed = text.partition("\n\n")
    lines = head.split("\n")
    if not parted or len(lines) < 3 or lines[0] != HEADER or not lines[1].startswith("extra "):
        raise BadNote(Flaw.FORM)
    place = _INDEX.fullmatch(lines[2])
    if place is None:
        raise BadNote(Flaw.FORM)
    body, index, note = decoded(lines[1].removeprefix("extra ")), int(place[1]), read_note(signed)
    proof = [decoded(line) for line in lines[3:]]
    if any(len(hash_) != 32 for hash_ in proof):
        raise BadNote(Flaw.FORM)
    if root_from_inclusion(leaf_hash(body), index, note.size, proof) != note.root:
        raise BadNote(Flaw.PROOF)
    return Receipt(_event(body, index), index, note)


def _event(body: bytes, index: int) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except ValueError:
        raise BadNote(Flaw.EVENT) from None
    if not isinstance(event, dict) or event.get("seq") != index + 1:
        raise BadNote(Flaw.EVENT)
    if canonical(event).encode() != body:
        raise BadNote(Flaw.EVENT)
    return event


def check_under(receipt: Receipt, trusted: Note) -> None:
    """That a receipt stands under a checkpoint one holds already. Raises BadNote."""
    said = (receipt.note.origin, receipt.note.size, receipt.note.root, receipt.note.verifier)
    if said != (trusted.origin, trusted.size, trusted.root, trusted.verifier):
        raise BadNote(Flaw.OTHER)
