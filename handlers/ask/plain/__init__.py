"""A question put plainly before anybody reads it: written out, coded, without asides."""
