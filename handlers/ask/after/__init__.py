"""Questions that go on from the one before, or ask two things."""
