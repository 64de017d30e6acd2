"""A document as a whole: its rows in, its likeliest plan out, with what was found wrong."""
