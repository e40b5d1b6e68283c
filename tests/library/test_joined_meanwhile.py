"""A page whose article is joined with another while it is open."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import open_library
from reader.library.joining import join, part
from reader.model import Span, Tag
from reader.store.edits import Edits

SPAN = Span(0, 4)


def test_no_mark_is_put_where_nobody_would_see_it(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in "ab":
        (tmp_path / "articles" / f"{name}.md").write_text(f"市府說了{name}。\n", encoding="utf-8")
    with open_library(tmp_path) as page, open_library(tmp_path) as other:
        page.sync()
        page.submit(lambda edits: edits.become("王")).result()
        kept, gone = sorted(entry.head.id for entry in page.list())
        join(other, kept, gone)
        actions: list[Callable[[Edits], object]] = [
            lambda edits: edits.edit(gone, SPAN, tag=Tag.FACT),
            lambda edits: edits.put_back([gone]),
            lambda edits: edits.take_out([gone]),
        ]
        for act in actions:
            with pytest.raises(InputError) as refused:
                page.submit(act).result()
            assert refused.value.code == "article_joined"
        part(other, kept)
        page.submit(lambda edits: edits.edit(gone, SPAN, tag=Tag.FACT)).result()
        assert [each.tag for each in page.annotations(gone)] == [Tag.FACT]
