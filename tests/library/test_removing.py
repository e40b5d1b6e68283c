"""What was removed stays away until somebody asks for it by name, and comes back whole."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from local_server import LocalServer

from reader.errors import InputError
from reader.ingest.network import Policy
from reader.library import Library
from reader.library.feeds import subscriptions as feeds
from reader.library.health.doctor import examine
from reader.library.intake.offers import accept, foresee, offer_file, offer_text
from reader.model import Change, Span, Tag
from reader.text.query import parse as query
from reader.text.structure import parse

Edit = Callable[..., Change]
NEAR = Policy(allow_private=True, deadline=10)


def remove(library: Library, *articles: str) -> int:
    return library.submit(lambda edits: edits.shelf.take_out(articles)).result()


def restore(library: Library, *articles: str) -> int:
    return library.submit(lambda edits: edits.shelf.put_back(articles)).result()


def titles(library: Library) -> list[str]:
    return [entry.head.title for entry in library.list()]


def test_it_is_nowhere_and_comes_back_as_it_was(library: Library, article: str, edit: Edit) -> None:
    edit(Span(0, 4), tag=Tag.FACT, note="哪一年？")
    library.submit(lambda edits: edits.shelf.put_state(article, "starred", True)).result()
    library.submit(lambda edits: edits.shelf.enqueue(article)).result()
    before, entry = library.open(article), library.list()
    assert remove(library, article) == 1
    assert titles(library) == []
    shelves = library.shelves()
    assert (shelves.all, shelves.starred, shelves.queue, shelves.sources) == (0, 0, 0, ())
    assert library.count(query("公園")) == library.count(query("in:note 哪一年")) == 0
    assert library.last_read() is None
    with pytest.raises(InputError, match="article_unknown"):
        library.find("park")
    with pytest.raises(InputError, match="article_removed"):
        library.open(article)
    assert [head.title for head in library.removed()] == ["河濱公園十年"]
    assert (library.articles / "park.md").is_file()
    library.close()
    assert examine(library.root).in_order
    again = Library(library.root)
    assert again.find_removed("河濱") == article
    assert restore(again, article) == 1
    assert restore(again, article) == 0
    assert (again.open(article), again.list()) == (before, entry)
    assert again.count(query("in:note 哪一年")) == 1
    assert again.removed() == []
    again.close()


def test_no_look_at_the_folder_brings_it_back(library: Library, article: str) -> None:
    remove(library, article)
    path = library.articles / "park.md"
    assert library.sync() == []
    path.write_text(path.read_text(encoding="utf-8").replace("三百萬", "兩百萬"), "utf-8")
    assert library.sync() == []
    path.rename(library.articles / "moved.md")
    assert library.sync() == []
    (library.articles / "copy.md").write_bytes((library.articles / "moved.md").read_bytes())
    assert library.sync() == []
    assert titles(library) == []
    restore(library, article)
    assert titles(library) == ["河濱公園十年"]
    assert "兩百萬" in library.open(article).text


def test_no_feed_brings_it_back(library: Library, server: LocalServer) -> None:
    def rss(text: str) -> bytes:
        item = f"<item><guid>g</guid><title>夜班</title><description>{text}</description></item>"
        return f'<rss version="2.0"><channel><title>報</title>{item}</channel></rss>'.encode()

    url = server.page("/feed", rss("渡輪十月起加開夜班，市民說很方便。"))
    feeds.subscribe(library, url, policy=NEAR, full_text=False)
    assert feeds.refresh(library, policy=NEAR, force=True, apart=0.0).new == 1
    article = library.find("夜班")
    remove(library, article)
    server.page("/feed", rss("渡輪十一月起加開夜班，市民說很方便。"))
    refreshed = feeds.refresh(library, policy=NEAR, force=True, apart=0.0)
    assert (refreshed.new, refreshed.changed) == (0, 0)
    assert "夜班" not in titles(library)
    assert feeds.listed(library)[0].articles == 0


@pytest.mark.parametrize("deleted", [False, True])
def test_what_a_feed_says_meanwhile_is_there_once_it_is_back(
    deleted: bool, library: Library, server: LocalServer
) -> None:
    def rss(title: str, text: str) -> bytes:
        item = f"<item><guid>g</guid><title>{title}</title><description>{text}</description></item>"
        return f'<rss version="2.0"><channel><title>報</title>{item}</channel></rss>'.encode()

    def refreshed() -> tuple[int, int]:
        found = feeds.refresh(library, policy=NEAR, force=True, apart=0.0)
        return found.new, found.changed

    url = server.page("/feed", rss("夜班", "渡輪十月起加開夜班，市民說很方便。"))
    feeds.subscribe(library, url, policy=NEAR, full_text=False)
    assert refreshed() == (1, 0)
    article = library.find("夜班")
    (file,) = [library.root / it.path for it in library.files().values() if it.article == article]
    remove(library, article)
    if deleted:
        file.unlink()
        library.sync()
    server.page("/feed", rss("夜班改了", "渡輪十一月起加開夜班，市民說很方便。"))
    assert refreshed() == (0, 0)
    server.page("/feed", rss("夜班", "渡輪十二月起加開夜班，市民說很方便。"))
    assert (refreshed(), refreshed()) == ((0, 0), (0, 0))
    assert file.exists() != deleted
    assert library.sync() == []
    assert "夜班" not in " ".join(titles(library))
    server.page(
        "/feed", rss("別的", "完全是另一件事，與這一篇無關，寫得很長很長。").replace(b">g<", b">h<")
    )
    assert refreshed() == (1, 0)
    restore(library, article)
    assert "十二月" in library.open(article).text
    assert refreshed() == (0, 0)
    assert "夜班" in titles(library)


def test_whoever_names_it_has_it_back_and_is_told(library: Library, article: str) -> None:
    remove(library, article)
    offer = offer_file(library.articles / "park.md")
    assert foresee(library, offer).title == "河濱公園十年"
    kept = accept(library, offer)
    assert (kept.article, kept.what, kept.revived) == (article, "same", True)
    assert library.take_notices() == (("revived", {"title": "河濱公園十年"}),)
    remove(library, article)
    assert library.take_in(library.articles / "park.md") == article
    assert titles(library) == ["河濱公園十年"]


def test_a_page_that_is_added_again_is_back(library: Library, tmp_path: Path) -> None:
    page = replace(parse("第一段說了很多話。\n"), title="鹽田", url="https://example.org/1")
    kept = library.keep(page)
    remove(library, kept.article)
    again = library.keep(page)
    assert (again.article, again.revived) == (kept.article, True)
    assert "鹽田" in titles(library)


def test_several_are_one_entry(library: Library, article: str) -> None:
    other = library.keep(replace(parse("另一篇的第一段。\n"), title="另一篇")).article
    assert remove(library, article, other) == 2
    rows = library.submit(
        lambda edits: edits.connection.execute(
            "SELECT j.scope, count(*) FROM journal j JOIN journal_row r ON r.journal = j.seq"
            " GROUP BY j.seq ORDER BY j.seq DESC LIMIT 1"
        ).fetchone()
    ).result()
    assert rows == ("shelf", 2)


def test_a_file_with_an_id_is_brought_in_as_it_lies(library: Library) -> None:
    path = library.articles / "named.md"
    ident = "0199e2b4-5c00-7a1e-8f3d-6d7a9c41b299"
    path.write_text(f"---\ntitle: 有號碼的\nid: {ident}\n---\n\n一段話，\n又一行。\n", "utf-8")
    assert library.sync() == []
    remove(library, ident)
    kept = accept(library, offer_file(path))
    assert (kept.article, kept.what, kept.path) == (ident, "same", "articles/named.md")
    assert kept.revived


def test_the_text_of_it_from_anywhere_brings_it_back(
    library: Library, article: str, tmp_path: Path
) -> None:
    path = library.articles / "park.md"
    outside = tmp_path / "elsewhere.md"
    outside.write_bytes(path.read_bytes())
    piped = path.read_bytes().partition(b"---\n\n")[2]
    for offer in (offer_file(outside), offer_text(path.read_bytes()), offer_text(piped)):
        remove(library, article)
        assert foresee(library, offer).revived
        kept = accept(library, offer)
        assert (kept.article, kept.what, kept.revived) == (article, "same", True)
        assert kept.title == "河濱公園十年"
        assert titles(library) == ["河濱公園十年"]


def test_a_copy_of_its_file_is_of_it_whatever_becomes_of_it(library: Library, article: str) -> None:
    remove(library, article)
    path, copy = library.articles / "park.md", library.articles / "copy.md"
    copy.write_bytes(path.read_bytes())
    assert library.sync() == []
    for words in ("兩百萬", "一百萬"):
        copy.write_text(path.read_text("utf-8").replace("三百萬", words), "utf-8")
        assert library.sync() == []
        assert titles(library) == []
    restore(library, article)
    assert library.find("copy.md") == article
    library.close()
    assert examine(library.root).in_order


def test_no_look_at_its_own_file_alone_brings_it_back(library: Library, article: str) -> None:
    remove(library, article)
    path = library.articles / "park.md"
    path.write_text(path.read_text(encoding="utf-8").replace("三百萬", "兩百萬"), "utf-8")
    library.refresh(article)
    assert titles(library) == []
