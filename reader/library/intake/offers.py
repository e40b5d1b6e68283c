"""Bringing articles in: what is on offer is looked at first, and kept when it is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.health.outside_files import check_link, is_ours
from reader.model import Article
from reader.model.page_content import PageContent
from reader.model.revision import Kept
from reader.store import arrivals, articles, page_lines
from reader.store.db.file_identity import is_there
from reader.text.structure.page_conversion import article_of, as_decided, page_of

if TYPE_CHECKING:
    from threading import Event

    from reader.ingest.network import Reply
    from reader.library.core import Notice
    from reader.library.library import Library
    from reader.store.db.connection import Connection

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
"""Pattern of an address, whatever its scheme; `offer_address` says which ones it takes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that could come in, for a look at it first.

    `page` holds its lines, taken or not, to be switched with `dataclasses.replace`. `origin` is the
    path or address it comes from, "" for pasted text; `again` says that it is in the library.
    `notices` say what was repaired. `data` are the bytes of a text file, which is kept as it is as
    long as the page is `as_read`; its canonical text is then `text`.
    """

    page: PageContent
    origin: str = ""
    notices: tuple[Notice, ...] = ()
    data: bytes | None = None
    as_read: PageContent | None = None
    id: str = ""
    text: str = ""
    again: bool = False


def is_address(name: str) -> bool:
    """Whether a name is meant as an address of the web."""
    return ADDRESS.fullmatch(name.strip()) is not None


def offer_of(
    name: str,
    *,
    library: Library | None = None,
    allow_private: bool = False,
    stop: Event | None = None,
) -> Offer:
    """Offer of an address or a file; raises `InputError` as the two functions below do."""
    if is_address(name):
        return offer_address(name, library=library, allow_private=allow_private, stop=stop)
    return offer_file(Path(name), stop=stop)


def offer_address(
    url: str,
    *,
    library: Library | None = None,
    allow_private: bool = False,
    stop: Event | None = None,
) -> Offer:
    """Fetch what an address holds: a web page, or a text.

    `allow_private` also takes addresses of this machine and its network. Raises `InputError` as
    `ingest.network.fetch` and `ingest.html.read_page` do, and as `fates.naming_article` where the
    article is in `library`.
    """
    from reader.ingest.network import Policy, fetch
    from reader.library.intake import page_fates as fates

    with nullcontext() if library is None else fates.naming_article(library, url):
        reply = fetch(url.strip(), Policy(allow_private=allow_private), stop=stop)
        return offer_reply(reply, asked=url.strip(), stop=stop)


def offer_reply(reply: Reply, *, asked: str = "", stop: Event | None = None) -> Offer:
    """Offer of a fetched web page or text; `asked` is the address that was asked for.

    Raises `InputError` as `ingest.html.read_page`, and `page_missing` if the address of an article
    led to the front page of its site.
    """
    from reader.ingest.landing import is_elsewhere

    if is_elsewhere(asked, reply.url):
        raise InputError("page_missing", path=asked)
    if reply.media_type in ("text/plain", "text/markdown"):
        return _of_text(reply.body, reply.url, stop, declared=reply.charset)
    return _of_page(reply.body, reply.url, reply.charset, stop)


def offer_file(path: Path, *, stop: Event | None = None) -> Offer:
    """Read a file: text, Markdown or a saved web page.

    Raises `InputError` as `ingest.files.read_file` does.
    """
    from reader.ingest.files import read_bytes, read_file

    read = read_file(path, stop=stop)
    if read.page is not None:
        return Offer(replace(read.page, title=read.article.title), str(path), read.notices)
    data, _ = read_bytes(path)
    page = replace(page_of(read.article), encoding=read.encoding, repairs=read.repairs)
    return Offer(page, str(path), read.notices, data, page, read.article.id, read.article.text)


def offer_text(data: bytes, *, stop: Event | None = None) -> Offer:
    """Offer of what was pasted or piped in: a web page's source, Markdown or plain text."""
    return _of_text(data, "", stop)


