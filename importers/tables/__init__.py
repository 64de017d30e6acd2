"""Tables: which row is the header, which role each column has, what a row says."""
