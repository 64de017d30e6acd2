"""Conversations: a `Turn` comes in, a `Reply` goes out, both plain values; nothing is sent here."""

"""Conversations: a `Turn` comes in, a `Reply` goes out, both plain values; nothing is sent here."""