def _of_text(data: bytes, origin: str, stop: Event | None, *, declared: str = "") -> Offer:
    from reader.ingest.files import read_text, repair_notices

    try:
        read = read_text(data, declared, stop=stop)
    except InputError as error:
        raise InputError(error.code, **({"path": origin or "–"} | error.params)) from error
    if read is None:
        return _of_page(data, origin, declared, stop)
    article = read.article
    url = origin if is_address(origin) else ""
    page = page_of(replace(article, url=article.url or url))
    page = replace(page, encoding=read.encoding, repairs=read.repairs)
    if not page.title:
        page = replace(page, title=_first_line(page))
    notices = repair_notices(read.repairs)
    if read.odd_head:
        notices.append(("front_matter_unreadable", {"path": origin or "–"}))
    return Offer(page, origin, tuple(notices), id=article.id)


def _first_line(page: PageContent) -> str:
    """A title for a text without one: how it begins."""
    return next((it.text[:30] for it in page.blocks if any(map(str.isalnum, it.text))), "")


def _of_page(data: bytes, url: str, charset: str, stop: Event | None) -> Offer:
    from reader.ingest.files import page_notices
    from reader.ingest.html import read_page

    try:
        page = read_page(data, url, encoding=charset, stop=stop)
    except InputError as error:
        raise InputError(error.code, **({"path": url or "–"} | error.params)) from error
    return Offer(page, url, tuple(page_notices(page)))


def offer_again(library: Library, article: str) -> Offer:
    """The page of an article that is in the library, with the lines that were left out of it.

    Raises `InputError` `article_unknown`.
    """
    from reader.library.export import links_in_file
    from reader.store.db.checked_values import names
    from reader.text.structure.outline import sections_of

    document = library.open(article)
    with library.reading() as connection:
        head = arrivals.published(connection, article)
        lines = page_lines.of_article(connection, article)
    content = Article(
        title=head["title"],
        authors=names(head["authors"]),
        source=head["source"],
        date=head["date"],
        url=head["url"],
        lang=head["lang"],
        tags=names(head["topics"]),
        text=document.text,
        sections=sections_of(document.outline, document.text),
        links=links_in_file(library, document),
        page_lines=lines,
    )
    return Offer(page_of(content), head["url"], id=article, again=True)


def accept(library: Library, offer: Offer) -> Kept:
    """Keep what is on offer: a text file as it is, anything else as a file of the program's own.

    Raises `InputError` and `LibraryError` as `keeping.keep` does, and `link_outside` for a link of
    the library that leads out of it.
    """
    from reader.library.changes import lengths
    from reader.library.intake.page_fates import shrunk_from

    held = _title_at(library, offer.page.url)
    kept = _accepted(library, offer)
    if kept.what == "changed":
        return replace(kept, shrunk_from=shrunk_from(*lengths(library.revisions(kept.article))))
    return replace(kept, beside=held) if kept.what == "new" else kept


def _title_at(library: Library, url: str) -> str:
    """Title of the article that an address shows, as far as the library knows; "" if of none."""
    article = library.with_address(url) if url else None
    if article is None:
        return ""
    with library.reading() as connection:
        return articles.title(connection, article)


def _accepted(library: Library, offer: Offer) -> Kept:
    if is_address(offer.origin):
        from reader.library.intake import page_fates as fates

        kept = library.keep(article_of(offer.page, id=offer.id), offer.notices)
        fates.forget(library, kept.article)
        return kept
    if offer.origin:
        check_link(library.root, Path(offer.origin))
    if _as_it_is(library, offer) and offer.data is not None:
        return _copy(library, offer, offer.data)
    return library.keep(article_of(offer.page, id=offer.id), offer.notices)


