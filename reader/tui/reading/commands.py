"""Commands of the reading screen: those of reading, of selecting, and of an opened annotation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.kit.commands import Command

if TYPE_CHECKING:
    from reader.tui.reading.controllers import ReadingControllers


def is_reading(it: ReadingControllers) -> bool:
    """Whether the keys are the page's, and nothing but reading is being done."""
    return not it.host.status.asking and it.host.session.placing is None


def is_placing_or_reading(it: ReadingControllers) -> bool:
    """Whether the keys are the page's; also while a place is chosen, where nothing is written."""
    return not it.host.status.asking


def is_selecting(it: ReadingControllers) -> bool:
    """Whether a passage is selected and can be made longer or shorter."""
    return not it.host.status.asking and it.host.session.selection is not None


def is_selecting_by_word(it: ReadingControllers) -> bool:
    """Whether a selection grows by words; of one made by itself, the key asks for the source."""
    selection = it.host.session.selection
    return is_selecting(it) and selection is not None and not selection.automatic


def _open(it: ReadingControllers) -> None:
    """Put down the mark whose place is chosen, else open what is here."""
    if it.host.session.placing is not None:
        it.placing.put()
    else:
        it.end.open_or_go_on(it.overlays.open)


def _cancel(it: ReadingControllers) -> None:
    """Leave a mark where it is while its place is chosen, else drop the selection."""
    if it.host.session.placing is not None:
        it.placing.stop()
    else:
        it.selecting.select(None)


reading = partial(Command, when=is_reading)
"""A command that may write, or leads away."""

anyhow = partial(Command, when=is_placing_or_reading)
"""A command that works while a place is chosen as well."""

selecting = partial(Command, group="select", when=is_selecting)

