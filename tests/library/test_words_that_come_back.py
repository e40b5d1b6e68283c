"""What was said of changed words is looked at when the words of before come back."""

from collections.abc import Callable

import pytest

from reader.library import Library
from reader.model import Span, Tag

HEAD = "---\ntitle: 公園\n---\n\n"
TWELVE = "市府說，去年來了百分之十二的市民。我認為太多了。\n"
FIFTEEN = TWELVE.replace("十二", "十五")
LONGER = f"{TWELVE}\n園方要增設廁所。\n"
PLACE = Span(8, 13)

Write = Callable[[str], None]


@pytest.fixture
def write(library: Library) -> Write:
    def write_now(text: str) -> None:
        (library.articles / "a.md").write_text(HEAD + text, encoding="utf-8")
        assert library.sync() == []

    return write_now


def tag(library: Library, **fields: object) -> None:
    article = library.find("a.md")
    found = library.annotations(article)
    target = found[0].id if found else PLACE
    library.submit(lambda edits: edits.edit(article, target, **fields)).result()


def to_look_at(library: Library) -> list[tuple[str, str]]:
    """The words that are to be looked at, and those that they are compared with."""
    review = library.review(library.find("a.md"))
    assert library.to_review(library.find("a.md")) == len(review.items)
    return [
        (it.annotation.span.of(review.text), it.was.of(review.texts[it.text]))
        for it in review.items
        if it.annotation.span
    ]


SAYS: dict[str, Callable[[Library], object]] = {
    "a tag": lambda library: tag(library, tag=Tag.OPINION),
    "a note": lambda library: tag(library, note="十五？"),
    "a status": lambda library: tag(library, status="to_check"),
    "a label": lambda library: library.submit(
        lambda edits: edits.label(library.find("a.md"), _mark(library), "數字", True)
    ).result(),
    "evidence": lambda library: library.submit(
        lambda edits: edits.add_evidence(library.find("a.md"), _mark(library), "", "年報")
    ).result(),
}


def _mark(library: Library) -> str:
    return library.annotations(library.find("a.md"))[0].id


@pytest.mark.parametrize("back", [TWELVE, LONGER])
@pytest.mark.parametrize("said", SAYS)
def test_what_was_said_of_other_words_is_flagged(
    said: str, back: str, library: Library, write: Write
) -> None:
    write(TWELVE)
    tag(library, tag=Tag.FACT)
    write(FIFTEEN)
    SAYS[said](library)
    write(back)
    assert to_look_at(library) == [("百分之十二", "百分之十五")]
    write(FIFTEEN)
    assert to_look_at(library) == []


def test_what_was_said_before_is_not(library: Library, write: Write) -> None:
    write(TWELVE)
    tag(library, tag=Tag.FACT)
    write(FIFTEEN)
    assert to_look_at(library) == [("百分之十五", "百分之十二")]
    write(TWELVE)
    assert to_look_at(library) == []


def test_what_was_taken_back_is_not(library: Library, write: Write) -> None:
    write(TWELVE)
    tag(library, tag=Tag.FACT)
    write(FIFTEEN)
    tag(library, tag=Tag.OPINION)
    library.submit(lambda edits: edits.history.undo(library.find("a.md"))).result()
    write(TWELVE)
    assert to_look_at(library) == []


def test_what_was_accepted_once_stays_accepted(library: Library, write: Write) -> None:
    write(TWELVE)
    tag(library, tag=Tag.FACT)
    write(FIFTEEN)
    article, mark = library.find("a.md"), _mark(library)
    library.submit(lambda edits: edits.anchors.accept(article, mark)).result()
    for text in (TWELVE, FIFTEEN, TWELVE):
        write(text)
        assert to_look_at(library) == []
    tag(library, note="十二？")
    write(FIFTEEN)
    assert to_look_at(library) == [("百分之十五", "百分之十二")]
