"""A report as one HTML page: no script, no request to anywhere, everything escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.reports.embedded import data_block, embeddable
from reader.reports.report import Report
from reader.reports.report_content import ReportContent
from reader.text.unwanted import UNWANTED
from reader.words import Words

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).resolve().parent


def write(report: Report, stream: BinaryIO, words: Words) -> None:
    """Write the page, in UTF-8."""
    from markupsafe import Markup

    page = _template().render(
        page=ReportContent(report, words),
        words=words,
        # Neither can be escaped: what a browser reads as style or as data knows no entities.
        style=Markup((HERE / "page.css").read_text("utf-8")),
        collection=Markup(embeddable(report.collection.decode())),
        data=Markup(data_block(report)),
    )
    stream.write(page.encode())


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_visible,
    )
    return environment.get_template("page.html.jinja")


def _visible(value: object) -> object:
    """A value without the characters that hide or turn text; markup of our own stays as it is."""
    return UNWANTED.sub("", value) if type(value) is str else value
