"""`meipi annotate`: by quote, alone and in batches."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.library.annotate import QuotedMark, find_span
from reader.model import Span
from reader.words import Words

DAY = """# 小米起火

其中10月14日，小米SU7再次發生失控起火事故，其中車門難以打開的細節，引起公眾關注。

在2025年，京東的合作門店超4萬家，覆蓋選車、買車、養車。
"""


def test_a_quote_is_annotated_with_all_that_can_be_said(run, output) -> None:
    [kept] = output(
        "annotate", "car", "--quote", "銷量增長了12%", "--tag", "fact", "--unsure", "--note", "查",
        "--source", "統計局", "--status", "to_check", "--kind", "number", "--label", "數字",
        "--label", "經濟", "--highlight", "yellow", "--evidence", "https://example.org/1",
        "--as", "Lin", "--json",
    )  # fmt: skip
    assert kept["exact"] == "銷量增長了12%"
    assert kept["end"] - kept["start"] == len("銷量增長了12%")
    assert (kept["tag"], kept["unsure"], kept["note"]) == ("fact", True, "查")
    assert (kept["source"], kept["status"], kept["kind"]) == ("統計局", "to_check", "number")
    assert kept["labels"] == ["數字", "經濟"] or set(kept["labels"]) == {"數字", "經濟"}
    assert [it["url"] for it in kept["evidence"]] == ["https://example.org/1"]


def test_evidence_is_an_address_and_a_remark_as_on_the_screen(run, output, tmp_path) -> None:
    said = "https://zh.wikipedia.org/wiki/京東?b=新聞 維基"
    batch = tmp_path / "marks.jsonl"
    batch.write_text(json.dumps({"quote": "會合作", "evidence": [said, "電話問過"]}), "utf-8")
    [one] = output(
        "annotate", "car", "--quote", "銷量增長了12%", "--evidence", said, "--as", "Lin", "--json"
    )
    [two] = output("annotate", "car", "--batch", str(batch), "--json")
    parts = ("https://zh.wikipedia.org/wiki/京東?b=新聞", "維基")
    assert [(it["url"], it["remark"]) for it in one["evidence"]] == [parts]
    assert [(it["url"], it["remark"]) for it in two["evidence"]] == [parts, ("", "電話問過")]
    exported = run("export", "car", "--format", "jsonld").stdout
    assert "https://zh.wikipedia.org/wiki/%E4%BA%AC%E6%9D%B1?b=%E6%96%B0%E8%81%9E" in exported


def test_what_is_not_named_is_kept(marked, output) -> None:
    [kept] = output("annotate", "car", "--quote", "銷量增長了12%。", "--tag", "opinion", "--json")
    assert (kept["tag"], kept["source"], kept["note"]) == ("opinion", "統計局", "哪一份？")


def test_the_first_annotation_needs_a_name(run) -> None:
    result = run("annotate", "car", "--quote", "銷量", "--tag", "fact")
    assert result.exit_code == 2
    assert "--as NAME" in result.stderr


def test_a_quote_that_is_not_there(run) -> None:
    result = run("annotate", "car", "--quote", "不存在", "--tag", "fact", "--as", "Lin")
    assert result.exit_code == 2
    assert "“不存在” is not in the article" in result.stderr


def test_any_words_of_show_can_be_annotated(run, output, library: Path) -> None:
    """Whatever is copied from typeset rows finds the text's own words."""
    (library / "articles/day.md").write_text(DAY, encoding="utf-8")
    rows = run("show", "小米", "--width", "24").stdout.split("\n\n", 1)[1]
    assert "10 月 14 日" in rows
    for quote, exact in (
        ("10 月 14 日", "10月14日"),
        (rows, DAY.partition("\n\n")[2]),
        (rows.split("\n\n")[0], DAY.split("\n\n")[1]),
    ):
        said = ("--tag", "fact", "--occurrence", "1", "--as", "Lin", "--json")
        [kept] = output("annotate", "小米", "--quote", quote, *said)
        assert kept["exact"] == exact.strip()


