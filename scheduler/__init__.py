"""The calendar of the cycle: what is due at an instant, to whom, and the job that asks."""

"""The calendar of the cycle: what is due at an instant, to whom, and the job that asks."""
