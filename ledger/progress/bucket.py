"""Files that prove reports in a store that speaks S3, for workers on more than one machine.

`TRAGUARDO_EVIDENCE=s3://bucket/prefix`; `TRAGUARDO_EVIDENCE_ENDPOINT` where it is not Amazon's. Who
may is found as boto3 finds it (variables, a file, the machine's role). A file's name is its
SHA-256, told to the store when it is put, so that it refuses one that was cut on the way, and
checked on reading.
"""

import base64
import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ledger.errors_proof import EvidenceNowhere, EvidenceUnreachable, Nowhere
from ledger.progress.evidence import NAME, ORPHAN_SECONDS, Evidence, EvidenceStore

VARIABLE = "TRAGUARDO_EVIDENCE"
ENDPOINT = "TRAGUARDO_EVIDENCE_ENDPOINT"

CONNECT_SECONDS, READ_SECONDS, TRIES = 3, 10, 2
"""Somebody waits for the answer."""


def evidence_of(ledger: Path, environment: Mapping[str, str] = os.environ) -> Evidence:
    """Where a ledger's files are: in a bucket where one is set, else in a folder beside it.

    Raises EvidenceNowhere for an address that is none.
    """
    address = environment.get(VARIABLE)
    return bucket_at(address, environment) if address else beside(ledger)


def beside(ledger: Path) -> EvidenceStore:
    """The folder of a ledger's files."""
    return EvidenceStore(ledger.with_name(f"{ledger.name}.evidence"))


def bucket_at(address: str, environment: Mapping[str, str] = os.environ) -> "Bucket":
    """The bucket of an address. Raises EvidenceNowhere for one that is none."""
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc:
        raise EvidenceNowhere(address, Nowhere.ADDRESS)
    return Bucket(parts.netloc, parts.path.strip("/"), environment.get(ENDPOINT) or None)


class Bucket:
    """The files under a prefix of a bucket; reached at the first that is asked for."""

    def __init__(self, bucket: str, prefix: str, endpoint: str | None) -> None:
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._endpoint = endpoint
        self._made: Any = None

    @property
    def address(self) -> str:
        """As `TRAGUARDO_EVIDENCE` names it."""
        return f"s3://{self._bucket}/{self._prefix}".rstrip("/")

    def put(self, content: bytes) -> str:
        """Stores a file and returns its SHA-256. Raises EvidenceUnreachable, nothing stored."""
        digest = hashlib.sha256(content)
        told = base64.b64encode(digest.digest()).decode()
        with self._reached() as client:
            # Again, where it is there: it may not be what it was, and its age begins anew.
            client.put_object(
                Bucket=self._bucket,
                Key=self._prefix + digest.hexdigest(),
                Body=content,
                ChecksumSHA256=told,
            )
        return digest.hexdigest()

    def get(self, sha256: str) -> bytes | None:
        """The content; None where it is gone or no longer what was bound. Raises
        EvidenceUnreachable."""
        if NAME.fullmatch(sha256) is None:
            return None
        with self._reached() as client:
            found = self._asked(client, sha256)
            content: bytes | None = None if found is None else found["Body"].read()
        same = content is not None and hashlib.sha256(content).hexdigest() == sha256
        return content if same else None

    def _asked(self, client: Any, sha256: str) -> Any:
        try:
            return client.get_object(Bucket=self._bucket, Key=self._prefix + sha256)
        except client.exceptions.NoSuchKey:
            return None

    def remove(self, sha256: str) -> None:
        """For good, where the bucket keeps no versions; nothing where it is not there."""
        if NAME.fullmatch(sha256):
            with self._reached() as client:
                client.delete_object(Bucket=self._bucket, Key=self._prefix + sha256)

    def names(self) -> list[str]:
        """Those under the prefix. Raises EvidenceUnreachable."""
        with self._reached() as client:
            return [name for name, _ in self._files(client)]

    def collect(self, needed: Callable[[str], bool], now: float | None = None) -> int:
        """Takes away files that no record and no open card names; says how many."""
        limit = dt.datetime.fromtimestamp((now or time.time()) - ORPHAN_SECONDS, dt.UTC)
        with self._reached() as client:
            orphans = [name for name, at in self._files(client) if at < limit and not needed(name)]
        for name in orphans:
            self.remove(name)
        return len(orphans)

    def _files(self, client: Any) -> Iterator[tuple[str, dt.datetime]]:
        pages = client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
            for found in page.get("Contents", ()):
                name = found["Key"].removeprefix(self._prefix)
                if NAME.fullmatch(name):
                    yield name, found["LastModified"]

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """What goes wrong with the store, in a word a person can act on."""
        client = self._client()
        errors = import_module("botocore.exceptions")
        try:
            yield client
        except (errors.BotoCoreError, errors.ClientError) as error:
            raise EvidenceUnreachable(self._bucket) from error

    def _client(self) -> Any:
        if self._made is None:
            try:
                boto3, config = import_module("boto3"), import_module("botocore.config")
            except ImportError:
                raise EvidenceNowhere(f"s3://{self._bucket}", Nowhere.LIBRARY) from None
            patience = config.Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": TRIES},
            )
            # A session of its own: the one boto3 shares is not for threads.
            session = boto3.session.Session()
            self._made = session.client("s3", endpoint_url=self._endpoint, config=patience)
        return self._made
