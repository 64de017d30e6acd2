"""What leaves the house: documents, workbooks, charts. It reads the ledger, and records nothing."""

"""What leaves the house: documents, workbooks, charts. It reads the ledger, and records nothing."""
