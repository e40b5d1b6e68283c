"""C++ OpenCC as a process of its own, run by the Python that it is installed for.

Each line on stdin is a configuration, a file of text and a file for what comes out, with tabs
between; each line on stdout the seconds that the conversion took. Nothing of Meipi is imported.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Convert until stdin ends; a converter is built once, before its time is taken."""
    from opencc import OpenCC

    made: dict[str, Any] = {}
    for line in sys.stdin:
        config, source, target = line.rstrip("\n").split("\t")
        converter = made[config] = made.get(config) or OpenCC(config)
        converter.convert("漢")
        text = Path(source).read_text("utf-8")
        began = time.perf_counter()
        converted = converter.convert(text)
        taken = time.perf_counter() - began
        Path(target).write_text(converted, "utf-8")
        sys.stdout.write(f"{taken}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
