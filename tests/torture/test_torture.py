"""The short form of every scenario: no faults, and it did what it claims to do."""

import random
from pathlib import Path

import pytest

from tests.torture.__main__ import SCENARIOS
from tests.torture.frame import Limit, Scenario, unproved

SEED = 20251014


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda it: it.name)
def test_nothing_breaks(scenario: Scenario, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {scenario.name}")
    result = scenario.run(tmp_path, chance, Limit(rounds=scenario.short))
    if result.skipped:
        pytest.skip(result.skipped)
    assert result.faults == ()
    assert result.rounds == scenario.short
    assert unproved(scenario, result) == ()