def test_a_batch_says_how_far_it_is(run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []

    @contextmanager
    def bar(words: Words) -> Iterator[Callable[[str, int, int], None]]:
        yield lambda check, done, total: told.append((check, done, total))

    monkeypatch.setattr("reader.cli.annotating.progress", bar)
    lines = [{"quote": "銷量增長了12%。", "tag": "fact"}, {"quote": "京東說會合作。", "note": "查"}]
    text = "\n".join(map(json.dumps, lines))
    assert run("annotate", "car", "--batch", "-", "--as", "Lin", stdin=text).exit_code == 0
    assert told == [("anchors", done, 4) for done in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("在10月14日。", "10 月\n14 日", "10月14日"),
        ("在10 月14日。", "10月14日", "10 月14日"),
        ("他說 New York 好", "他說New\nYork", "他說 New York"),
        ("一二\n\n三四", "二\n\n    三", "二\n\n三"),
        ("a.b(c)是", "a.b(c) 是", "a.b(c)是"),
        ("10 月，10月", "10月", "10月"),
        ("一二三", " 一二\n", "一二"),
    ],
)
def test_a_quote_may_differ_by_white_space(text: str, quote: str, found: str) -> None:
    assert find_span(text, QuotedMark("", quote)).of(text) == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("therapist", "the rapist"),
        ("the rapist", "therapist"),
        ("1 23", "12 3"),
        ("一\n二", "一二"),
    ],
)
def test_white_space_inside_words_and_between_paragraphs_counts(text: str, quote: str) -> None:
    with pytest.raises(InputError, match="quote_not_found"):
        find_span(text, QuotedMark("", quote))


def test_context_may_differ_by_white_space_too() -> None:
    text = "甲在10月，乙在10月，丙。"
    assert find_span(text, QuotedMark("", "10 月", suffix="，\n丙")) == Span(8, 11)
    assert find_span(text, QuotedMark("", "10 月", prefix="乙 在 ")) == Span(8, 11)
    assert find_span(text, QuotedMark("", "10 月", occurrence=2)) == Span(8, 11)
    with pytest.raises(InputError, match="quote_ambiguous"):
        find_span(text, QuotedMark("", "10 月"))


