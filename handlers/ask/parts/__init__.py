"""What a question is made of: things, offices, spans, bounds, order."""
