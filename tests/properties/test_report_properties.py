"""Report pages: what they hold, what they do not, and what comes back from them."""

import io
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st
from test_values_properties import UNSAFE

from reader.errors import InputError
from reader.exchange.sheet import Sheet
from reader.library import open_library, page_import
from reader.library import report_pages as reporting
from reader.library.export import chosen_annotators
from reader.model import Document, Head, Tag
from reader.reports import embedded, page_writer, passages
from reader.reports.passages import MarkedPiece
from reader.reports.report import Report, published, reason_to_wait
from reader.reports.report_content import MarginRemark, ReportContent
from reader.store.edits import Edits
from reader.text.joined_lines import on_one_line
from reader.words import Words, load


class Reading(HTMLParser):
    """The words of a page's article, its elements, and the addresses that it names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article: list[str] = []
        self._open: list[bool] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside |= tag == "article"
        if tag == "span":
            self._open.append(True)

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "article"
        if tag == "span":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and not self._open:
            self.article.append(data)


def reported(document: Document, words: Words, *, full: bool, notes: bool = False) -> Report:
    """The report of a document without what is private, as a library makes it."""
    sheet = Sheet.of(document)
    whole = reporting.whole(sheet) if full else reporting.chosen(sheet, notes=notes)
    return reporting.with_data(whole, sheet, words)


def written(report: Report, words: Words) -> bytes:
    stream = io.BytesIO()
    page_writer.write(report, stream, words)
    return stream.getvalue()


@given(some.documents(), some.words, st.booleans(), st.booleans())
@about(page_writer.write, embedded.read, embedded.data_block, embedded.embeddable, Report.name)
@about(reporting.whole, reporting.chosen, reporting.with_data)
def test_a_page_comes_back_and_runs_nothing(
    document: Document, words: Words, full: bool, notes: bool
) -> None:
    report = reported(document, words, full=full, notes=notes)
    html = written(report, words).decode()
    assert not UNSAFE.search(html)
    found = Reading(html)
    scripts = [said["type"] for tag, said in found.elements if tag == "script"]
    assert scripts == ["application/ld+json", "application/json"]
    for tag, said in found.elements:
        assert tag not in ("iframe", "img", "link", "object", "base", "form")
        assert not any(name.startswith("on") or name == "src" for name in said)
        assert re.match("#|https?://", said.get("href") or "#", re.I)
    ids = [said["id"] for _, said in found.elements if "id" in said]
    assert len({*ids}) == len(ids)
    text = on_one_line(report.text)
    assert "".join("".join(found.article).split()) == "".join(text.split())
    back = embedded.read(html.encode())
    assert back.article.text == report.text
    assert back.annotations == report.annotations
    assert back.full is full
    assert embedded.embeddable("</script>") == "\\u003c/script\\u003e"
    assert all(report.name(it) in ("", "Lin 林", "王先生") for it in report.annotations)
    assert embedded.data_block(report) in html


@given(some.documents(), st.booleans())
@about(published, reason_to_wait)
def test_what_is_published_is_a_claim_or_a_note_without_who_and_when(
    document: Document, notes: bool
) -> None:
    chosen = published(document.annotations, document.text, notes=notes)
    assert chosen == published(document.annotations, document.text, notes=notes)
    for it in chosen.annotations:
        assert it.tag in (Tag.FACT, Tag.OPINION) or (notes and it.note)
        said = (it.annotator, it.created, it.updated, it.labels, it.kind, it.private, it.assignee)
        assert not any((*said, it.due, it.priority, it.highlight))
        assert it.verdict == it.published_verdict
        assert it.verdict is None or it.id not in chosen.waiting
    known = [it for it in document.annotations if not it.private and it.span]
    reasons = [reason_to_wait(it) for it in known]
    assert len(chosen.waiting) == sum(reason is not None for reason in reasons)


@given(some.documents())
@about(passages.pieces, passages.tags_of, MarkedPiece.tags)
def test_pieces_are_the_paragraphs_and_know_what_lies_on_them(document: Document) -> None:
    text, outline = document.text, document.outline
    cut = [*passages.pieces(text, outline, document.annotations)]
    assert len(cut) == len(outline.roles)
    placed = [(it, it.span) for it in document.annotations if it.span]
    done = [it.id for row in cut for piece in row for it in piece.done]
    begun = [it.id for row in cut for piece in row for it in piece.begun]
    assert len({*done}) == len(done)
    assert len({*begun}) == len(begun)
    for number, row in enumerate(cut):
        whole = outline.paragraph(number)
        spans = [piece.span for piece in row]
        assert [it.start for it in spans] + [whole.end] == [whole.start] + [it.end for it in spans]
        assert "".join(piece.text for piece in row) == on_one_line(whole.of(text))
        for piece in row:
            on = {it.id for it, span in placed if span.overlaps(piece.span)}
            assert {it.id for it in piece.on} == on
            assert piece.tags == passages.tags_of(piece.on)
            assert {it.tag for it in piece.said} <= {*piece.tags}


@given(some.documents(), some.words)
@about(ReportContent.web, ReportContent.sections, ReportContent.claims, ReportContent.orphans)
@about(ReportContent.mark_id, ReportContent.details, ReportContent.remarks, ReportContent.said)
@about(ReportContent.glyph, ReportContent.bars, ReportContent.lang, ReportContent.article_lang)
@about(ReportContent.legend, ReportContent.address, MarginRemark.is_brief)
def test_the_content_of_a_page_holds_together(document: Document, words: Words) -> None:
    content = ReportContent(reported(document, words, full=True), words)
    assert content.lang in ("en", "zh-Hant", "zh-Hans")
    assert content.article_lang
    assert [tag for tag, *_ in content.legend()] == [Tag.FACT, Tag.OPINION]
    assert content.address == content.web(document.head.url)
    facts = sum(bar.facts for bar in content.bars)
    cut = [piece for blocks in content.sections() for block in blocks for piece in block.pieces]
    assert facts == sum(it.tag is Tag.FACT for piece in cut for it in piece.begun)
    _remarks_hold(content, cut)
    legend = {tag: (sign, named) for tag, sign, named, _ in content.legend()}
    for it, tag in product(content.report.annotations, legend):
        claim = replace(it, tag=tag, unsure=False)
        assert (content.glyph(claim), content.said(claim)) == legend[tag]
    assert [claim.number for claim in content.claims()] == [*range(1, len([*content.claims()]) + 1)]
    gone = [it for it in content.report.annotations if it.span is None]
    assert len(content.orphans()) == len(gone)


def _remarks_hold(content: ReportContent, cut: Sequence[MarkedPiece]) -> None:
    """Each remark stands behind its passage, which names it, and each tag is said."""
    known = {remark.id for piece in cut for remark in content.remarks(piece)}
    for piece in cut:
        assert {*content.details(piece).split()} <= known
        assert bool(content.mark_id(piece)) == bool(piece.begun)
        for it in piece.said:
            assert content.said(it)
            assert len(content.glyph(it)) == 1
        for remark in content.remarks(piece):
            assert remark.is_brief <= bool(remark.source)


TEXT = "市府說，去年有三百萬人次到訪。我認為太高了。\n\n跑者比家庭多兩倍。"

marks = st.lists(
    st.tuples(
        some.some_of(TEXT),
        st.fixed_dictionaries(
            {"note": st.sampled_from(("", "哪一年？\n</script>", "\u202e=1"))},
            optional={
                "tag": st.sampled_from(Tag),
                "unsure": st.booleans(),
                "source": st.sampled_from(("市府", "<b>")),
                "kind": st.just("預測"),
                "highlight": st.just("yellow"),
                "verdict": st.sampled_from(("correct", "incorrect")),
                "justification": st.just("年報裡沒有"),
                "method": st.just("打電話"),
                "priority": st.integers(0, 3),
                "due": st.just("2031-05-17"),
                "assignee": st.just("陳"),
            },
        ),
        st.lists(st.sampled_from(("數字", "a|b")), max_size=2, unique=True),
        st.lists(st.sampled_from((("https://a.b/c", "頁 3"), ("", "電話"))), max_size=2),
    ),
    max_size=5,
)


@given(marks.map(lambda drawn: [it for it in drawn if it[0] is not None]))
@about(reporting.write_report, page_import.import_page)
def test_a_whole_page_makes_the_same_annotations_elsewhere(drawn: list[Any]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        (Path(one) / "articles").mkdir()
        (Path(one) / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
        with closing(open_library(Path(one))) as library, closing(open_library(Path(other))) as new:
            library.sync()
            article = library.list()[0].head.id

            def write(edits: Edits) -> None:
                edits.become("王")
                for span, fields, labels, evidence in drawn:
                    try:
                        edits.annotate(article, span, fields, labels, evidence)
                    except InputError as error:  # opinions take no verdict
                        refused(error, "verdict_unclaimed")

            library.submit(write).result()
            stream = io.BytesIO()
            counted = reporting.write_report(library, article, load("en"), stream, full=True)
            done = page_import.import_page(new, stream.getvalue(), "page")
            assert counted.count == done.came == len(library.annotations(article))
            assert new.annotations(done.article) == library.annotations(article)
            again = page_import.import_page(new, stream.getvalue(), "page")
            assert (again.came, again.known) == (0, done.came)


@given(st.binary(max_size=80) | st.sampled_from((b"{}", b"[1]", b'{"format":1,"version":"x"}')))
@about(embedded.read)
def test_data_that_is_none_of_ours_is_refused(data: bytes) -> None:
    wrapped = b'<script type="application/json" id="meipi-report">' + data + b"</script>"
    for html in (data, wrapped):
        try:
            embedded.read(html)
        except InputError as error:
            refused(error, "page_no_report", "page_damaged", "page_newer")
        else:
            raise AssertionError("taken for a page of ours")


@given(st.lists(st.sampled_from(("Lin 林", "王先生", "誰")), max_size=2))
@about(chosen_annotators)
def test_annotators_are_those_who_are_named_or_shown(by: list[str]) -> None:
    try:
        chosen = chosen_annotators(some.PEOPLE, by)
    except InputError as error:
        assert "誰" in by
        refused(error, "annotator_unknown")
        return
    assert {it.name for it in chosen} == ({*by} or {it.name for it in some.PEOPLE if it.shown})


@given(some.heads)
@about(reporting.default_name)
def test_the_name_of_a_page(head: Head) -> None:
    name = reporting.default_name(head)
    assert name.endswith(".html")
    assert "/" not in name
