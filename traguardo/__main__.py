"""`python -m traguardo`."""

from traguardo import main

main()
