"""What the calendar needs of the record: who was told what, campaigns, working days."""
