"""What comes in: who is let in, what waits for its turn, files fetched, updates as turns."""
