"""What puts right what was told before, and which of it."""
