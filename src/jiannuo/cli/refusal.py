"""What a command says when it cannot do what it was asked for."""

import click

UNREADABLE = 2
"""Exit code where a file could not be read or an argument is wrong."""


class Refusal(click.ClickException):
    """What the user asked for cannot be done; the message says what, where and what to do."""

    exit_code = UNREADABLE


def complain(message: str) -> None:
    """Print one line on standard error."""
    click.echo(f"践诺：{message}", err=True)
