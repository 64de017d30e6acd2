"""Proofs that the log is what it was: a Merkle tree over it, signed heads, receipts of one event.

The chain shows that nobody changed an event without rewriting those after it; a checkpoint held by
somebody else shows that nobody rewrote those either. Formats are the C2SP's (signed note,
tlog-checkpoint, tlog-proof), hashing that of RFC 9162, signatures Ed25519.
"""
