"""No pattern and no way in or out takes more than linear time for a text that is made to hurt it.

Each is measured in a process of its own (`measure.py`): one that never ends is ended, and named.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from entries import ENTRIES
from libraries import LIBRARIES
from patterns import every

MEASURE = Path(__file__).with_name("measure.py")
PARTS = 6
DEADLINE = 600
"""Seconds for a part; on an idle machine it takes less than ten."""

MADE_AT_RUN_TIME = {
    "reader.analysis.hits: re.escape(form)": "letters alone",
    "reader.ingest.html.linked_data: f'\\\\\"{key}{_STRING}'": "held in a table, where it is tried",
    "reader.library.intake.sync_copies: pattern": "held in tables, where they are tried",
    "reader.library.quoted_mark: _with_spaces(mark)": "the words of a mark; the entry find_span",
    "reader.text.typesetting.line_breaking: f'([{_HAN}]+)(?=[^\\\\W\\\\d_々〻{STRICT_NO_START}])"
    "|{chain}[{SPACES}]*|[{SPACES}]+'": "built on first use; the entry set_paragraph",
    "reader.text.anchoring.matching_blocks: '[' + ''.join(map(re.escape, common[::8])) + ']'"
    " if common else '(?!)'": "one sign",
    "reader.text.scripts.opencc_stage: f'[{re.escape(basic)}{planes}]'"
    " if basic or planes else '(?!)'": "one sign",
    "reader.text.hints.cues: fold(written)": "held in a table, where they are tried",
    "reader.text.comparison.contrasts: written": "built on first use; the entry times",
    "reader.text.comparison.quantities: written": "built on first use; the entry quantities",
    "reader.text.anchoring.word_weight: nothing": "built on first use; the entry telling",
    "reader.text.anchoring.word_weight: who": "built on first use; the entry telling",
}
"""Patterns that cannot be collected, and where else they are tried or why none can be slow."""

FOUND = {
    "a class": r"(?:pic|img|image|photo|figure|slide)[a-z]*[-_]{0,2}(?:desc|info|text|title)",
    "a role": r"[ \t]*\{\.(body|heading|caption|editor-note|attribution)\}[ \t]*$",
    "a table's rule": r"\n\|?[ \t]*(?::?-+:?[ \t]*\|?[ \t]*)+(?=\n|\Z)",
    "fields": r"^(?:\w:[^ ]{1,24})(?:[ /]+\w:[^ ]{1,24})*$",
    "a month": r"(?:jan|feb|mar)[a-z]*\.?\s+\d",
    "a comment": r"<(?:!--.*?--|/?[A-Za-z][^<>]*)>",
    "blanks": r"\s*[、,]\s*",
    "an address": r"\S*@\S*\s*\(([^()]*)\)",
    "names": r"记者\s*:?\s*\w{2,4}",
}
"""Patterns that were slow, or are of their kind."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern(part: int) -> None:
    assert _measured("patterns", str(part), str(PARTS)) == []


@pytest.mark.parametrize("entry", [*ENTRIES, *LIBRARIES])
def test_every_way_in_and_out(entry: str) -> None:
    assert _measured("entry", entry) == []


@pytest.mark.parametrize("kind", FOUND)
def test_what_is_slow_is_found(kind: str) -> None:
    assert len(_measured("pattern", FOUND[kind])) == 1


def test_what_is_made_at_run_time_is_known() -> None:
    used, made = every()

    assert made == set(MADE_AT_RUN_TIME)
    assert len(used) > 200


def _measured(*given: str) -> list[str]:
    """What grew too fast, or what was being measured when it took too long."""
    command = [sys.executable, str(MEASURE), *given]
    try:
        done = subprocess.run(command, capture_output=True, timeout=DEADLINE, check=True)
    except subprocess.TimeoutExpired as late:
        told = (late.stderr or b"").decode().split("\n")
        return [f"{told[-2] if len(told) > 1 else given} never ends"]
    return done.stdout.decode().splitlines()