READING: tuple[Command, ...] = (
    anyhow("next_sentence", "j,down", lambda it: it.end.step(1), "move"),
    anyhow("previous_sentence", "k,up", lambda it: it.end.step(-1), "move"),
    anyhow("next_paragraph", "J", lambda it: it.navigation.paragraph(1), "move"),
    anyhow("previous_paragraph", "K", lambda it: it.navigation.paragraph(-1), "move"),
    anyhow("next_section", "]", lambda it: it.navigation.section(1), "move"),
    anyhow("previous_section", "[", lambda it: it.navigation.section(-1), "move"),
    reading("next_annotation", "}", lambda it: it.navigation.annotation(1), "move"),
    reading("previous_annotation", "{", lambda it: it.navigation.annotation(-1), "move"),
    reading("next_unmarked", "tab", lambda it: it.navigation.unmarked(1), "move"),
    reading("previous_unmarked", "shift+tab", lambda it: it.navigation.unmarked(-1), "move"),
    anyhow("page_down", "space,pagedown", lambda it: it.navigation.turn_page(1), "move"),
    anyhow("page_up", "b,pageup", lambda it: it.navigation.turn_page(-1), "move"),
    anyhow("top", "g,home", lambda it: it.navigation.edge(-1), "move"),
    anyhow("bottom", "G,end", lambda it: it.navigation.edge(1), "move"),
    reading("fact", "f,f2", lambda it: it.tagging.tag("fact"), "tag", hint=1),
    reading("opinion", "o,f3", lambda it: it.tagging.tag("opinion"), "tag", hint=2),
    reading("none", "d,f4", lambda it: it.tagging.tag("none"), "tag", hint=3),
    reading("fact_unsure", "F", lambda it: it.tagging.tag("fact", unsure=True), "tag"),
    reading("opinion_unsure", "O", lambda it: it.tagging.tag("opinion", unsure=True), "tag"),
    reading("back", "backspace", lambda it: it.tagging.back(), "tag", hint=4),
    reading("advance", "A", lambda it: it.tagging.toggle_advance(), "tag"),
    reading("highlight", "h", lambda it: it.claims.highlight(), "write"),
    *(
        reading(
            f"label_{n}", str(n), partial(lambda n, it: it.labels.turn(n), n), "write",
            words="command.label",
        )
        for n in range(1, 10)
    ),
    reading("note", "a", lambda it: it.notes.note(), "write", hint=5),
    reading("source", "w", lambda it: it.sources.ask(), "write", hint=6),
    reading("source_again", "W", lambda it: it.sources.put_last(), "write"),
    reading("check", "!", lambda it: it.checks.turn(), "write"),
    reading("result", "r", lambda it: it.checks.ask_result(), "write"),
    reading("evidence", "i", lambda it: it.evidence.add(), "write"),
    reading("quoted", '"', lambda it: it.evidence.show_quote(), "write"),
    reading("private", "p", lambda it: it.privacy.turn(), "write"),
    reading("note_private", "P", lambda it: it.privacy.turn_note(), "write"),
    anyhow("select", "v", lambda it: it.placing.select(), "select", hint=7),
    anyhow("open", "enter", _open, "write", hint=10),
    reading("remove", "x", lambda it: it.tagging.remove(), "write"),
    reading("undo", "u", lambda it: it.undoing.turn("undo"), "write", hint=9),
    reading("redo", "U", lambda it: it.undoing.turn("redo"), "write"),
    anyhow("view", "s", lambda it: it.views.choice.cycle(), "page", hint=10),
    reading("views", "S", lambda it: it.views.choose(), "page"),
    anyhow("hints", "H", lambda it: it.hinting.turn(), "page"),
    reading("hooks", "~", lambda it: it.hooks.choose(), "page"),
    anyhow("search", "/", lambda it: it.searching.ask(), "page", hint=8),
    reading("search_library", "ctrl+f", lambda it: it.host.navigator.search(), "page"),
    reading("library", "l", lambda it: it.host.open_library(), "page"),
    reading("claims", "c", lambda it: it.host.open_desk(), "page"),
    anyhow("next_hit", "n", lambda it: it.searching.hit(1), "page"),
    anyhow("previous_hit", "N", lambda it: it.searching.hit(-1), "page"),
    reading("changes", "D", lambda it: it.revisions.changes(), "page"),
    reading("review", "R", lambda it: it.revisions.review(), "page"),
    reading("left_out", "X", lambda it: it.revisions.left_out(), "page"),
    reading("copy", "y", lambda it: it.copying.copy(), "out"),
    reading("export", "e", lambda it: it.exporter.choose(), "out", hint=11),
    reading("add", "+", lambda it: it.host.navigator.add(), "page"),
    reading("annotators", "L", lambda it: it.names.annotators(), "page"),
    anyhow("contents", "t", lambda it: it.host.toggle_contents(), "page"),
    anyhow("margin", "m", lambda it: it.host.toggle_margin(), "page"),
    anyhow("theme", "T", lambda it: it.host.action_theme(), "page"),
    anyhow("help", "?", lambda it: it.overlays.help(), "page", hint=12),
    Command("palette", "ctrl+p", "app.command_palette", "page"),
    anyhow("quit", "q", lambda it: it.host.quit(), "page"),
)  # fmt: skip

SELECTING: tuple[Command, ...] = (
    selecting("select_grow", ".", lambda it: it.selecting.clause(1), words="select.grow"),
    selecting("select_shrink", "comma", lambda it: it.selecting.clause(-1), words="select.shrink"),
    Command(
        "select_word", "w", lambda it: it.selecting.word(1), "select", words="select.word_forward",
        when=is_selecting_by_word,
    ),
    selecting("select_word_back", "b", lambda it: it.selecting.word(-1), words="select.word_back"),
    selecting("select_right", "right", lambda it: it.selecting.character(1), words="select.right"),
    selecting("select_left", "left", lambda it: it.selecting.character(-1), words="select.left"),
    selecting(
        "select_sentence", "j,down", lambda it: it.selecting.sentence(1),
        words="select.sentence_forward",
    ),
    selecting(
        "select_sentence_back", "k,up", lambda it: it.selecting.sentence(-1),
        words="select.sentence_back",
    ),
    selecting("select_swap", "v", lambda it: it.selecting.swap(), words="select.swap"),
    selecting("select_cancel", "escape", _cancel, words="select.cancel"),
)  # fmt: skip

CARD: tuple[Command, ...] = (
    reading("evidence_change", "I", lambda it: it.evidence.change(), "card"),
    reading("kind", "k", lambda it: it.claims.kind(), "card"),
)
"""The keys of an opened annotation besides the page's own."""
