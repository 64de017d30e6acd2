"""The chain of hashes, over rows of the log as they are stored: no key and no model is needed.

Nothing here but the standard library, so that a second process is at work at once:

    python -I chain.py FILE MIDDLE END [leaves]

reads the rows after MIDDLE up to END and says on stdout, as a line of JSON, how they begin and end,
then, if asked, the leaf of each; and exits 1 where they do not hold.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any
from urllib.parse import quote

GENESIS = "0" * 64
"""What the first event's `prev` says."""

COLUMNS = (
    "seq, stream, version, type, schema, recorded_at, effective_on, "
    "actor, cause, key, data, prev, hash"
)

Stored = Sequence[Any]
"""Every column of an event, in the order of `COLUMNS`, as it is stored."""

Sees = Callable[[int, str, bytes], None]
"""Who looks on while a log is verified: of each event that holds its number, its hash, and the hash
by which it is a leaf of the tree."""

LEAF_BYTES = 32

QUOTED_KEPT = 50_000
"""Texts that come again: persons, kinds of event, streams."""


class NotChained(Exception):
    """The first event that does not hold, and why: `missing`, `planted`, `altered`."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(seq, why)
        self.seq = seq
        self.why = why


def body_text(
    seq: int,
    stream: str,
    version: int,
    type_: str,
    schema: int,
    recorded_at: str,
    effective_on: str,
    actor: str,
    cause: str,
    key: str,
    data: str,
    prev: str,
) -> str:
    """The canonical JSON of an envelope, its fields as the log stores them.

    Written out, keys sorted: what a general encoder makes of it, in a fifth of the time.
    """
    return (
        f'{{"actor":{quoted(actor)},"cause":{quoted(cause)},"data":{quoted(data)},'
        f'"effective_on":"{effective_on}","key":{quoted(key)},"prev":{quoted(prev)},'
        f'"recorded_at":"{recorded_at}","schema":{schema},"seq":{seq},'
        f'"stream":{quoted(stream)},"type":{quoted(type_)},"version":{version}}}'
    )


class _Quoted(dict[str, str]):
    """What a text is in JSON, kept for who asks again."""

    def __missing__(self, text: str) -> str:
        if len(self) > QUOTED_KEPT:
            self.clear()
        said = self[text] = quoted(text)
        return said


class Chain:
    """What holds of a log read in order, row by row. Nothing is parsed: any other letter makes
    another hash."""

    def __init__(self, sees: Sees | None = None) -> None:
        """From the first event on; `sees` is shown each that holds."""
        self._sees = sees
        self.seq, self.hash, self.at = 0, GENESIS, ""
        """The last event that holds: its number, its hash, its instant as stored."""
        self.began: dict[str, int] | None = None
        """The first version of each stream that was come upon, where it was begun in the middle."""
        self._versions: dict[str, int] = {}
        self._quoted = _Quoted()

    def begin_after(self, seq: int, hash_: str) -> None:
        """In the middle: that this is the hash there is for another to find out."""
        self.seq, self.hash, self.began = seq, hash_, {}

    def joins(self, began: Mapping[str, int]) -> bool:
        """Whether what was begun after this goes on with every stream."""
        return all(self._versions.get(stream, 0) + 1 == first for stream, first in began.items())

    def follow(self, rows: Iterable[Stored]) -> None:
        """Raises NotChained at the first that does not hold: one that stands before the beginning
        is the first."""
        sees, versions, known = self._sees, self._versions, self._quoted
        last, hash_ = self.seq, self.hash
        for row in rows:
            seq, stream, version, type_, schema, at, day, actor, cause, key, data, prev, said = row
            if seq != last + 1:
                first = min(seq, last + 1)
                raise NotChained(first, "missing" if seq > 0 else "planted")
            if prev != hash_:
                raise NotChained(seq, "altered")
            try:
                # `body_text`, with what comes again and again quoted once.
                body = (
                    f'{{"actor":{known[actor]},"cause":{quoted(cause)},"data":{quoted(data)},'
                    f'"effective_on":"{day}","key":{quoted(key)},"prev":"{prev}",'
                    f'"recorded_at":"{at}","schema":{schema},"seq":{seq},'
                    f'"stream":{known[stream]},"type":{known[type_]},"version":{version}}}'
                ).encode()
            except (TypeError, UnicodeEncodeError):  # somebody put there what is no text
                raise NotChained(seq, "altered") from None
            before = versions.get(stream)
            if said != sha256(body).hexdigest() or (
                version != (before or 0) + 1 and not self._begins(stream)
            ):
                raise NotChained(seq, "altered")
            if before is None and self.began is not None:
                self.began[stream] = version
            versions[stream] = version
            self.seq = last = seq
            self.hash = hash_ = said
            self.at = at
            if sees is not None:
                sees(seq, said, sha256(b"\x00" + body).digest())

    def _begins(self, stream: str) -> bool:
        """Whether a stream may begin with any version: in the middle, where it is noted."""
        return self.began is not None and stream not in self._versions


def rest(file: str, middle: int, end: int, sees: Sees | None) -> Chain:
    """The rows of a file after `middle`, up to `end`. Raises NotChained."""
    chain = Chain(sees)
    query = f"select {COLUMNS} from events where seq between ? and ? order by seq"
    with closing(sqlite3.connect(f"file:{quote(file)}?mode=ro", uri=True)) as db:
        before = db.execute("select hash from events where seq = ?", (middle,)).fetchone()
        if before is None:
            raise NotChained(middle, "missing")
        chain.begin_after(middle, before[0])
        chain.follow(db.execute(query, (middle + 1, end)))
    if chain.seq != end:
        raise NotChained(chain.seq + 1, "missing")
    return chain


def _main(file: str, middle: str, end: str, *leaves: str) -> int:
    found: list[bytes] = []
    try:
        sees = (lambda seq, said, leaf: found.append(leaf)) if leaves else None
        chain = rest(file, int(middle), int(end), sees)
    except (NotChained, sqlite3.Error):
        return 1
    told = {"hash": chain.hash, "at": chain.at, "began": chain.began}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + b"".join(found))
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
