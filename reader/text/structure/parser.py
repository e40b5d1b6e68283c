"""An article's text to its title, sections, paragraphs and roles.

Canonical text is plain text as it stands, cleaned; of Markdown it is the body without its marks.
Every line of it that is not blank is a paragraph, without the white space around it, or several
are, where they were wrapped (see `wrapping`). What the file marks (headings, images, `{.caption}`;
see `markdown`) wins over what `roles` guesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.model import Article, Link, Paragraph, Role, Section
from reader.text.cleaning import clean
from reader.text.structure import byline, frontmatter, numbering, roles, sub_headings
from reader.text.structure.frontmatter import FrontMatter
from reader.text.structure.hard_wraps import wrapped
from reader.text.structure.markdown_inlines import Break, MarkdownLine
from reader.text.structure.markdown_lines import is_marked_up, lines_of

_LABELLED = re.compile(r"\A(?:標題|标题|題目|题目)\s*+[：:︰﹕]\s*+(?=\S)")
"""The word before a title that was copied with its label."""

_MEDIUM = re.compile(
    r"\w{1,8}(?:[日晚早時时週周商農农]報|[日晚早时周商农]报|新聞[網网]?|新闻网?|通[訊讯]社|[週周月]刊"
    r"|[電电][視视][台臺]?|[廣广]播[電电]?[台臺]|[雜杂]?[誌志])"
)


def parse(text: str, *, markdown: bool | None = None) -> Article:
    """The article that a text holds: plain text, or Markdown with or without front matter.

    It is read as Markdown when it begins with front matter or has `#` headings or a table, unless
    `markdown` says which it is. Front matter that cannot be read is read as plain text; see
    `frontmatter.unreadable`. Without a title in the text the article's title is empty.
    """
    text = clean(text).text
    front, body = frontmatter.separate(text) if markdown is not False else (None, text)
    if markdown is None:
        markdown = front is not None or (is_marked_up(text) and not frontmatter.unreadable(text))
    lines = lines_of(body) if markdown else _plain_lines(body)
    return compose(front or FrontMatter(), lines)


def _plain_lines(body: str) -> list[MarkdownLine]:
    return [MarkdownLine(line, end=Break.UNKNOWN) for line in body.split("\n")]


def links_of(text: str, canonical: str) -> tuple[Link, ...]:
    """The links of a file's text on the words of its canonical text, in order.

    What is an address itself is none. There are none if `canonical` is not the file's text.
    """
    article = parse(text)
    return article.links if article.text == canonical else ()


def compose(front: FrontMatter, lines: Sequence[MarkdownLine]) -> Article:
    """The article of some lines, with roles guessed where none is marked, and its front matter.

    The lines are clean, and so are the front matter's values.
    """
    lines = wrapped(lines)
    filled = [line for line in lines if line.text.strip()]
    words = [line.text.strip() for line in filled]
    headed = any(line.level > 1 for line in filled)
    title = _title_place(front, filled, words)
    marked = _marked(filled, words, title)
    medium = title == 0 and not (front.title or filled[0].level) and _begins_with_medium(words)
    if medium:
        title, marked[0] = None, Role.ATTRIBUTION
    barred = {place for place, line in enumerate(filled) if line.listed or "\n" in line.text}
    found = roles.roles_of(words, marked, guess_headings=not headed, barred=barred)
    text, paragraphs = _set(lines, found)
    levels = [min(6, max(2, line.level)) for line in filled]
    credit = byline.read(words, found, title)
    without = front.without
    named = "" if title is None else _LABELLED.sub("", words[title])
    return Article(
        title=front.title or ("" if "title" in without else words[1] if medium else named),
        authors=front.authors or (() if "authors" in without else credit.authors),
        source=front.source
        or ("" if "source" in without else credit.source or (words[0] if medium else "")),
        date=front.date or ("" if "date" in without else credit.date),
        url=front.url,
        lang=front.lang,
        tags=front.topics,
        text=text,
        sections=_sections(paragraphs, levels, title),
        id=front.id,
        links=_links(lines),
    )


def _title_place(
    front: FrontMatter, filled: Sequence[MarkdownLine], words: Sequence[str]
) -> int | None:
    """The number of the paragraph that is the article's title, if one is."""
    if not filled:
        return None
    if filled[0].level == 1 and filled[0].role in (None, Role.HEADING):
        return 0
    if "\n" in words[0]:
        return None
    if words[0] == front.title and filled[0].role is None:
        return 0
    unmarked = not any(line.level for line in filled) and filled[0].role is None
    unmarked = unmarked and not (filled[0].listed or numbering.begins_a_list(words))
    if front.title or not unmarked or not roles.reads_like_title(words[0]):
        return None
    longer = any(len(line) > len(words[0]) for line in words[1:6])
    return 0 if longer else None