@given(st.data())
def test_spaces_between_han_and_digits_never_lose_a_quote(data: st.DataObject) -> None:
    text = data.draw(st.text("一二1 a，\n", min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start:].rstrip()
    assume(words.strip())
    drawn = re.sub("(?<=[一二])(?=[1a])|(?<=[1a])(?=[一二])", " ", words)
    span = find_span(text, QuotedMark("", drawn, occurrence=1))
    assert "".join(span.of(text).split()) == "".join(words.split())


def test_an_ambiguous_quote_says_how_often_it_is_there(run) -> None:
    result = run("annotate", "car", "--quote", "重點", "--tag", "fact", "--as", "Lin")
    assert result.exit_code == 2
    assert "2 times" in result.stderr


@pytest.mark.parametrize(
    "choice",
    [("--suffix", "在價格"), ("--prefix", "。", "--suffix", "在"), ("--occurrence", "2")],
)
def test_prefix_suffix_or_occurrence_choose(run, output, choice: tuple[str, ...]) -> None:
    command = ("annotate", "car", "--quote", "重點", *choice)
    [kept] = output(*command, "--tag", "fact", "--as", "Lin", "--json")
    assert kept["suffix"].startswith("在價格")


def test_an_occurrence_that_is_not_there(run) -> None:
    command = ("annotate", "car", "--quote", "重點", "--occurrence", "3")
    result = run(*command, "--tag", "fact", "--as", "Lin")
    assert result.exit_code == 2
    assert "the article has 2" in result.stderr


def test_saying_nothing_is_wrong(run) -> None:
    result = run("annotate", "car", "--quote", "銷量", "--as", "Lin")
    assert result.exit_code == 2
    assert "--tag" in result.stderr


LINES = [
    {"quote": "銷量增長了12%。", "tag": "fact", "labels": ["數字"], "evidence": ["https://a.org"]},
    {"quote": "重點", "suffix": "在價格", "tag": "opinion", "unsure": True},
    {"article": "car", "quote": "會合作", "note": "何時？", "evidence": [{"remark": "電話"}]},
]


def test_a_batch_from_stdin(run) -> None:
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in LINES)
    result = run("annotate", "car", "--batch", "-", "--as", "Lin", "--json", stdin=text)
    assert result.exit_code == 0, result.stderr
    kept = json.loads(result.stdout)
    assert [it["exact"] for it in kept] == ["銷量增長了12%。", "重點", "會合作"]
    assert kept[2]["evidence"][0]["remark"] == "電話"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('{"quote": "不存在", "tag": "fact"}', "不存在"),
        ('{"quote": "銷量"', "Line 2 of the batch is wrong: it is not JSON from character 15 on"),
        ("[" * 100_000, "Line 2 of the batch is wrong"),
        ('["銷量"]', "a JSON object is needed"),
        ('{"quote": "銷量", "tags": "fact"}', "unknown key “tags”"),
        ('{"quote": "銷量", "tag": "true"}', "one of fact, opinion, none"),
        ('{"quote": "銷量", "unsure": "yes"}', "true or false"),
        ('{"quote": "銷量", "occurrence": 0}', "a number from 1"),
        ('{"quote": "銷量", "labels": "數字"}', "a list of texts"),
        ('{"quote": "銷量", "evidence": [{"link": "x"}]}', "a list of addresses"),
        ('{"tag": "fact"}', "are needed"),
        ('{"quote": "銷量"}', "it says nothing"),
    ],
)
def test_a_batch_is_kept_whole_or_not_at_all(
    run, output, tmp_path: Path, wrong: str, reason: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    first = json.dumps(LINES[0], ensure_ascii=False)
    batch.write_text(f"{first}\n{wrong}\n", encoding="utf-8")
    result = run("annotate", "car", "--batch", str(batch), "--as", "Lin")
    assert result.exit_code == 2
    assert reason in result.stderr
    assert output("list", "--json")[0]["facts"] == 0


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (b"\xff", "不是 UTF-8 編碼"),
        (b"?", "從第 1 個字元起不是 JSON"),
        (b"[]", "需要一個 JSON 物件"),
        (b'{"tags": 1}', "不認得的項目「tags」"),
        (b'{"tag": "true"}', "fact, opinion, none"),
        (b'{"unsure": 1}', "「unsure」只能是 true 或 false"),
        (b'{"occurrence": "1"}', "1 以上的整數"),
        (b'{"labels": 1}', "「labels」必須是字串的陣列"),
        (b'{"evidence": 1}', '每項是網址或 {"url": …, "remark": …, "question": …'),
        (b'{"note": 1}', "「note」必須是字串"),
        (b'{"note": "1"}', "需要「article」，以及「quote」或「annotation」其中一項"),
        (b'{"quote": "1"}', "沒有說要標記什麼"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_the_language(
    run, tmp_path: Path, wrong: bytes, reason: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(wrong)
    result = run("annotate", "car", "--batch", str(batch), "--language", "zh-Hant")
    assert result.exit_code == 2
    assert result.stderr.startswith("meipi: 批次檔第 1 行有誤：")
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quote": "沒有這一句"}, "“沒有這一句” is not in the article."),
        ({"quote": "京東說"}, "is in the article 2 times"),
        ({"quote": "京東說", "occurrence": 9}, "no occurrence 9"),
        ({"quote": "銷量", "article": "nosuch"}, "nosuch"),
    ],
)
def test_a_batch_names_the_line_of_what_is_not_found(run, wrong: dict[str, Any], said: str) -> None:
    lines = [{"quote": "銷量增長了12%", "tag": "fact"}, {**wrong, "tag": "fact"}]
    batch = "\n\n".join(map(json.dumps, lines))
    refused = run("annotate", "car", "--batch", "-", "--as", "Lin", stdin=batch)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Line 3 of the batch" in refused.stderr
    assert said in refused.stderr


def test_an_empty_batch_is_wrong(run) -> None:
    result = run("annotate", "car", "--batch", "-", "--as", "Lin", stdin="\n")
    assert result.exit_code == 2
    assert "no lines" in result.stderr


def test_quote_and_batch_exclude_each_other(run) -> None:
    assert run("annotate", "car", "--as", "Lin").exit_code == 2
    assert run("annotate", "--quote", "銷量", "--tag", "fact").exit_code == 2


SECRET = "線人甲"


@pytest.fixture
def whispered(run):
    """A library in which one private annotation names a source."""
    one = ("--quote", "銷量增長了12%", "--tag", "fact", "--source", SECRET)
    assert run("annotate", "car", *one, "--private", "--as", "Lin").exit_code == 0
    return run


def test_a_private_source_is_published_only_by_who_says_so(whispered, output) -> None:
    other = ("annotate", "car", "--quote", "重點在價格", "--tag", "fact", "--source", SECRET)
    refused = whispered(*other)
    assert refused.exit_code == 2
    assert "--private" in refused.stderr
    assert "--public" in refused.stderr
    [kept] = output(*other, "--private", "--json")
    assert kept["private"]
    for command in (("export", "--format", "csv"), ("export",), ("stats", "--json"), ("stats",)):
        assert SECRET not in whispered(*command).stdout
    assert whispered(*other, "--public").exit_code == 0
    assert SECRET in whispered("export", "--format", "csv").stdout


def test_a_private_annotation_does_not_let_its_source_out_with_itself(whispered) -> None:
    public = ("annotate", "car", "--quote", "銷量增長了12%", "--public")
    refused = whispered(*public)
    assert refused.exit_code == 2
    assert "--source" in refused.stderr
    assert SECRET not in whispered("export", "--format", "csv").stdout
    assert whispered(*public, "--source", "").exit_code == 0
    assert SECRET not in whispered("export", "--format", "csv").stdout


def test_a_batch_does_not_publish_what_it_calls_private_itself(run, library: Path) -> None:
    lines = [
        {"quote": "銷量增長了12%", "tag": "fact", "source": SECRET, "private": True},
        {"quote": "重點在價格", "tag": "fact", "source": SECRET},
    ]
    batch = "\n".join(map(json.dumps, lines))
    refused = run("annotate", "car", "--batch", "-", "--as", "Lin", stdin=batch)
    assert refused.exit_code == 2
    assert '"private": true' in refused.stderr
    lines[1]["private"] = False
    batch = "\n".join(map(json.dumps, lines))
    assert run("annotate", "car", "--batch", "-", "--as", "Lin", stdin=batch).exit_code == 0


def test_the_setting_says_who_annotates(run, output, tmp_path: Path, monkeypatch) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('annotator = "林記者"\n', encoding="utf-8")
    monkeypatch.setenv("MEIPI_CONFIG", str(settings))
    assert run("annotate", "car", "--quote", "銷量增長了12%", "--tag", "fact").exit_code == 0
    assert [it["name"] for it in output("stats", "--json")["annotators"]] == ["林記者"]


@pytest.mark.parametrize("how", ["--note", "--evidence"])
@pytest.mark.parametrize("who", [SECRET, "".join({"線": "线"}.get(c, c) for c in SECRET)])
def test_a_private_name_inside_a_text_is_told_as_well(whispered, how: str, who: str) -> None:
    other = ("annotate", "car", "--quote", "會合作", how, f"問過{who}。")
    refused = whispered(*other)
    assert refused.exit_code == 2
    assert "--private" in refused.stderr
    assert whispered(*other, "--private").exit_code == 0
    opened = whispered("annotate", "car", "--quote", "會合作", "--public")
    assert opened.exit_code == 2
    assert how in opened.stderr
    assert whispered(*other, "--public").exit_code == 0
    assert whispered(*other).exit_code == 0  # it is public already
    assert who in whispered("export", "car", "--format", "jsonld").stdout


def test_a_batch_names_nobody_in_a_note_whom_it_calls_private(run) -> None:
    lines = [
        {"quote": "銷量增長了12%", "tag": "fact", "source": SECRET, "private": True},
        {"quote": "會合作", "note": f"{SECRET}也這麼說"},
    ]
    batch = "\n".join(map(json.dumps, lines))
    refused = run("annotate", "car", "--batch", "-", "--as", "Lin", stdin=batch)
    assert refused.exit_code == 2
    assert "Line 2" in refused.stderr


def test_it_answers_with_the_words_that_the_mark_lies_on(run, library: Path) -> None:
    path = library / "articles" / "car.md"
    mark = ("annotate", "car", "--as", "Lin", "--quote")
    assert "12%" in run(*mark, "銷量增長了12%", "--tag", "fact").stdout
    path.write_text(path.read_text("utf-8").replace("12%", "15%"), encoding="utf-8")
    assert "15%" in run(*mark, "銷量增長了15%", "--tag", "opinion").stdout
