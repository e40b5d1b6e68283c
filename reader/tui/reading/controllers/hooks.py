"""Hooks: a program of the reader's own is given the passage at the cursor, and its answer shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reader.model import Span
from reader.model.hook import Hook
from reader.text.hints import Hint, HintKind
from reader.tui.kit.workers import run_in_background
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.hint_display import HintDisplay
from reader.tui.reading.hook_panel import HookPanel
from reader.tui.services.hook_process import HookAnswer, ask_hook

GROUP = "hook"
DIGITS = "123456789"


class Hooks(ReadingController):
    """The hooks of the settings; what they answer is shown, and never becomes an annotation."""

    def __init__(self, host: ReadingControllerHost, hinting: HintDisplay) -> None:
        super().__init__(host)
        self._hinting = hinting
        self._shown: HookPanel | None = None

    def choose(self) -> None:
        """Run the hook; of several, ask which."""
        from reader.tui.kit.choice_list import Choice

        hooks = self.host.config.named_hooks
        if not hooks:
            self.host.show_message("nothing.hook")
        elif len(hooks) == 1:
            self.run(hooks[0])
        else:
            choices = [
                Choice(key, hook.name, partial(self.run, hook), " ".join(hook.command))
                for key, hook in zip(DIGITS, hooks, strict=False)
            ]
            self.host.list_choices("hooks", choices)

    def run(self, hook: Hook) -> None:
        """Give a hook the passage at the cursor, once all that was said of it is on disk."""
        self.host.close_panel()
        self.edits.when_written(partial(self._run, hook))

    def _run(self, hook: Hook) -> None:
        selection = self.session.selection
        span = selection.span if selection else self.session.here
        refusal = self._refusal(span)
        if refusal:
            self.host.show_message(refusal, name=hook.name)
            return
        self.host.show_text("")
        self._show(hook, [self.words("hooks.waiting")])
        run_in_background(self.host.node, self._ask, hook, span, group=GROUP, exclusive=True)

    def _refusal(self, span: Span) -> str:
        """The key of the text that says why nothing may be given to a hook, or nothing."""
        session = self.session
        if span.end > len(session.text) or span.start == span.end:
            return "hooks.no_passage"
        heads = [it.head for it in self.library.entries([self.article])]
        if any(head.private for head in (session.document.head, *heads)):
            return "hooks.private_article"
        every = self.library.annotations(self.article)  # of other windows, too
        marks = (it for it in every if it.span and it.span.overlaps(span))
        if any(it.private or (it.note_private and it.note) for it in marks):
            return "hooks.private_mark"
        return ""

    async def _ask(self, hook: Hook, span: Span) -> None:
        waiting = self._shown
        answer = await ask_hook(hook.command, span.of(self.session.text))
        panel = self.host.panel
        if waiting is None or panel is None or panel.content is not waiting:
            return  # it was closed meanwhile
        if answer.failure:
            texts = [
                self.words(f"hooks.{answer.failure}", program=hook.command[0], code=answer.code)
            ]
        elif hook.hints:
            texts = self._hint(hook, span, answer)
        else:
            texts = answer.text.split("\n") if answer.text else [self.words("hooks.silent")]
        texts += [self.words("hooks.cut")] if answer.cut else []
        self._show(hook, texts)

    def _show(self, hook: Hook, texts: Sequence[str]) -> None:
        host = self.host
        self._shown = None
        panel = HookPanel(hook.name, self.words("hooks.hint"), texts, host.ink, host.ambiguous)
        host.open_panel(panel)
        self._shown = panel

    def _hint(self, hook: Hook, span: Span, answer: HookAnswer) -> list[str]:
        """Show as hints the lines that quote the passage exactly; a text that counts all lines."""
        passage = span.of(self.session.text)
        whole = answer.text.split("\n")[: -1 if answer.cut else None]
        lines = [line.strip() for line in whole if line.strip()]
        quoted = [line for line in dict.fromkeys(lines) if line in passage]
        starts = [(span.start + passage.index(line), len(line)) for line in quoted]
        found = [Hint(Span(at, at + size), HintKind.HOOK, hook.name, 0) for at, size in starts]
        if found:
            self._hinting.add(found)
        others = sum(line not in passage for line in lines)
        return [self.words("hooks.hinted", count=len(found), others=others)]

    def stop(self) -> None:
        """End the hook whose panel is closed, if it runs still."""
        if self._shown is not None:
            self._shown = None
            self.host.node.workers.cancel_group(self.host.node, GROUP)
