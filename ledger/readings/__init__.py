"""What somebody may read, answered or refused: one door for chat, command line and pages.

Functions return plain values and raise a Refusal where the reader may not. Progress of objectives
is read by whoever is enrolled, the whole ente.
"""
