"""The name of a private source stays in: in every text that is exported."""

import pytest

SECRET = "線人甲"
TOLD = f"據{SECRET}說"
QUOTE = ("annotate", "car", "--quote", "銷量增長了12%", "--as", "Lin")
OTHER = ("annotate", "car", "--quote", "會合作", "--as", "Lin")
FIELDS = ["--note", "--evidence", "--justification", "--label", "--kind"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "said",
    [
        TOLD,
        "据线人甲",
        "據線\u200b人甲說",
        "線\u2060人\ufe0f甲",
        "https://example.org/%E7%B7%9A%E4%BA%BA%E7%94%B2",
    ],
)
def test_a_text_that_names_it_has_to_be_said_as_public(run, field: str, said: str) -> None:
    assert run(*QUOTE, "--source", SECRET, "--private").exit_code == 0
    refused = run(*OTHER, field, said)
    assert (refused.exit_code, SECRET in refused.stderr) == (2, True)
    assert run(*OTHER, "--tag", "fact", field, TOLD, "--private").exit_code == 0
    published = run(*OTHER, "--public")
    assert (published.exit_code, SECRET in published.stderr) == (2, True)
    assert run(*OTHER, field, TOLD, "--public").exit_code == 0
    assert TOLD in run("export", "car", "--format", "csv", "-o", "-").stdout


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_public_already_is_no_news(run, field: str) -> None:
    assert run(*OTHER, field, TOLD).exit_code == 0
    assert run(*QUOTE, "--source", SECRET, "--private").exit_code == 0
    assert run(*OTHER, "--tag", "fact").exit_code == 0
    assert run(*OTHER, field, TOLD).exit_code == 0


def test_names_and_descriptions_of_the_code_book(run) -> None:
    assert run(*QUOTE, "--source", SECRET, "--private").exit_code == 0
    assert run(*OTHER, "--label", "數字").exit_code == 0
    for way in (
        ("labels", "rename", "數字", TOLD),
        ("labels", "describe", "數字", TOLD),
        ("annotators", "rename", "Lin", SECRET),
    ):
        refused = run(*way)
        assert (refused.exit_code, SECRET in refused.stderr) == (2, True)
        assert "--public" in refused.stderr
    assert run("labels", "rename", "數字", TOLD, "--public").exit_code == 0
    assert run("labels", "rename", TOLD, f"{TOLD}的").exit_code == 0
