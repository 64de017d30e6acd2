"""Days as officers say them, and what each comes to."""
