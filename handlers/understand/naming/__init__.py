"""Which indicator the words name: the plan's words, their meaning, what was learnt."""
