"""`python -m termcards` is `termcards`."""

from termcards.cli import main

main()
