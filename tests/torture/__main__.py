"""`python -m tests.torture`: try to break the program, and say what broke."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.torture import (
    damaged,
    full_disks,
    histories,
    keys,
    killed_backup,
    killed_import,
    killed_migration,
    killed_revision,
    killed_screen,
    kills,
    large,
    many,
    properties,
    readers,
    replies,
    resizing,
    slow_texts,
    vanishing,
)
from tests.torture.frame import Limit, Result, Scenario, unproved

SCENARIOS: tuple[Scenario, ...] = (
    Scenario(
        "kills",
        "killed while marks are made, undone and redone, without a screen",
        kills.run,
        proofs=("acknowledged", "killed inside an action", "undone and redone"),
        short=10,
        share=2,
    ),
    Scenario(
        "screen-kills",
        "killed while tags, notes and sources are typed on the screen",
        killed_screen.run,
        proofs=("tags confirmed", "notes and sources confirmed"),
        short=3,
        share=3,
    ),
    Scenario(
        "migration-kills",
        "killed while a database of an earlier version is migrated",
        killed_migration.run,
        proofs=("killed inside", "killed after the backup"),
        short=6,
    ),
    Scenario(
        "import-kills",
        "killed while articles come in and annotations are imported",
        killed_import.run,
        proofs=("articles", "batches", "killed inside", "killed at a step"),
        short=5,
    ),
    Scenario(
        "revision-kills",
        "killed while an edited article comes in and its marks are carried over",
        killed_revision.run,
        proofs=("editions taken in", "killed inside", "marks shifted"),
        short=3,
    ),
    Scenario(
        "backup-kills",
        "killed while a backup is made or put in the database's place",
        killed_backup.run,
        proofs=("killed inside a backup", "killed inside a restore", "killed inside a rescue"),
        short=9,
    ),
    Scenario(
        "damage",
        "databases with flipped bytes, spoilt pages or nothing at all are used and brought back",
        damaged.run,
        proofs=("SQLite finds damage", "commands refused", "brought back"),
        short=3,
        share=2,
    ),
    Scenario(
        "full-disk",
        "a disk without room while marking, importing, exporting, copying and migrating",
        full_disks.run_small_disk,
        proofs=("refused", "done with room again", "refused on the screen"),
        short=8,
    ),
    Scenario(
        "failing-writes",
        "the same, with a limit on the size of files",
        full_disks.run_failing_writes,
        proofs=("refused", "done with room again", "refused on the screen"),
        short=8,
    ),
    Scenario(
        "readers",
        "two and three programs mark, undo, import and migrate in one library at once",
        readers.run,
        proofs=(
            "actions",
            "imported",
            "turns taken",
            "tags on two screens",
            "opened while another one migrated",
        ),
        short=1,
    ),
    Scenario(
        "read-only",
        "folders and files that may not be written or read",
        vanishing.run_read_only,
        proofs=("refused", "refused on the screen"),
        short=3,
    ),
    Scenario(
        "vanishing",
        "files and folders that are removed or replaced between commands and under the reader",
        vanishing.run_vanishing,
        proofs=("taken away", "marks shown as kept"),
        short=4,
    ),
    Scenario(
        "properties",
        "the properties of every public function, with many examples",
        properties.run,
        proofs=("properties held",),
        short=1,
        share=2,
    ),
    Scenario(
        "keys",
        "random keys in the real screen, on articles of every kind; undo to the start",
        keys.run,
        proofs=("keys", "ten screens or more", "journal entries", "undone"),
        short=2,
        share=6,
    ),
    Scenario(
        "replies",
        "replies, pastes and bytes of a bad line, torn apart, at every moment and on every screen",
        replies.run,
        proofs=("reply sent", "paste sent", "burst sent", "before the first picture", "fuzzed"),
        short=2,
        share=4,
    ),
    Scenario(
        "resizing",
        "the window changes its size; the picture afterwards is that of a fresh reader",
        resizing.run,
        proofs=("sizes", "compared"),
        short=2,
        share=3,
    ),
    Scenario(
        "histories",
        "random edits, reviews, editions and shelving, all taken back and done again",
        histories.run,
        proofs=("edit", "review", "edition", "shelved and undone", "undone"),
        short=3,
    ),
    Scenario(
        "large",
        "ten megabytes: ordinary text, one paragraph, lines of one character",
        large.run,
        proofs=("large articles",),
        short=3,
        share=2,
    ),
    Scenario(
        "slow-texts",
        "files made to be slow to read come in, or are refused, in time",
        slow_texts.run,
        proofs=("files",),
        short=4,
        share=2,
    ),
    Scenario(
        "many",
        "up to a hundred thousand files come in, are killed in the middle, and go",
        many.run,
        proofs=("killed in the middle", "files taken up again", "vanished"),
        short=1,
        share=2,
    ),
)


def main() -> int:
    """Run what was asked for; 1 if there was any fault."""
    options = arguments()
    seed = options.seed if options.seed is not None else random.SystemRandom().getrandbits(32)
    chosen = [each for each in SCENARIOS if not options.only or each.name in options.only]
    say(f"seed {seed}")
    until = time.monotonic() + 60 * options.minutes
    broken = 0
    for place, scenario in enumerate(chosen):
        left = chosen[place:]
        now = time.monotonic()
        part = (until - now) * scenario.share / sum(each.share for each in left)
        limit = Limit(until=now + part, rounds=options.rounds)
        broken += told(scenario, run(scenario, seed, limit), time.monotonic() - now, seed)
    return 1 if broken else 0


def run(scenario: Scenario, seed: int, limit: Limit) -> Result:
    """Run a scenario in a folder of its own; the same seed makes the same choices."""
    with tempfile.TemporaryDirectory(prefix=f"meipi-{scenario.name}-") as place:
        try:
            return scenario.run(Path(place), random.Random(f"{seed} {scenario.name}"), limit)
        except Exception:
            return Result(0, {}, (f"it could not begin: {traceback.format_exc()}",))


def told(scenario: Scenario, result: Result, seconds: float, seed: int) -> int:
    """Print what became of a scenario; how many faults there were."""
    if result.skipped:
        say(f"{scenario.name}: skipped: {result.skipped}")
        return 0
    faults = list(result.faults)
    faults += [f"nothing was counted as “{name}”" for name in unproved(scenario, result)]
    counted = ", ".join(f"{number} {name}" for name, number in result.counted.items())
    say(
        f"{scenario.name}: {scenario.what}: {result.rounds} rounds, {seconds:.1f} s,"
        f" {len(faults)} faults ({counted})"
    )
    for fault in faults:
        say(f"  {fault}")
    if faults:
        again = f"--seed {seed} --only {scenario.name} --rounds {result.rounds}"
        say(f'  again: make torture ARGS="{again}"')
    return len(faults)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    names = [each.name for each in SCENARIOS]
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture",
        description="Try to break Meipi.",
        epilog=" · ".join(f"{each.name}: {each.what}" for each in SCENARIOS),
    )
    parser.add_argument("--minutes", type=float, default=5.0, help="in all (default: 5)")
    parser.add_argument("--rounds", type=int, help="of each scenario, however long they take")
    parser.add_argument("--seed", type=int, help="the same seed makes the same choices")
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help="this scenario; repeatable"
    )
    return parser.parse_args(given)


def say(line: str) -> None:
    """Print a line at once, whoever reads it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
