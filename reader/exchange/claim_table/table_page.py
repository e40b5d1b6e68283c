"""The table as one HTML page: no script, no request to anywhere, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import BinaryIO

from reader.exchange.claim_table.claim_columns import heading, table
from reader.exchange.iri import as_iri, is_web
from reader.exchange.plain import printable
from reader.exchange.sheet import Options, Sheet

_LANGUAGES = {"zh_hant": "zh-Hant", "zh_hans": "zh-Hans"}

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 1rem; font-family: system-ui, sans-serif; line-height: 1.5; }
h1 { font-size: 1.25rem; }
main { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .4em .6em; border: 1px solid; text-align: start; vertical-align: top;
  white-space: pre-line; overflow-wrap: anywhere; min-width: 5em; }
.date, .due, .checked_on, .approved_on { white-space: nowrap; }
.quote, .quote_in_view { min-width: 20em; }
.questions, .evidence, .justification, .note, .title { min-width: 14em; }
tbody th { font-weight: normal; }
@media print { @page { size: A3 landscape; } body { font-size: 8pt; margin: 0; }
  main { overflow: visible; } th, td { min-width: 0 !important; } }
"""


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the page."""
    words = options.words
    columns, rows = table(sheets, options)
    title, language = escape(words("export.sheet.title")), words.language
    stream.write(
        f'<!doctype html>\n<html lang="{_LANGUAGES.get(language, language)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1 id="title">{title}</h1>\n'
        # What scrolls has to be reached by the keyboard, too.
        '<main tabindex="0" aria-labelledby="title">\n<table>\n<thead>\n<tr>'.encode()
    )
    for column in columns:
        stream.write(f'<th scope="col">{_text(heading(column, words))}</th>'.encode())
    stream.write(b"</tr>\n</thead>\n<tbody>\n")
    for row in rows:
        stream.write(_row(columns, row).encode())
    stream.write(b"</tbody>\n</table>\n</main>\n</body>\n</html>\n")


def _row(columns: Sequence[str], texts: Sequence[str]) -> str:
    """A row, which its quote is the name of."""
    cells = []
    for column, text in zip(columns, texts, strict=True):
        shown = _link(text) if column == "address" else _text(text)
        name, scope = ("th", ' scope="row"') if column == "quote" else ("td", "")
        cells.append(f'<{name} class="{column}"{scope}>{shown}</{name}>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _text(text: str) -> str:
    return escape(printable(text))


def _link(url: str) -> str:
    address = as_iri(url)
    if not is_web(address) or printable(url) != url:
        return _text(url)
    return f'<a href="{escape(address)}">{_text(url)}</a>'
