"""The rules of the SMVP as pure functions, one module a theme.

Every function takes facts and the regulation they are judged under, and returns exact values:
nothing here reads the ledger or the clock. A refused input raises `CalcError`.
"""
