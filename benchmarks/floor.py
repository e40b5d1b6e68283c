"""The floor of every comparison: a Textual app with one text and one thing that a key changes.

`python -m benchmarks.floor`. What it costs is the framework's; no reader made of Textual can be
faster.
"""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "The floor"


class Floor(App[None]):
    """One Static, which counts the keys that were pressed."""

    pressed = 0

    def compose(self) -> ComposeResult:
        """The one text."""
        yield Static(TEXT)

    def on_key(self, event: events.Key) -> None:
        """Change it."""
        self.pressed += 1
        self.query_one(Static).update(f"{TEXT} {self.pressed}")


if __name__ == "__main__":
    Floor().run()
