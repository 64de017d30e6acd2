"""Files of every format, down to rows of cells."""
