"""What commands print: JSON, and lines without control characters."""

from __future__ import annotations

import json

import click

from reader.exchange.plain import escaped


def print_json(value: object, *, indent: int | None = 2) -> None:
    """Print a value as JSON: UTF-8 whatever the locale, Chinese as it is, controls escaped."""
    text = escaped(json.dumps(value, ensure_ascii=False, indent=indent))
    click.echo(text.encode())


def line(text: str) -> str:
    r"""`text` on one line; control and bidirectional characters become `\u001b`, visibly."""
    return escaped(text.replace("\n", " ").replace("\t", " "))
