"""The plan: set, changed in the year, mended where its document was wrong, sent as a file."""
