"""Areas and services: their names, codes, heads, and who answers for what."""
