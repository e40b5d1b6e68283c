"""A claim sheet to read, print or paste: the annotations by section, each with its quote.

Everything that comes from an article or a reader is escaped, so that it can neither become
Markdown nor HTML. Web addresses in notes, sources and evidence are autolinks (CommonMark 6.5), in
which no escape is needed or understood. Quotes are block quotes: bold and italics fail beside
Chinese punctuation (CommonMark 6.2, flanking delimiter runs).
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from reader.exchange.iri import as_iri, is_web
from reader.exchange.plain import printable
from reader.exchange.sheet import Options, Sheet, Wording
from reader.model import Annotation, Evidence, Link, Tag
from reader.words.speakers import speaker_name
from reader.words.verdicts import UNTOLD, exported_check_text

# Backslash escapes work before any ASCII punctuation (CommonMark 2.4).
_INLINE = re.compile(r"[\\`*_#\[\]<>|~&$]")
# An address in running text: letters that are not ASCII belong to it only after a separator, as in
# `/wiki/京東`; after anything else they are the sentence going on.
_ASCII = r"[!#-;=?-\[\]_a-z~]*"
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9+.\-])https?://(?=[^\W_]){_ASCII}(?:(?<=[/=_?&#(:+\-])[^\W\x00-\x7f]+{_ASCII})*",
    re.IGNORECASE,
)
# A link that somebody wrote as one; its label holds no brackets, its address no blanks.
_LINK = re.compile(
    r"\[([^\[\]\n]+)\]\(<?(https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)", re.I
)
_STOPS = ".,;:!?'*~(["
_PAIRS = {")": "(", "]": "["}
_LINE_START = re.compile(r"^([-+=:](?=\s|[-+=:]|$)|\d{1,9}(?=[.)]))")


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the claim sheets one after the other, in UTF-8."""
    between = ""
    for sheet in sheets:
        for block in _sheet(sheet, options):
            stream.write(f"{between}{block}".encode())
            between = "\n\n"
    stream.write(b"\n")


def escape(text: str) -> str:
    """One line of plain text that Markdown shows as it stands."""
    return _LINE_START.sub(_escape_start, _inline(_one_line(text)))


def linked(text: str) -> str:
    """One line of plain text whose web addresses are links, all else as `escape` has it.

    A link in Markdown's own form stays one.
    """
    line = _one_line(text)
    pieces: list[str] = []
    done = 0
    for match in _LINK.finditer(line):
        if is_web(match[2]):
            before = _autolinked(line[done : match.start()])
            pieces += _before_link(before), _link_on(match[1], match[2])
            done = match.end()
    return _LINE_START.sub(_escape_start, "".join(pieces) + _autolinked(line[done:]))


def _link_on(words: str, address: str) -> str:
    return f"[{_inline(words)}](<{address}>)"


def _before_link(written: str) -> str:
    """The text before a link; an exclamation mark at its end would make a picture."""
    return f"{written[:-1]}\\!" if written.endswith("!") else written


def _autolinked(line: str) -> str:
    pieces: list[str] = []
    done = 0
    for match in _ADDRESS.finditer(line):
        address = _without_stops(match[0])
        if is_web(address):
            pieces += _inline(line[done : match.start()]), f"<{address}>"
            done = match.start() + len(address)
    return "".join(pieces) + _inline(line[done:])


def _one_line(text: str) -> str:
    return " ".join(printable(text).split("\n")).strip()


def _inline(line: str) -> str:
    return _INLINE.sub(r"\\\g<0>", line)


def _without_stops(address: str) -> str:
    """An address without the sentence's punctuation after it, and unpaired closing brackets."""
    end = len(address)
    counts = Counter(address)
    while True:
        last = address[end - 1]
        unpaired = last in _PAIRS and counts[last] > counts[_PAIRS[last]]
        if not unpaired and last not in _STOPS:
            return address[:end]
        counts[last] -= 1
        end -= 1


def _escape_start(match: re.Match[str]) -> str:
    # A number that would open a list is escaped at its full stop, for digits cannot be.
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


def _sheet(sheet: Sheet, options: Options) -> Iterator[str]:
    words = options.words
    yield f"# {escape(sheet.head.title or words('untitled'))}"
    about = _about(sheet)
    if about:
        yield about
    yield "\n".join(f"- {line}" for line in _summary(sheet, words))
    section = None
    for annotation, span in sheet.anchored:
        number = sheet.outline.section_at(span.start) if sheet.outline.sections else None
        if number is not None and number != section:
            section = number
            yield f"## {escape(sheet.section_name(number, words))}"
        yield from _entry(sheet, annotation, options)
    if sheet.orphans:
        yield f"## {words('export.orphans')}"
        for annotation in sheet.orphans:
            yield from _entry(sheet, annotation, options)


def _about(sheet: Sheet) -> str:
    head = sheet.head
    parts = [escape("、".join(head.authors)), escape(head.source), escape(head.day)]
    return " · ".join(filter(None, [*parts, _link(head.url)]))


