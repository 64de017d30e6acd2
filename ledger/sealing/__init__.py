"""What is about a person lies in the record sealed, by a key of theirs.

box      text closed by a key, and opened
master   the key that wraps the others, from a file or a systemd credential
ring     the keys, in a file of their own beside the ledger
columns  what tables hold of people, sealed and opened inside SQL
old      a ledger written in clear, sealed
"""
