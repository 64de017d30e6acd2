"""A message cut into pieces and clauses: codes, acts, numbers, days, words."""
