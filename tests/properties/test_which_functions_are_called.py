"""Every public function has a property that calls it, or a reason why it has none."""

from __future__ import annotations

import importlib
from pathlib import Path

import about

LOCKS = "locks a file that is open; tests of the store lock between processes"
STARTS_A_PROCESS = "starts a process, or is one; tests/ingest/test_isolation.py"
INSTALLED = "looks at how the program was installed; the command line's tests do"
STOPS = "stops the program for a shell; tests/process/test_suspending.py runs one"
WHY_NOT = {
    "ingest.isolation.answer": STARTS_A_PROCESS,
    "store.db.sqlite_errors.primary_code": "the low byte of a code; bad disks have own tests",
    "store.db.sqlite_errors.readable_message": "words an error; bad databases have own tests",
    "store.db.locking.hold": LOCKS,
    "store.db.locking.try_lock": LOCKS,
    "store.db.sqlite_errors.is_of_the_disk": "asks what SQLite reports; tests run on such disks",
    "store.db.file_identity.without_waiting": "opens a file; tests of the commands give it pipes",
    "tui.services.hook_process.ask_hook": "starts a process; Pilot tests run programs of their own",
    "ingest.extra.command": INSTALLED,
    "ingest.extra.web_missing": INSTALLED,
    "library.intake.held_folders.replacing": "contextlib runs it; the property of `put` does",
    "tui.terminal.suspension.can_stop": STOPS,
    "tui.terminal.suspension.stop": STOPS,
    "tui.startup.first_page.shown": "needs a terminal; tests run the real program in one",
    "tui.startup.typed_ahead.typed_ahead": "needs a terminal; tests run the real program in one",
    "tui.kit.workers.run_in_background": "runs coroutines; Pilot tests and random keys use it",
    "tui.kit.clipboard.programs": "depends on the surroundings; tests run programs on a path",
    "tui.kit.clipboard.wrapped": "wraps for other programs; tests take it apart again",
    "tui.kit.clipboard.copy_by_program": "runs programs; tests run real tmux and their own",
    "tui.kit.themes.few_colours": "reads four variables; a table of them is a test",
    "tui.kit.themes.other_theme": "two pairs of themes; Pilot tests press its key",
    "tui.kit.view_choice.view_name": "a dozen names; Pilot tests and pictures read them",
    "tui.kit.terminal_cursor.holds_cursor": "asks a screen; a real terminal's cursor is a test",
    "tui.kit.terminal_cursor.move_cursor": "moves a terminal's cursor; a real one's is a test",
    "tui.claims.offer_lines.related_lines": "draws a card; Pilot tests read it at three sizes",
    "tui.claims.offer_lines.RelatedPanel.lines": "rows of a panel; Pilot tests read them",
    "tui.claims.offer_lines.RelatedPanel.press": "keys of a panel; Pilot tests press them",
    "tui.reading.hook_panel.HookPanel.lines": "rows of a panel; Pilot tests read them",
    "tui.reading.hook_panel.HookPanel.press": "a panel without keys of its own",
    "words.offers.difference": "two words and what differs; Pilot tests read it",
    "words.offers.place": "the names of a place; Pilot tests read it",
    "tui.kit.screen.mount_on": "mounts a widget; Pilot tests and random keys use it",
}


def test_each_has_a_property_that_calls_it() -> None:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        for name, property_ in vars(module).items():
            if about.PROPERTIES.get(f"{path.stem}.{name}", frozenset()) - about.called:
                property_()  # its file was not run, or this test came first
    named = {code for codes in about.PROPERTIES.values() for code in codes}
    public = about.public()
    without = [name for name, code in public.items() if code not in named & about.called]
    assert set(without) - WHY_NOT.keys() == set(), "public functions that no property calls"
    assert WHY_NOT.keys() - set(without) == set(), (
        "named here, but there is a property or none such"
    )
    assert named <= about.called, "a property says it is about what it never calls"
