"""Tables and lists: rows keep their cells, numbers count up, and markup never stops either."""

from __future__ import annotations

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st

from reader.errors import InputError
from reader.ingest.html import lists, tables, tree, wikis
from reader.ingest.html.lines import Piece, pieces_of
from reader.model import Outline, Role
from reader.text.punctuation import BAR
from reader.text.structure import credit_lines as credits
from reader.text.structure import parse, sub_headings
from reader.text.structure.html_blocks import words_of_block
from reader.text.structure.list_items import bullet_of, counted
from reader.text.structure.outline import outline_of
from reader.text.structure.repeated_lines import Neighbours
from reader.text.structure.table_rows import row_of, rows_among, says_sentence
from reader.tui.session.sentence_cursor import SentenceCursor

TAGS = (
    "<table>", "</table>", "<tr>", "<td>", "<td colspan=3>", "<th rowspan=2>", "<ul>", "</ul>",
    "<ol start=7>", "<ol reversed type=i>", "</ol>", "<li>", "<li value=-2>", "<dl>", "</dl>",
    "<dt>", "<dd>", "<p>", "<br>", "<h2>參考資料</h2>", "<sup class=reference>[1]</sup>",
    "<div class=mw-parser-output>", "</div>", "<div class=navbox>", "<img src=x>",
)  # fmt: skip
markup = st.lists(st.sampled_from(TAGS) | some.line_of_news, max_size=25).map("".join)


@given(st.lists(some.line, max_size=5), st.integers(-5, 5000), st.sampled_from("1aAiI一"))
@about(row_of, rows_among, says_sentence, counted, bullet_of)
def test_rows_keep_their_cells_and_numbers_their_order(
    cells: list[str], number: int, kind: str
) -> None:
    cells = [cell.replace(BAR, "") for cell in cells]
    row = row_of(cells)
    assert not row or row.split(BAR) == [cell.strip() for cell in cells]
    assert rows_among([row, row]) == ({0, 1} if BAR in row else set())
    assert rows_among([row]) == set()
    assert says_sentence(f"{row}。")
    assert counted(number, kind) != counted(number + 1, kind)
    assert len(bullet_of(abs(number))) == 1


@given(some.news | st.just(f"題\n\n年{BAR}量\n2024{BAR}三成"))
@about(Outline.is_row, Outline.is_stop, SentenceCursor.is_counted)
def test_a_row_is_a_stop_that_is_not_counted(text: str) -> None:
    article = parse(text)
    outline = outline_of(article)
    walk = SentenceCursor(outline)
    for place, paragraph in enumerate(article.paragraphs):
        if outline.is_row(place):
            sentence = outline.first_sentence[place]
            assert outline.sentence(sentence).of(article.text) == paragraph.text
            assert outline.is_stop(sentence)
            assert not outline.is_claim(sentence)
    for number in range(walk.count):
        assert walk.is_counted(number) <= walk.is_stop(number)


@given(some.soup | markup)
@about(
    lists.markers_of, lists.join_terms, tables.rows_of, tables.row_of_term, Piece.with_marker,
    Piece.is_bulleted, wikis.is_wiki, wikis.without_references, wikis.leave_out_appendices,
)  # fmt: skip
def test_the_lines_of_tables_and_lists(html: str) -> None:
    try:
        root = tree.parse_tree(html)
    except InputError as error:
        refused(error, "page_empty")
        return
    wikis.without_references(root)
    tree.stripped(root)
    lists.join_terms(root)
    for each in root.iter("ul", "ol"):
        assert all(marker for marker in lists.markers_of(each).values())
    for each in root.iter("table"):
        assert all("\n" not in row for row in tables.rows_of(each).values())
    for each in root.iter("div"):
        if each.get("class") == lists.TERM:
            assert len(tables.row_of_term(each)) < 2
    pieces = pieces_of(root)
    taken = [True] * len(pieces)
    wikis.leave_out_appendices(pieces, taken, root)
    assert wikis.is_wiki(root) or all(taken)
    for piece in pieces:
        assert piece.with_marker(None) == piece.marker + piece.text
        assert piece.with_marker(Role.CAPTION) == piece.text
        assert not piece.is_bulleted or piece.marker
    counted_from = next(tree.parse_tree("<ol start=3><li>甲<li>乙</ol>").iter("ol"))
    assert list(lists.markers_of(counted_from).values()) == ["3. ", "4. "]
    data = next(tree.parse_tree("<table><tr><td>甲<td>乙</table>").iter("table"))
    assert list(tables.rows_of(data).values()) == [f"甲{BAR}乙"]
    terms = tree.parse_tree("<p>字</p><dl><dt>甲</dt><dd>乙</dd><dt>丙</dt><dd>丁</dd></dl>")
    lists.join_terms(terms)
    term, _ = (each for each in terms.iter("div") if each.get("class") == lists.TERM)
    assert list(tables.row_of_term(term).values()) == [f"甲{BAR}乙"]


@given(markup | some.wild)
@about(words_of_block)
def test_a_block_of_html_has_no_tags_that_are_known(content: str) -> None:
    assert "<td" not in words_of_block(content)
    assert "\x1b" not in words_of_block(content)


@given(some.line)
@about(credits.is_credited, credits.is_placed, sub_headings.is_speech, Neighbours.repeat)
def test_what_a_line_shows_of_itself(line: str) -> None:
    assert credits.is_credited(f"▲{line[:50]}字")
    assert not credits.is_placed(line.replace("左", "").replace("右", ""))
    assert not sub_headings.is_speech(f"{line}字")
    assert not Neighbours([f"{line}字", line]).repeat(0)


@given(
    st.lists(
        st.text("甲乙一1、．.。：？「」─○ ", min_size=1, max_size=20).map(str.strip).filter(bool),
        max_size=8,
    ),
    st.data(),
)
@about(sub_headings.guess_headings, sub_headings.says_something)
def test_a_heading_is_guessed_of_free_lines_that_say_something(
    lines: list[str], data: st.DataObject
) -> None:
    marked = [data.draw(st.sampled_from((None, None, Role.BODY, Role.CAPTION))) for _ in lines]
    roles = [mark or Role.BODY for mark in marked]
    barred = data.draw(st.sets(st.integers(0, 8)))
    sub_headings.guess_headings(lines, marked, roles, barred)
    assert len(roles) == len(lines)
    for place, (line, mark, role) in enumerate(zip(lines, marked, roles, strict=True)):
        if mark or not sub_headings.says_something(line):
            assert role is (mark or Role.BODY)
        assert place not in barred or role in (mark, Role.BODY)
