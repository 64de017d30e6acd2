"""Which numbers are measures, of which day, and what each would come to."""