def _begins_with_medium(words: Sequence[str]) -> bool:
    """Whether the first line names a newspaper or the like, and the second one is the title."""
    return (
        len(words) > 2
        and bool(_MEDIUM.fullmatch(words[0]))
        and len(words[0]) < len(words[1]) < max(map(len, words[2:6]))
        and "\n" not in words[1]
        and roles.reads_like_title(words[1])
    )


def _marked(
    filled: Sequence[MarkdownLine], words: Sequence[str], title: int | None
) -> list[Role | None]:
    """The roles that the file itself gives, by marks or by form."""
    marked = [Role.HEADING if line.level and line.role is None else line.role for line in filled]
    if title is not None:
        marked[title] = Role.HEADING
    for place, line in enumerate(filled[:-1]):
        if marked[place] is None and line.strong and _bold_heading(words[place], words[place + 1]):
            marked[place] = Role.HEADING
    return marked


def _bold_heading(line: str, follows: str) -> bool:
    """Whether a line that is bold as a whole heads the text after it; speech does not."""
    if sub_headings.is_speech(line):
        return False
    return len(line) <= 30 and line[-1] not in "。：；，" and len(follows) > len(line)


def _set(lines: Sequence[MarkdownLine], found: Sequence[Role]) -> tuple[str, list[Paragraph]]:
    """The canonical text of the lines, and its paragraphs with their offsets."""
    paragraphs: list[Paragraph] = []
    offset = 0
    for line in lines:
        words = line.text.strip()
        if words:
            start = offset + len(line.text) - len(line.text.lstrip())
            role = found[len(paragraphs)]
            paragraphs.append(Paragraph(role, start, start + len(words), words))
        offset += len(line.text) + 1
    return "\n".join(line.text for line in lines), paragraphs


def _links(lines: Sequence[MarkdownLine]) -> tuple[Link, ...]:
    found: list[Link] = []
    offset = 0
    for line in lines:
        found += [Link(offset + start, offset + end, to) for start, end, to in line.links]
        offset += len(line.text) + 1
    return tuple(found)


def _sections(
    paragraphs: Sequence[Paragraph], levels: Sequence[int], title: int | None
) -> tuple[Section, ...]:
    if not paragraphs:
        return ()
    starts = [
        place
        for place, paragraph in enumerate(paragraphs)
        if paragraph.role is Role.HEADING and place != title
    ]
    lead = starts[0] if starts else len(paragraphs)
    note = _note_end(paragraphs[:lead])
    first = sorted({0, note} & set(range(lead)))
    bounds = [*first, *starts, len(paragraphs)]
    headed = frozenset(starts)
    return tuple(
        _section(paragraphs[start:end], levels[start], headed=start in headed)
        for start, end in pairwise(bounds)
    )


def _note_end(lead: Sequence[Paragraph]) -> int:
    """Number of paragraphs of a leading editor's note with its attribution; 0 if there is none."""
    place = 0
    while place < len(lead) and lead[place].role in (Role.HEADING, Role.ATTRIBUTION):
        place += 1
    if place == len(lead) or lead[place].role is not Role.EDITOR_NOTE:
        return 0
    while place < len(lead) and lead[place].role in (Role.EDITOR_NOTE, Role.ATTRIBUTION):
        place += 1
    return place


def _section(paragraphs: Sequence[Paragraph], level: int, *, headed: bool) -> Section:
    return Section(
        heading=paragraphs[0].text if headed else None,
        level=level if headed else 1,
        start=paragraphs[0].start,
        end=paragraphs[-1].end,
        paragraphs=tuple(paragraphs),
    )
