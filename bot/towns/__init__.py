"""Several towns in one process, each with a bot or a share of one."""
