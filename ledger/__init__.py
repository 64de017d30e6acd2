"""The truth: facts in an append-only log, what is derived from them, and the rules of the town."""

"""The truth: facts in an append-only log, what is derived from them, and the rules of the town."""
