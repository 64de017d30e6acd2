"""The measured claims: each `bench_*.py` prints what it measures; `make bench` runs them all."""
