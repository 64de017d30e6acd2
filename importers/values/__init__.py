"""What cells and words hold: figures, days, codes, measures, weights, work."""
