"""The benchmark of importing pages measures what it says."""

from benchmarks import pages
from reader.ingest.html import extract


def test_each_measure_is_taken_and_the_surroundings_change_no_article() -> None:
    figures = pages.importing(1)

    assert [each.group for each in figures] == [pages.GROUP] * 3
    assert all(each.median > 0 for each in figures)
    for page in pages._pages():
        assert extract(pages._surrounded(page)) == extract(page)
