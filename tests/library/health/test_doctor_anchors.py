"""The doctor and annotations whose words changed, or that the reader put on other words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library
from reader.library.health import repair as mending
from reader.library.health.doctor import examine
from reader.model import Annotation, Span
from tests.library.health.doctor_data import QUOTES, codes, mark, run

FIGURE = QUOTES[0]
CHANGED = FIGURE.replace("三百萬", "兩百萬")
OTHER = "平日多半是跑者"


def rewrite(library: Library, old: str, new: str) -> None:
    """Edit the article's file and take it in; the change is one of many in its revisions."""
    file = library.articles / "park.md"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert library.sync() == []


def words_of(opened: Callable[[Path], Library], place: Path) -> tuple[Annotation, str]:
    library = opened(place)
    article = library.find("park.md")
    (mark_,) = library.annotations(article)
    return mark_, mark_.span.of(library.open(article).text) if mark_.span else ""


@pytest.fixture
def put_by_hand(library: Library, article: str) -> Library:
    """A library in whose second revision the reader put a mark on words that say something else."""
    mark(library, article, FIGURE, tag="fact")
    rewrite(library, FIGURE, "")
    (lost,) = library.annotations(article)
    start = library.open(article).text.index(OTHER)
    span = Span(start, start + len(OTHER))
    library.submit(lambda edits: edits.anchors.place(article, lost.id, span)).result()
    return library


@pytest.fixture
def changed(library: Library, article: str) -> Library:
    """A library in whose second revision the words of a mark are changed."""
    mark(library, article, FIGURE, tag="fact")
    rewrite(library, FIGURE, CHANGED)
    return library


@pytest.mark.parametrize("status", ["shifted", "same", "manual"])
def test_what_was_put_by_hand_lies_right_in_later_revisions(
    status: str, put_by_hand: Library, opened: Callable[[Path], Library]
) -> None:
    rewrite(put_by_hand, "我認為", "我仍認為")
    rewrite(put_by_hand, "我仍認為", "今天我仍認為")
    put_by_hand.close()
    place = put_by_hand.root
    run(
        place,
        f"UPDATE anchor SET status = '{status}' WHERE text IN (SELECT text FROM article)",
    )
    assert codes(examine(place)) == set()
    mending.repair(place)
    assert words_of(opened, place)[1] == OTHER


@pytest.mark.parametrize("status", ["shifted", "same", "changed"])
def test_what_lies_on_changed_words_lies_right_in_later_revisions(
    status: str, changed: Library, opened: Callable[[Path], Library]
) -> None:
    rewrite(changed, "週末多半", "假日多半")
    changed.close()
    place = changed.root
    run(
        place,
        f"UPDATE anchor SET status = '{status}' WHERE text IN (SELECT text FROM article)",
    )
    assert codes(examine(place)) == set()
    mending.repair(place)
    assert words_of(opened, place)[1] == CHANGED


def test_a_place_that_slipped_goes_back_to_the_words_that_were_chosen(
    put_by_hand: Library, opened: Callable[[Path], Library]
) -> None:
    rewrite(put_by_hand, "我認為", "我仍認為")
    put_by_hand.close()
    place = put_by_hand.root
    now = "text IN (SELECT text FROM article)"
    run(
        place,
        'UPDATE anchor SET status = \'same\', start = start - 3, "end" = "end" - 3 WHERE ' + now,
    )
    assert codes(examine(place)) == {"anchor_wrong"}
    assert codes(mending.repair(place)) == set()
    found, words = words_of(opened, place)
    assert words == OTHER
    assert found.exact == FIGURE
    run(place, f"DELETE FROM anchor WHERE {now}")
    assert codes(examine(place)) == {"anchor_missing"}
    assert codes(mending.repair(place)) == set()
    assert words_of(opened, place)[1] == OTHER