def _summary(sheet: Sheet, words: Wording) -> Iterator[str]:
    tags = [annotation.tag for annotation in sheet.annotations]
    yield words(
        "export.counts",
        total=len(tags),
        facts=tags.count(Tag.FACT),
        opinions=tags.count(Tag.OPINION),
        nones=tags.count(Tag.NONE),
        untagged=tags.count(None),
        notes=sum(bool(annotation.note) for annotation in sheet.annotations),
    )
    if sheet.names:
        yield words("export.annotators", names="、".join(map(escape, sheet.names)))


def _entry(sheet: Sheet, annotation: Annotation, options: Options) -> Iterator[str]:
    words = options.words
    quote, passage = sheet.quote(annotation), sheet.passage(annotation)
    yield _quoted(passage, sheet.links_in(annotation) if passage == quote else ())
    if sheet.view:
        yield words(
            "export.view", name=words(f"view.{sheet.view}"), view="+".join(sheet.article_view.chain)
        )
        yield _quoted(sheet.quote_in_view(annotation))
    yield "\n".join(f"- {fact}" for fact in _facts(sheet, annotation, options))


def _quoted(quote: str, links: Sequence[Link] = ()) -> str:
    """A block quote in which each line is a paragraph."""
    clean = printable(quote)
    left = deque(links if clean == quote else ())
    lines, offset = [], 0
    for line in clean.split("\n"):
        on_line = []
        while left and left[0].start <= offset + len(line):
            on_line.append(left.popleft())
        lines.append(_line(line, on_line, offset))
        offset += len(line) + 1
    return "\n>\n".join(f"> {line}" for line in lines if line) or ">"


def _line(line: str, links: Sequence[Link], offset: int) -> str:
    """A line at an offset of its quote, which shows as it stands, and leads where it led."""
    pieces: list[str] = []
    done = 0
    for link in links:
        start, end = max(done, link.start - offset), min(len(line), link.end - offset)
        address = as_iri(link.address)
        if start < end and is_web(address):
            before = _before_link(_inline(line[done:start]))
            pieces += before, _link_on(line[start:end], address)
            done = end
    written = "".join(pieces) + _inline(line[done:])
    return _LINE_START.sub(_escape_start, written.strip())


def _facts(sheet: Sheet, annotation: Annotation, options: Options) -> Iterator[str]:
    """The facts of a passage, a line each; there is always the first."""
    words = options.words
    yield _verdict(annotation, words)
    marked = sheet.quote_when_marked(annotation)
    if marked:
        yield words("export.marked", quote=escape(marked))
    if annotation.source or annotation.tag in (Tag.FACT, Tag.OPINION):
        yield words("export.source", source=linked(speaker_name(words, sheet.speaker(annotation))))
    yield from _check(annotation, options)
    if annotation.kind:
        yield words("export.kind", kind=escape(annotation.kind))
    if annotation.labels:
        yield words("export.labels", labels="、".join(map(escape, annotation.labels)))
    for evidence in annotation.evidence:
        yield from _evidence(evidence, words)
    if annotation.note:
        yield words("export.note", note=_paragraphs(annotation.note))
    if len(sheet.names) > 1 and sheet.name(annotation):
        yield words("export.annotator", name=escape(sheet.name(annotation)))


def _verdict(annotation: Annotation, words: Wording) -> str:
    if annotation.tag is None:
        return words("export.highlight" if annotation.highlight else "export.untagged")
    word = words(f"tag.{annotation.tag}")
    return words("export.unsure", tag=word) if annotation.unsure else word


def _check(annotation: Annotation, options: Options) -> Iterator[str]:
    """The outcome of a check, who says so, and how it was found out."""
    words, told = options.words, annotation.withheld() not in UNTOLD
    if check := exported_check_text(words, annotation, approval=options.approval):
        signed = _signed(annotation.checked_by, annotation.checked_on) if told else ""
        key = "export.status.signed" if signed else "export.status"
        yield words(key, status=escape(check), by=signed)
    if annotation.ready:
        yield words("export.ready")
    approved = _signed(annotation.approved_by, annotation.approved_on)
    if approved and told:
        yield words("export.approved", by=approved)
    if annotation.justification:
        yield words("export.justification", text=_paragraphs(annotation.justification))
    if annotation.method:
        yield words("export.method", text=_paragraphs(annotation.method))


def _signed(name: str, day: str) -> str:
    return f"{escape(name)} {day}".strip()


def _evidence(evidence: Evidence, words: Wording) -> Iterator[str]:
    """A question with its answer, and where that comes from, a line each."""
    if evidence.question:
        yield words("export.question", text=_paragraphs(evidence.question))
    if evidence.answer:
        yield words("export.answer", text=_paragraphs(evidence.answer))
    if place := " ".join(filter(None, [_link(evidence.url), linked(evidence.remark)])):
        yield words("export.evidence", evidence=place)
    if evidence.medium:
        yield words("export.medium", text=_paragraphs(evidence.medium))
    if evidence.quote:
        yield words("export.quote", text=escape(evidence.quote))


def _link(url: str) -> str:
    address = as_iri(url)
    return f"<{address}>" if is_web(address) and printable(url) == url else escape(url)


def _paragraphs(note: str) -> str:
    """A note of several lines, each a paragraph that stays inside its list item."""
    return "\n\n  ".join(linked(line) for line in printable(note).split("\n") if line.strip())