def foresee(library: Library, offer: Offer) -> Kept:
    """Foresee the outcome of `accept` for an offer, as the library is now; nothing is written.

    `title` is what the library calls an article that is known, `path` is empty; `revived` says that
    it was removed.
    """
    from reader.library.intake import identity as identifying
    from reader.library.intake.page_fates import shrunk_from

    content = article_of(offer.page, id=offer.id)
    with library.reading() as connection:
        if _as_it_is(library, offer):
            content = replace(content, text=offer.text)
            article = _copied(library, connection, offer)
        else:
            article = identifying.of_page(connection, content).article
        article = article or articles.identity(content)
        content = identifying.as_known(connection, article, content)
        content = as_decided(content, page_lines.of_article(connection, article))
        before = articles.current_text(connection, article)
        if before is None:
            held = _title_at(library, content.url)
            return Kept(article, "new", title=content.title, beside=held)
        title, old = articles.title(connection, article), articles.body(connection, before)
        removed = articles.is_removed(connection, article)
        known = removed or articles.is_listed(connection, article)
    what = "same" if before == articles.text_hash(content.text) else "changed"
    if not known:  # a snapshot, which was in no list until now
        return Kept(article, "new", title=title)
    less = shrunk_from(len(old), len(content.text))
    return Kept(article, what, title=title, revived=removed, shrunk_from=less)


def _as_it_is(library: Library, offer: Offer) -> bool:
    """Whether an offer is a text file that nothing was changed of, so that it is copied."""
    whole = offer.data is not None and offer.page == offer.as_read
    return whole and (not offer.id or _lies_inside(library, Path(offer.origin)))


def _copy(library: Library, offer: Offer, data: bytes) -> Kept:
    """Copy a text file into `articles/`; a later edition of a copy takes its place."""
    from reader.library.intake import article_files as keeping
    from reader.library.intake import identity as identifying

    origin = Path(offer.origin)
    if _lies_inside(library, origin):
        return library.bring(origin)
    target = _target(library, origin)
    text = offer.text
    with library.reading() as connection:
        known = identifying.of_text(connection, text)
        files = articles.files_of(connection, known) if known else []
        former = _former(library, connection, target, text)
    for file in files:
        if known and is_there(library.root / file.path):
            return library.asked_for(Kept(known, "same", file.path))
    if former is None:
        target = keeping.free_name(library.articles, target.name)
    return library.keep_file(target, data)


def _copied(library: Library, connection: Connection, offer: Offer) -> str | None:
    """The article that a text file is, or whose later edition it is, if one is known."""
    from reader.library.intake import identity as identifying

    origin, text = Path(offer.origin), offer.text
    known = identifying.of_text(connection, text)
    if _lies_inside(library, origin):
        from reader.library.intake.scan import name_of

        row = articles.file(connection, name_of(library, origin))
        here = row is not None and identifying.is_edition(connection, row.article, text)
        return row.article if row is not None and here else known
    return known or _former(library, connection, _target(library, origin), text)


def _lies_inside(library: Library, origin: Path) -> bool:
    return origin.resolve().is_relative_to(library.articles.resolve())


def _target(library: Library, origin: Path) -> Path:
    """Path for the copy of a text file, if the name is free or its own."""
    from reader.text.cleaning.file_names import file_name_of

    return library.articles / file_name_of(origin.stem, origin.suffix.lower())


def _former(library: Library, connection: Connection, target: Path, text: str) -> str | None:
    """The article whose file is an earlier copy of a text, which may be written over."""
    from reader.library.intake import identity as identifying

    row = articles.file(connection, f"{library.articles.name}/{target.name}")
    if row is None or not is_ours(library.root, row):
        return None
    return row.article if identifying.is_edition(connection, row.article, text) else None


def files_in(folder: Path, closed: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """The files of a folder that may be articles, as `folder.walk` finds them.

    Folders in it that cannot be read are given to `closed`; without that, raises InputError
    `folder_unreadable`.
    """
    from reader.library.intake.folder_files import walk

    def refuse(path: Path) -> None:
        raise InputError("folder_unreadable", path=str(path))

    return (file.path for file in walk(folder, closed or refuse))
