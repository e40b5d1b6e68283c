"""Content of a page: an article in blocks, what stands in its margin, its claims and bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reader.model import Annotation, Evidence, Role, Tag
from reader.model.speaker import Attribution, speaker
from reader.reports.passages import MarkedPiece, pieces
from reader.reports.report import CLAIMS, Report
from reader.text.joined_lines import on_one_line, passage
from reader.words import Words
from reader.words.sections import section_name
from reader.words.speakers import speaker_name
from reader.words.verdicts import check_text, verdict_name

_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarginRemark:
    """Remarks on an annotation in the margin; `number` is that of its claim at the end."""

    id: str
    note: tuple[str, ...] = ()
    source: str = ""
    outcome: str = ""
    number: int = 0
    facts: tuple[str, ...] = ()

    @property
    def is_brief(self) -> bool:
        """Whether it only names who says it, for which no line of its own is needed."""
        return not (self.note or self.outcome or self.facts)


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim whose check is told at the end of the page."""

    number: int
    place: str
    quote: str
    source: str
    outcome: str
    waits: bool
    check: Annotation
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionBar:
    """The claims of a section, by number and as shares of the longest bar, in per cent."""

    id: str
    name: str
    facts: int
    opinions: int
    fact_share: float
    opinion_share: float


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """A paragraph, or the heading of a section; `level` is that of a heading, from 2."""

    role: Role
    pieces: tuple[MarkedPiece, ...]
    id: str = ""
    level: int = 0
    row: bool = False


