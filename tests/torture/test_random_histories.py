"""Histories that hypothesis makes up, and makes short when one goes wrong."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.torture.histories import WEIGHTS, History


class AnyHistory(RuleBasedStateMachine):
    """Whatever a reader does: it is in the journal, has a place, and can all be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.history = History(self.place / "library", lambda several: several[0])

    @rule(name=st.sampled_from([*WEIGHTS, "edit", "edit", "undo"]), data=st.data())
    def act(self, name: str, data: st.DataObject) -> None:
        self.history.choose = lambda several: data.draw(st.sampled_from(list(several)))
        getattr(self.history, name)()

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert self.history.faults() == []

    def teardown(self) -> None:
        faults = self.history.end(Counter())
        shutil.rmtree(self.place)
        assert faults == []


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
"""`make torture` goes through many more, without making them short."""
