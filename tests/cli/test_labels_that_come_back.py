"""A label that a redo puts on a mark again is in the code book again."""

import json

import pytest

MARK = ("annotate", "car", "--as", "Lin", "--quote")


def counts(run) -> dict[str, int]:
    found = json.loads(run("labels", "--json").stdout)
    return {each["name"]: each["used"] for each in found["labels"]}


@pytest.mark.parametrize("gone", [("rename", "甲", "乙", "--join"), ("remove", "甲")])
def test_undone_and_redone_in_order_all_labels_are_there(run, gone: tuple[str, ...]) -> None:
    assert run(*MARK, "銷量增長了12%", "--label", "甲").exit_code == 0
    assert run(*MARK, "會合作", "--label", "乙").exit_code == 0
    assert run("labels", *gone).exit_code == 0
    assert run(*MARK, "重點在價格", "--label", "甲", "--label", "乙").exit_code == 0
    before = counts(run)
    assert before["甲"] == 1
    for op in ("undo", "undo", "redo", "redo"):
        assert run(op, "--yes").exit_code == 0
    assert counts(run) == before
    assert run("doctor").exit_code in (0, 1)