class ReportContent:
    """All that a page shows of a report, in the language of its words."""

    def __init__(self, report: Report, words: Words) -> None:
        self.report, self.words = report, words
        self.head = report.head
        self._numbers = {it.id: number for number, it in enumerate(report.annotations, 1)}
        self._checks = {
            it.id: n for n, it in enumerate(filter(self._is_told, report.annotations), 1)
        }

    @property
    def lang(self) -> str:
        """The language of the page's own words (BCP 47)."""
        return {"zh_hant": "zh-Hant", "zh_hans": "zh-Hans"}.get(self.words.language, "en")

    @property
    def article_lang(self) -> str:
        """The language of the article; it is Chinese where nobody says which."""
        return self.head.lang or "zh"

    @property
    def address(self) -> str:
        """The address of the article, if a browser opens it."""
        return self.web(self.head.url)

    def web(self, address: str) -> str:
        """An address that a browser opens, else nothing."""
        return address if _WEB.fullmatch(address) else ""

    def sections(self) -> Iterator[tuple[ReportBlock, ...]]:
        """The blocks of each section."""
        outline = self.report.outline
        cut = pieces(self.report.text, outline, self.report.annotations)
        firsts = [*outline.sections, len(outline.roles)]
        deep: list[int] = []
        for section, (first, end) in enumerate(pairwise(firsts)):
            level = outline.levels[section]
            deep = [it for it in deep if it < level]
            headed = outline.heading(section, self.report.text) is not None
            deep += [level] if headed else []
            yield tuple(
                ReportBlock(
                    outline.role(number),
                    next(cut),
                    self._section_id(section) if number == first else "",
                    min(len(deep) + 1, 6) if headed and number == first else 0,
                    outline.is_row(number),
                )
                for number in range(first, end)
            )

    def mark_id(self, piece: MarkedPiece) -> str:
        """The id of the passage of the first annotation that begins with a piece."""
        return f"m{self._numbers[piece.begun[0].id]}" if piece.begun else ""

    def details(self, piece: MarkedPiece) -> str:
        """The ids of all remarks on a piece."""
        return " ".join(self._remarks[it.id].id for it in piece.on if it.id in self._remarks)

    def remarks(self, piece: MarkedPiece) -> list[MarginRemark]:
        """The remarks on the annotations that end with a piece, right behind them."""
        return [self._remarks[it.id] for it in piece.done if it.id in self._remarks]

    def said(self, annotation: Annotation) -> str:
        """The tag of a claim in words."""
        sure = ".unsure" if annotation.unsure else ""
        return self.words(f"report.tag.{annotation.tag}{sure}")

    def glyph(self, annotation: Annotation) -> str:
        """A sign for the tag of a claim."""
        return self.words(f"report.glyph.{annotation.tag}")

    def legend(self) -> Iterator[tuple[str, str, str, str]]:
        """Each tag of a claim: its name in data, its sign, its words, and their meaning."""
        for tag in CLAIMS:
            key = f"report.tag.{tag}"
            meaning = self.words(f"{key}.means")
            yield tag, self.words(f"report.glyph.{tag}"), self.words(key), meaning

    @cached_property
    def bars(self) -> list[SectionBar]:
        """The claims by section, of the sections that have any."""
        outline = self.report.outline
        counts: dict[int, dict[Tag, int]] = {}
        for it in self.report.annotations:
            if it.span is not None and it.tag in CLAIMS and outline.sections:
                here = counts.setdefault(
                    outline.section_at(it.span.start), dict.fromkeys(CLAIMS, 0)
                )
                here[it.tag] += 1
        most = max((sum(here.values()) for here in counts.values()), default=1)
        return [
            SectionBar(
                self._section_id(section),
                self._section_name(section),
                here[Tag.FACT],
                here[Tag.OPINION],
                round(100 * here[Tag.FACT] / most, 2),
                round(100 * here[Tag.OPINION] / most, 2),
            )
            for section, here in sorted(counts.items())
        ]

    def claims(self) -> Iterator[CheckedClaim]:
        """The claims that were checked, or whose verdict waits, in order of their place."""
        for it in self.report.annotations:
            if it.id not in self._checks:
                continue
            waits = it.id in self.report.waiting
            yield CheckedClaim(
                number=self._checks[it.id],
                place=f"m{self._first_here(it)}" if it.span else "",
                quote=self._quote(it),
                source=speaker_name(self.words, speaker(it, self.report.outline, self.head)),
                outcome=self._outcome(it),
                waits=waits,
                check=it,
                evidence=it.evidence,
                facts=self._desk_facts(it) if self.report.full else (),
            )

    def orphans(self) -> list[tuple[str, MarginRemark]]:
        """Remarks on passages that are not in the text any more, with their words."""
        gone = [it for it in self.report.annotations if it.span is None]
        return [(self._quote(it), self._remarks.get(it.id, MarginRemark(""))) for it in gone]

    def _first_here(self, annotation: Annotation) -> int:
        """The number of the first annotation that begins where this one does."""
        span = annotation.span
        return min(
            self._numbers[it.id] for it in self._beginning.get(span.start if span else -1, [])
        )

    @cached_property
    def _beginning(self) -> Mapping[int, Sequence[Annotation]]:
        begin: dict[int, list[Annotation]] = {}
        for it in self.report.annotations:
            begin.setdefault(it.span.start if it.span else -1, []).append(it)
        return begin

    def _section_id(self, section: int) -> str:
        return f"s{section + 1}"

    def _section_name(self, section: int) -> str:
        outline = self.report.outline
        heading = outline.heading(section, self.report.text)
        begins = outline.role(outline.sections[section])
        return section_name(self.words, heading and on_one_line(heading), begins)

    def _quote(self, annotation: Annotation) -> str:
        span = annotation.span
        if span is None:
            return annotation.exact
        return passage(self.report.text, self.report.outline, span)

    def _is_told(self, annotation: Annotation) -> bool:
        """Whether the check of an annotation is told at the end."""
        if annotation.tag is Tag.FACT and annotation.published_verdict:
            return True
        whole = self.report.full and (annotation.verdict or annotation.evidence)
        reasons = self.report.full and annotation.justification
        return annotation.id in self.report.waiting or bool(whole or reasons)

    def _outcome(self, annotation: Annotation) -> str:
        if annotation.id in self.report.waiting:
            return self.words(f"withheld.{self.report.waiting[annotation.id]}")
        if annotation.published_verdict is not None:
            return verdict_name(self.words, annotation.published_verdict)
        return check_text(self.words, annotation) if self.report.full else ""

    @cached_property
    def _remarks(self) -> dict[str, MarginRemark]:
        made = (self._remark(it) for it in self.report.annotations)
        named = zip(self.report.annotations, made, strict=True)
        return {it.id: remark for it, remark in named if remark is not None}

    def _remark(self, annotation: Annotation) -> MarginRemark | None:
        who = speaker(annotation, self.report.outline, self.head)
        remark = MarginRemark(
            id=f"n{self._numbers[annotation.id]}",
            note=tuple(line for line in annotation.note.split("\n") if line.strip()),
            source=who.name if who.attribution is Attribution.NAMED else "",
            outcome=self._outcome(annotation),
            number=self._checks.get(annotation.id, 0),
            facts=tuple(self._facts(annotation)) if self.report.full else (),
        )
        return None if remark.is_brief and not remark.source else remark

    def _facts(self, annotation: Annotation) -> Iterator[str]:
        """Facts that only a whole page tells: the annotator's own order, and who annotated."""
        words = self.words
        if annotation.tag is Tag.NONE or (annotation.highlight and annotation.tag is None):
            yield words("tag.none") if annotation.tag else words("export.highlight")
        if annotation.kind:
            yield words("export.kind", kind=annotation.kind)
        if annotation.labels:
            yield words("export.labels", labels="、".join(annotation.labels))
        if annotation.id not in self._checks:
            yield from self._desk_facts(annotation)
        name = self.report.name(annotation)
        if name and len(self.report.annotators) > 1:
            yield words("export.annotator", name=name)

    def _desk_facts(self, annotation: Annotation) -> tuple[str, ...]:
        """The order in which claims are checked, and by whom."""
        words = self.words
        named = {
            "priority": annotation.priority,
            "due": annotation.due,
            "assignee": annotation.assignee,
        }
        return tuple(words(f"report.{key}", value=value) for key, value in named.items() if value)
