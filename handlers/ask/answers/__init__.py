"""What answers each kind of question."""
