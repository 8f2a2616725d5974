"""`python -m jiannuo`: the command line, wherever the interpreter stands."""

from jiannuo.cli import main

main()
