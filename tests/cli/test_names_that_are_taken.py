"""A name that another has by now is given back once that one is renamed, and not before."""

import shlex
from pathlib import Path

import pytest

QUOTE = ("annotate", "car", "--as", "林", "--quote")
FIRST, SECOND = "銷量增長了12%", "會合作"


def names(output) -> list[str]:
    return sorted(it["name"] for it in output("labels", "--json")["labels"])


def advice(said: str) -> list[str]:
    """The commands that an error names."""
    return said.split("`")[1::2]


def followed(run, said: str, new: str) -> int:
    """Do what an error says, with a name where it leaves one open; how the last one ended."""
    for command in advice(said):
        arguments = shlex.split(command.replace("…", new))[1:]
        code = run(*arguments).exit_code
    return code


def test_a_rename_whose_old_name_is_taken_is_refused_and_waits(run, output) -> None:
    run(*QUOTE, FIRST, "--label", "甲")
    run("labels", "rename", "甲", "乙")
    run(*QUOTE, SECOND, "--label", "甲")
    for command in (("labels", "undo"), ("labels", "undo"), ("labels", "undo", "乙")):
        refused = run(*command)
        assert (refused.exit_code, "甲" in refused.stderr) == (2, True)
    assert names(output) == ["乙", "甲"]
    assert followed(run, refused.stderr, "丙") == 0
    assert names(output) == ["丙", "甲"]
    found = output("search", "label:甲", "--json")
    assert [it["text"] for it in found] == [FIRST]


def test_the_advice_leads_on_through_joins_and_renames(run, output) -> None:
    run(*QUOTE, FIRST, "--label", "甲")
    run(*QUOTE, SECOND, "--label", "己")
    run("labels", "rename", "甲", "己", "--join")
    run("labels", "rename", "己", "甲")
    run(*QUOTE, "我認為重點不在此", "--label", "己")
    refused = run("labels", "undo")
    assert refused.exit_code == 2
    assert followed(run, refused.stderr, "庚") == 0
    assert names(output) == ["己", "庚"]
    assert run("labels", "undo", "甲").exit_code == 0
    assert names(output) == ["己", "庚", "甲"]


@pytest.mark.parametrize("undo", [("undo", "--yes"), ("annotators", "undo")])
def test_a_persons_name_as_well(run, output, undo: tuple[str, ...]) -> None:
    run(*QUOTE, FIRST, "--tag", "fact")
    run("annotators", "rename", "林", "小林")
    run(*QUOTE, SECOND, "--tag", "fact")
    run("annotate", "car", "--as", "小林", "--quote", SECOND, "--tag", "fact")
    run("undo", "car")
    for _ in range(2):
        refused = run("annotators", "undo", "--as", "小林")
        assert (refused.exit_code, "林" in refused.stderr) == (2, True)
    assert followed(run, refused.stderr, "老林") == 0
    assert {it["name"] for it in output("annotators", "--json")} == {"林", "老林"}


def test_a_redo_says_what_to_do_instead(run, output) -> None:
    run(*QUOTE, FIRST, "--label", "甲")
    run("labels", "rename", "甲", "乙")
    run("labels", "undo")
    run(*QUOTE, SECOND, "--label", "乙")
    refused = run("redo")
    assert refused.exit_code == 2
    assert followed(run, refused.stderr, "丙") == 0
    assert names(output) == ["丙", "乙"]


def test_corrections_are_taken_back_by_whoever_made_them(run, output, library: Path) -> None:
    run("annotate", "car", "--as", "王", "--quote", FIRST, "--label", "甲")
    run("labels", "remove", "甲")
    run(*QUOTE, SECOND, "--tag", "fact")
    assert run("labels", "undo").exit_code == 1
    assert run("labels", "undo", "--as", "誰").exit_code == 1
    assert run("labels", "undo", "--as", "王").exit_code == 0
    assert names(output) == ["甲"]


@pytest.mark.parametrize("article", [(), ("car",)])
def test_who_was_joined_takes_back_by_either_name(run, article: tuple[str, ...]) -> None:
    run("annotate", "car", "--as", "王", "--quote", SECOND, "--tag", "fact")
    run(*QUOTE, SECOND, "--tag", "fact")
    run("annotators", "join", "林", "王")
    run(*QUOTE, FIRST, "--tag", "fact")
    for op in ("undo", "redo", "undo"):
        assert run(op, *article, "--as", "林").exit_code == 0
    assert run("undo", *article, "--as", "誰").exit_code == 1
