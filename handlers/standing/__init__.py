"""How things stand, today, on a past day, of another year, and why."""
