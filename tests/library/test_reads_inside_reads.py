"""A read inside another one, as where a function that reads is called by one that does."""

from pathlib import Path

from reader.library import open_library


def test_it_sees_what_the_outer_one_sees(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "雨.txt").write_text("甲說明年會下雨。", "utf-8")
    with open_library(tmp_path) as library:
        assert library.sync() == []
        with library.reading() as outer:
            (found,) = library.newest(9)
            library.submit(lambda edits: edits.shelf.take_out([found])).result()
            assert list(library.newest(9)) == [found]
            with library.reading() as inner:
                assert inner is outer
        assert list(library.newest(9)) == []
