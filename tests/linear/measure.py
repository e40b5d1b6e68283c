"""Measures the growth of a part of the patterns, or of one entry, in a process of its own.

What is measured is named on standard error before it begins, so that who ends this process knows
what kept it; what grows too fast is told on standard output.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import partial

from growth import SHOWS, WORST, growth
from hurting import Shape, shapes
from libraries import LIBRARIES, SHOWS_OF_LIBRARIES
from patterns import AnyPattern, Used, every

Prepare = Callable[[str], Callable[[], object]]


def main(kind: str, *given: str) -> None:
    if kind == "patterns":
        part, parts = map(int, given)
        used = sorted(every()[0], key=lambda each: each.name)
        told = (worst_of(each) for each in used[part::parts])
    elif kind == "pattern":
        told = iter([worst_of(Used("given", re.compile(given[0], re.IGNORECASE), False, False))])
    else:
        prepare, texts = _entries()[given[0]]
        shows = SHOWS_OF_LIBRARIES if given[0] in LIBRARIES else SHOWS
        told = (
            worst_entry(f"{given[0]} {name}", prepare, text, shows) for name, text in texts.items()
        )
    _tell(told)


def worst_of(used: Used) -> str:
    """What hurts a pattern the most as it is used, "" if nothing does."""
    print(used.name, file=sys.stderr, flush=True)
    runs: list[Callable[[AnyPattern, str | bytes], object]] = []
    if not used.anchored:
        runs.append(lambda pattern, text: sum(1 for _ in pattern.finditer(text)))  # type: ignore[arg-type]
    if used.whole:
        runs.append(lambda pattern, text: pattern.fullmatch(text))  # type: ignore[arg-type]
    if used.anchored and not used.whole:
        runs.append(lambda pattern, text: pattern.match(text))  # type: ignore[arg-type]
    for shape in shapes(used.pattern):
        for run in runs:
            ratio = growth(lambda size, shape=shape, run=run: _run(used.pattern, run, shape, size))  # type: ignore[misc]
            if ratio >= WORST:
                return f"{used.name}: {ratio:.0f} times as long for 4 times {shape}"
    return ""


def _run(
    pattern: AnyPattern,
    run: Callable[[AnyPattern, str | bytes], object],
    shape: Shape,
    size: int,
) -> Callable[[], object]:
    text = shape.of(size)
    said = text.encode("latin-1") if isinstance(pattern.pattern, bytes) else text
    return lambda: run(pattern, said)


def _entries() -> dict[str, tuple[Prepare, dict[str, Callable[[int], str]]]]:
    from entries import ENTRIES

    def at_once(function: Callable[[str], object]) -> Prepare:
        return lambda text: partial(function, text)

    return {name: (at_once(it), texts) for name, (it, texts) in ENTRIES.items()} | LIBRARIES


def worst_entry(name: str, prepare: Prepare, text: Callable[[int], str], shows: float) -> str:
    """How the time of what is prepared for a text grows with it, "" if it does no faster."""
    print(name, file=sys.stderr, flush=True)

    def run(size: int) -> Callable[[], object]:
        return prepare(text(size))

    run(64)()  # what is imported or built on the first call is not the text's
    ratio = growth(run, start=500 if shows == SHOWS else 16_000, shows=shows)
    return f"{name}: {ratio:.0f} times as long for 4 times the text" if ratio >= WORST else ""


def _tell(told: Iterable[str]) -> None:
    for line in filter(None, told):
        print(line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
