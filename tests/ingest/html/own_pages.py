"""The pages written for the tests, each with what a careful reader would take from it."""

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class OwnPage:
    """A page and its truth; `body` holds its paragraphs and sub-headings in order."""

    name: str
    data: bytes
    title: str
    date: str
    site: str
    lang: str
    encoding: str
    authors: list[str]
    headings: list[str]
    captions: list[str]
    junk: list[str]
    body: list[str]


def own_pages() -> list[OwnPage]:
    told = json.loads((FOLDER / "pages.json").read_text(encoding="utf-8"))
    return [
        OwnPage(
            name=name,
            data=(FOLDER / said.pop("file")).read_bytes(),
            body=said.pop("body").split("\n"),
            **said,
        )
        for name, said in told.items()
    ]


def page_of(*paragraphs: str, head: str = "", title: str = "測試用的一則新聞標題") -> str:
    """A small page around some HTML."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f"<h1>{title}</h1><div>{''.join(paragraphs)}</div></body></html>"
    )


PROSE = (
    "<p>市府今天表示，新的人行道工程將在下個月動工，預計需要一百二十天才能完成，期間交通會受影響。</p>",
    "<p>附近的店家則擔心生意受到影響，希望市府能夠分段施工，並且給予適當的補助與宣傳協助。</p>",
    "<p>工務局局長回應，會在農曆年前暫停施工兩個星期，讓店家可以把握一年之中最好的檔期。</p>",
)
"""Paragraphs of an invented article."""
