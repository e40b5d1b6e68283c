"""What the publisher changed, in stretches that a person can read."""

from hypothesis import given
from hypothesis import strategies as st
from test_anchoring import TEXTS

from reader.model import Span
from reader.text.anchoring.diff import Difference, DiffKind, differences, paragraphs
from tests.text.anchoring.reanchor_cases import articles


def told(old: str, new: str) -> list[str]:
    """The differences as a person would note them; `*` marks what differs in script only."""
    signs = {
        DiffKind.SAME: "=",
        DiffKind.CHANGED: "~",
        DiffKind.REMOVED: "-",
        DiffKind.ADDED: "+",
        DiffKind.MOVED: ">",
    }
    return [
        signs[each.kind] + ("*" if each.only_script else "") + _words(each, old, new)
        for each in differences(old, new)
    ]


def _words(each: Difference, old: str, new: str) -> str:
    before, after = old[each.old.start : each.old.end], new[each.new.start : each.new.end]
    return before if before == after or not after else f"{before}|{after}" if before else after


def test_equal_texts():
    assert told("甲乙丙。\n丁戊己。", "甲乙丙。\n丁戊己。") == ["=甲乙丙。", "=丁戊己。"]
    assert told("", "") == []


def test_a_word():
    assert told("署方說，油價上升了兩成。", "署方說，油價下跌了兩成。") == [
        "=署方說，油價",
        "~上升|下跌",
        "=了兩成。",
    ]


def test_a_number_changes_as_a_whole():
    assert told("預算為180億元，比去年多。", "預算為186億元，比去年多。") == [
        "=預算為",
        "~180|186",
        "=億元，比去年多。",
    ]
    assert told("他在New York住過十年。", "他在New Town住過十年。") == [
        "=他在New ",
        "~York|Town",
        "=住過十年。",
    ]


def test_no_confetti():
    """A few equal characters between two changes belong to the change."""
    assert told("街坊認為這樣做並不合理，要求撤回。", "街坊覺得那樣說很不公道，要求撤回。") == [
        "=街坊",
        "~認為這樣做並不合理|覺得那樣說很不公道",
        "=，要求撤回。",
    ]


def test_a_sentence_added_and_one_removed():
    old = "運輸署公布加價。街坊表示不滿。學者要求檢討。"
    assert told(old, "運輸署公布加價。議員批評署方。街坊表示不滿。") == [
        "=運輸署公布加價。",
        "+議員批評署方。",
        "=街坊表示不滿。",
        "-學者要求檢討。",
    ]


def test_paragraphs_come_first():
    """An unrelated paragraph in the place of another is not torn into what they share."""
    old = "渡輪下月加價。\n街坊表示不滿，要求公開帳目。\n學者要求檢討。"
    new = "渡輪下月加價。\n天文台說今日有雨，氣溫下降。\n學者要求檢討。"
    assert told(old, new) == [
        "=渡輪下月加價。",
        "-街坊表示不滿，要求公開帳目。",
        "+天文台說今日有雨，氣溫下降。",
        "=學者要求檢討。",
    ]


def test_split_and_joined_paragraphs_are_the_same_words():
    old = "運輸署公布加價。街坊表示不滿。\n學者要求檢討。"
    new = "運輸署公布加價。\n街坊表示不滿。學者要求檢討。"
    assert {each.kind for each in differences(old, new)} == {DiffKind.SAME}


def test_script_width_and_quotation_marks_are_told_apart():
    old = "署方說：「油價上升。」\n街坊不滿。\n學者要求檢討。"
    new = "署方说:“油价上升。”\n街坊不滿。\n学者要求检讨。"
    assert told(old, new) == [
        "=*署方說：「油價上升。」|署方说:“油价上升。”",
        "=街坊不滿。",
        "=*學者要求檢討。|学者要求检讨。",
    ]
    assert told(old.replace("油價", "收入"), new)[1] == "~收入|油价"


def test_white_space_is_no_difference():
    found = differences("在2025年10月，街坊說。", "　　在 2025 年 10 月，街坊說。")
    assert [(each.kind, each.only_script) for each in found] == [(DiffKind.SAME, False)]


def test_a_moved_paragraph_is_told_in_both_places():
    title, first, second, third = (
        "渡輪下月加價",
        "運輸署昨日公布，票價加至21.2元。",
        "居民何惠芬說，帳目應該向所有人公開，她去年已經寫信。",
        "學者認為，補貼每五年檢討一次，時間太長，應該每年檢討。",
    )
    old = "\n".join([title, first, second, third])
    new = "\n".join([title, second, third, first])
    away, here = (each for each in differences(old, new) if each.kind is DiffKind.MOVED)
    if len(here.old):
        away, here = here, away
    assert old[away.old.start : away.old.end] == first
    assert new[here.new.start : here.new.end] == first
    assert not len(away.new)
    assert not len(here.old)
    assert away.other == here.new
    assert here.other == away.old


def test_one_passage_beside_another():
    """As the screen does that asks what became of an annotation."""
    (found,) = paragraphs("署方說，油價上升了兩成", "當局說，油價上升了三倍")
    assert [each.kind for each in found] == [DiffKind.CHANGED, DiffKind.SAME, DiffKind.CHANGED]


def test_another_article():
    old, _, new = articles("tuning")
    kinds = [each.kind for each in differences(old, new)]
    assert kinds.count(DiffKind.SAME) < len(kinds) / 10


@given(TEXTS, TEXTS)
def test_nothing_is_left_out(old: str, new: str):
    """The spans follow each other through both texts; only white space is between them."""
    found = differences(old, new)
    for text, spans in (
        (old, [each.old for each in found]),
        (new, [each.new for each in found]),
    ):
        at, between = 0, ""
        for span in spans:
            assert at <= span.start <= span.end
            between += text[at : span.start]
            at = span.end
        unseen = between + text[at:]
        assert not [one for one in unseen if not one.isspace() and one != "\u200b"]
    for each in found:
        assert len(each.old) or len(each.new)
        assert (each.other is not None) == (each.kind is DiffKind.MOVED)
        assert "\n" not in old[each.old.start : each.old.end]


@given(TEXTS)
def test_an_equal_text_has_no_differences(text: str):
    assert {each.kind for each in differences(text, text)} <= {DiffKind.SAME}
    assert not any(each.only_script for each in differences(text, text))


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_cut_is_one_stretch(start: int, size: int):
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    new = text[:start] + text[start + size :]
    removed = [each for each in differences(text, new) if each.kind is not DiffKind.SAME]
    if new == text or not new:
        return
    assert [each.kind for each in removed] == [DiffKind.REMOVED] or len(new) < 10
    assert Span(start, min(len(text), start + size)) in [each.old for each in removed]
