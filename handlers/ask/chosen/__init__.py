"""Which of the proposed answers is given, and what is said where none is the one."""
