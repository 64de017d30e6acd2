"""That one checkpoint goes on from another: nothing under the older was changed or left out.

traguardo/consistency@v1
from 512                 how many events the older one has
8sX1…=                   the hashes that lead from its root to the newer one's
                         then the newer checkpoint, signed
"""

import re
from collections.abc import Iterable

from ledger.errors_proof import BadNote, Flaw
from ledger.events import Envelope
from ledger.log import body_of
from ledger.proof.merkle import consistency_proof, is_consistent, leaf_hash, root_of
from ledger.proof.notes import Note, decoded, encoded, read_note

HEADER = "traguardo/consistency@v1"

_FROM = re.compile(r"from ([1-9][0-9]{0,18})")


def prove(events: Iterable[Envelope], old: Note, new: Note) -> str:
    """Raises BadNote where one of the two is not of these events."""
    leaves = [leaf_hash(body_of(e).encode()) for e in events if e.seq <= new.size]
    if not 0 < old.size <= new.size or root_of(leaves) != new.root:
        raise BadNote(Flaw.OTHER)
    if root_of(leaves[: old.size]) != old.root:
        raise BadNote(Flaw.PROOF)
    path = [encoded(part) for part in consistency_proof(leaves, old.size)]
    return "\n".join([HEADER, f"from {old.size}", *path]) + f"\n\n{new.text}"


def check(text: str, old: Note) -> Note:
    """The newer checkpoint of a proof that holds for the older one. Raises BadNote."""
    head, parted, note = text.partition("\n\n")
    header, *lines = head.split("\n")
    size = _FROM.fullmatch(lines[0]) if lines else None
    if header != HEADER or not parted or size is None:
        raise BadNote(Flaw.FORM)
    new, path = read_note(note), [decoded(line) for line in lines[1:]]
    if (int(size[1]), new.origin) != (old.size, old.origin):
        raise BadNote(Flaw.OTHER)
    if not is_consistent(old.size, old.root, new.size, new.root, path):
        raise BadNote(Flaw.PROOF)
    return new
