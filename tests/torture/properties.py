"""Every property of `tests/properties` with many examples, a file a round."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

from tests.torture.frame import Limit, Result, Tally

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "properties").glob("test_*_properties.py"))
EXAMPLES = 100
LONGEST = 900
"""Seconds after which a round is one that hangs."""


def run(_place: Path, chance: random.Random, limit: Limit) -> Result:
    """One file after the other, each time from another seed."""
    tally = Tally()
    for number, here in limit.each(chance):
        file = FILES[number % len(FILES)]
        seed = here.getrandbits(32)
        with tally.round(number):
            command = [sys.executable, "-m", "pytest", str(file), "-q", "--tb=short"]
            done = subprocess.run(
                [*command, "-p", "no:cacheprovider", f"--hypothesis-seed={seed}"],
                cwd=ROOT,
                env=os.environ | {"MEIPI_PROPERTIES": str(EXAMPLES)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=LONGEST,
                check=False,
            )
            passed = re.search(r"(\d+) passed", done.stdout) or re.search(r"^(\.+)", done.stdout)
            held = passed[1] if passed else ""
            tally.counted["properties held"] += int(held) if held.isdecimal() else len(held)
            if done.returncode:
                tally.fault(number, f"{file.name}, seed {seed}:\n{done.stdout[-6000:]}")
    return tally.result()
