"""Every public function has a property that calls it, or a reason why it has none."""

from __future__ import annotations

import importlib
from pathlib import Path

import about

MAKES_A_TABLE = "writes a module of the source; tests compare the module with what it makes"
THREADS = "starts a thread; what it prepares has properties of its own"
DISK = "looks at files, databases or locks by what is on disk"
SCREEN = "needs a running screen; Pilot tests use it"
WHY_NOT: dict[str, str] = {}


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
