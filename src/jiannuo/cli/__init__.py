"""The command line: `jiannuo …`.

Commands are loaded when they are called, so that `jiannuo read` starts without Django.
"""

from jiannuo.cli.commands import main

__all__ = ["main"]
