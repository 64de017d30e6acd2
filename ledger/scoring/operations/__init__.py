"""The operations of `calc`: one class each, its input above, its answer below."""
