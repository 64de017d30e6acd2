"""Files that prove a report, and what they say of themselves."""
