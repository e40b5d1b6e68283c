"""Annotations, drafts and reading positions, carried over to an edited article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Anchor, AnchorStatus, Span
from reader.text.anchoring import Carrier, find_quote, reanchor
from reader.text.anchoring.edit_distance import kept
from reader.text.anchoring.matching_blocks import matching_blocks
from reader.text.anchoring.normalized_text import Squeezed, words
from tests.text.anchoring.editing import UNDECIDED, Edition
from tests.text.anchoring.reanchor_cases import Case, articles, cases

ARTICLE = (
    "渡輪下月加價\n\n"
    "運輸署昨日公布，中環往坪洲的票價加至21.2元。署方說，油價上升了兩成。\n\n"
    "居民何惠芬說：「加價可以，但帳目要公開。」她每日搭船上班。\n\n"
    "學者認為，補貼應該每年檢討。"
)
TEXTS = st.text(
    st.sampled_from("甲乙丙說说「」“”。，10 \n\u3000ab\U00020000\u200b\ud800"), max_size=60
)


def place(text: str, passage: str) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def carried(new: str, passage: str, old: str = ARTICLE) -> tuple[str | None, AnchorStatus]:
    """What a passage of the article has become, in words, and its status."""
    (anchor,) = reanchor(old, new, [place(old, passage)])
    return anchor.span and new[anchor.span.start : anchor.span.end], anchor.status


class TestEdits:
    """One edit at a time."""

    def test_an_equal_text(self):
        spans = [Span(0, 6), Span(8, 20)]
        assert reanchor(ARTICLE, ARTICLE, spans) == [
            Anchor(span, AnchorStatus.SAME) for span in spans
        ]

    def test_words_before_it(self):
        new = "更正：票價有誤。\n" + ARTICLE
        (anchor,) = reanchor(ARTICLE, new, [place(ARTICLE, "油價上升了兩成")])
        assert anchor == Anchor(place(new, "油價上升了兩成"), AnchorStatus.SHIFTED)

    def test_words_after_it(self):
        assert carried(ARTICLE + "\n更正在後。", "油價上升了兩成") == ("油價上升了兩成", "same")

    def test_words_in_it(self):
        new = ARTICLE.replace("但帳目要公開", "但是帳目一定要公開")
        assert carried(new, "加價可以，但帳目要公開。") == (
            "加價可以，但是帳目一定要公開。",
            "changed",
        )

    def test_a_corrected_number(self):
        new = ARTICLE.replace("21.2", "23.4")
        assert carried(new, "中環往坪洲的票價加至21.2元") == (
            "中環往坪洲的票價加至23.4元",
            "changed",
        )

    def test_its_first_and_last_words(self):
        new = ARTICLE.replace("署方說，油價上升了兩成", "當局說，油價上升了三倍")
        assert carried(new, "署方說，油價上升了兩成") == ("當局說，油價上升了三倍", "changed")

    def test_its_removal(self):
        new = ARTICLE.replace("她每日搭船上班。", "")
        assert carried(new, "她每日搭船上班。") == (None, "orphan")

    def test_other_words_in_its_place(self):
        new = ARTICLE.replace("她每日搭船上班。", "協會去年曾去信查問。")
        assert carried(new, "她每日搭船上班。") == (None, "orphan")

    def test_the_removal_of_one_of_two(self):
        old = ARTICLE + "李伯也說：「加價可以，但帳目要公開。」"
        new = old.replace("「加價可以，但帳目要公開。」", "", 1)
        assert carried(new, "加價可以，但帳目要公開", old) == (None, "orphan")

    def test_a_moved_paragraph(self):
        title, news, people, scholar = ARTICLE.split("\n\n")
        new = "\n\n".join([title, people, scholar, news])
        assert carried(new, "中環往坪洲的票價加至21.2元") == (
            "中環往坪洲的票價加至21.2元",
            "moved",
        )

    def test_joined_and_split_paragraphs(self):
        new = ARTICLE.replace("\n\n", "").replace("。", "。\n")
        assert carried(new, "兩成。\n\n居民何惠芬說") == ("兩成。\n居民何惠芬說", "shifted")

    def test_another_article(self):
        other = articles("tuning")[2]
        anchors = reanchor(ARTICLE, other, [place(ARTICLE, part) for part in ARTICLE.split("。")])
        assert {anchor.status for anchor in anchors} == {AnchorStatus.ORPHAN}

    @pytest.mark.parametrize(
        "new",
        [
            ARTICLE.replace("「", "“").replace("」", "”"),
            ARTICLE.replace("，", ",").replace("：", ":"),
            ARTICLE.replace("說", "说").replace("帳", "账").replace("開", "开"),
            ARTICLE.replace("可以", " 可 以\u3000\n"),
            ARTICLE.replace("可以", "可\u200b以\ufeff"),
        ],
        ids=["quotation marks", "width", "script", "white space", "unseen characters"],
    )
    def test_another_hand_with_the_same_words(self, new):
        (anchor,) = reanchor(ARTICLE, new, [place(ARTICLE, "「加價可以，但帳目要公開。」")])
        assert anchor.status in (AnchorStatus.SAME, AnchorStatus.SHIFTED)
        assert words(new[anchor.span.start : anchor.span.end]) == words(
            "「加價可以，但帳目要公開。」"
        )

    def test_nothing_to_carry(self):
        assert reanchor(ARTICLE, "", [Span(0, 4)])[0].status is AnchorStatus.ORPHAN
        assert reanchor("", ARTICLE, [Span(0, 0)])[0].status is AnchorStatus.ORPHAN
        assert (
            reanchor(ARTICLE, "另一篇", [place(ARTICLE, "\n\n")])[0].status is AnchorStatus.ORPHAN
        )


@pytest.mark.parametrize(("folder", "seed"), [("tuning", 1), ("heldout", 2)])
def test_what_publishers_do(folder: str, seed: int):
    """At least .99 exact, nothing that is gone anchored, nothing on wrong words."""
    exact, wrong = 0, []
    asked: list[Case] = list(cases(folder, seed))
    key, carrier = None, Carrier("", "")
    for case in asked:
        if key != (case.old, case.new):
            key = case.old, case.new
            carrier = Carrier(*key)
        found = carrier.anchor(case.span).span
        exact += found == case.expected
        if found and (case.expected is None or not found.overlaps(case.expected)):
            wrong.append((case.kind, case.span, case.expected, found))
    assert len(asked) > 1500
    assert not wrong
    assert exact / len(asked) >= 0.99


class TestReadingPositions:
    """Where a reading position or a draft belongs."""

    def test_goes_with_its_words(self):
        new = "更正：票價有誤。\n" + ARTICLE
        at = ARTICLE.index("學者認為")
        assert Carrier(ARTICLE, new).offset(at) == new.index("學者認為")

    def test_stays_where_its_words_were(self):
        new = ARTICLE.replace("她每日搭船上班。", "")
        at = ARTICLE.index("每日搭船")
        assert Carrier(ARTICLE, new).offset(at) == new.index("」") + 1

    def test_goes_with_a_moved_paragraph(self):
        parts = ARTICLE.split("\n\n")
        new = "\n\n".join([parts[0], *parts[2:], parts[1]])
        at = ARTICLE.index("油價上升")
        assert Carrier(ARTICLE, new).offset(at) == new.index("油價上升")

    @given(TEXTS, TEXTS, st.integers(0, 60))
    def test_is_in_the_new_text(self, old: str, new: str, at: int):
        assert 0 <= Carrier(old, new).offset(min(at, len(old))) <= len(new)


class TestProperties:
    """What holds for any texts."""

    @given(TEXTS, st.integers(0, 60), st.integers(0, 60))
    def test_an_equal_text_changes_nothing(self, text: str, one: int, other: int):
        span = Span(*sorted((min(one, len(text)), min(other, len(text)))))
        assert reanchor(text, text, [span]) == [Anchor(span, AnchorStatus.SAME)]

    @given(TEXTS, TEXTS, st.integers(0, 60), st.integers(0, 60))
    def test_anchors_lie_in_the_new_text(self, old: str, new: str, one: int, other: int):
        span = Span(*sorted((min(one, len(old)), min(other, len(old)))))
        (anchor,) = reanchor(old, new, [span])
        assert (anchor.span is None) == (anchor.status is AnchorStatus.ORPHAN)
        assert 0 <= anchor.score <= 1
        if anchor.span is None or old == new:
            return
        assert 0 <= anchor.span.start < anchor.span.end <= len(new)
        found = new[anchor.span.start : anchor.span.end]
        if anchor.status in (AnchorStatus.SAME, AnchorStatus.SHIFTED):
            assert words(found) == words(old[span.start : span.end])
        assert (anchor.status is AnchorStatus.SAME) <= (anchor.span == span)

    @given(st.text(st.sampled_from("春夏秋冬東南西北。\n"), max_size=40), st.data())
    def test_words_put_before_shift_all(self, before: str, data: st.DataObject):
        start = data.draw(st.integers(0, len(ARTICLE) - 1))
        end = data.draw(st.integers(start + 1, len(ARTICLE)))
        if not ARTICLE[start:end].strip():
            return
        (anchor,) = reanchor(ARTICLE, before + ARTICLE, [Span(start, end)])
        assert anchor.span is not None
        found = (before + ARTICLE)[anchor.span.start : anchor.span.end]
        assert found == ARTICLE[start:end].strip() or not before

    @given(TEXTS, TEXTS)
    def test_blocks_are_equal_and_in_order(self, old: str, new: str):
        for blocks in (matching_blocks(old, new), kept(old, new)):
            at = new_at = 0
            for block in blocks:
                assert block.old >= at
                assert block.new >= new_at
                at, new_at = block.old + block.size, block.new + block.size
                assert old[block.old : at] == new[block.new : new_at]

    @given(TEXTS)
    def test_squeezed_offsets_go_back(self, text: str):
        squeezed = Squeezed(text)
        for index in range(len(squeezed.text)):
            offset = squeezed.offset(index)
            assert squeezed.index(offset) == index
            assert text[offset] == squeezed.seen[index]

    def test_a_large_text(self):
        """Each gap is bounded, so that no text takes long; here: every sentence was edited."""
        old = "".join(f"第{number}句說的是另外一件事情，有人記下。" for number in range(9000))
        new = old.replace("另外", "其他").replace("有人", "大家")
        span = place(old, "第4567句說的是另外一件事情")
        (anchor,) = reanchor(old, new, [span])
        assert new[anchor.span.start : anchor.span.end] == "第4567句說的是其他一件事情"


class TestQuotes:
    """A quotation in a text, without the text it was taken from."""

    def test_word_for_word(self):
        assert find_quote(ARTICLE, "油價上升了兩成") == Anchor(
            place(ARTICLE, "油價上升了兩成"), AnchorStatus.SHIFTED
        )

    def test_at_its_place(self):
        span = place(ARTICLE, "油價上升了兩成")
        assert find_quote(ARTICLE, "油價上升了兩成", hint=span.start).status is AnchorStatus.SAME

    def test_in_another_hand(self):
        anchor = find_quote(ARTICLE, "“加价可以,但账目要公开。”")
        assert anchor.span == place(ARTICLE, "「加價可以，但帳目要公開。」")

    def test_changed_words(self):
        anchor = find_quote(ARTICLE, "署方又說，油價去年上升了兩成")
        assert anchor.span == place(ARTICLE, "署方說，油價上升了兩成")
        assert anchor.status is AnchorStatus.CHANGED
        assert 0.7 <= anchor.score < 1

    def test_its_surroundings_choose(self):
        text = "甲說不好，乙說不好，丙說不好。"
        assert find_quote(text, "不好", prefix="乙說").span == Span(7, 9)
        assert find_quote(text, "不好", suffix="。").span == Span(12, 14)

    def test_the_hint_decides_between_equals(self):
        text = "甲說不好，甲說不好，甲說不好。"
        assert find_quote(text, "甲說", hint=6).span == Span(5, 7)
        assert find_quote(text, "甲說", prefix="，", hint=0).span == Span(5, 7)

    def test_equals_that_nothing_tells_apart(self):
        text = "甲說不好，價格太高了。乙說不好，價格太高了。"
        assert find_quote(text, "不好").span is None
        assert find_quote(text, "不好，價格太高了") == Anchor(
            Span(2, 10), AnchorStatus.SHIFTED, 0.7
        )

    def test_one_of_very_many(self):
        text = "的" * 5000 + "甲的乙" + "的" * 5000
        assert find_quote(text, "的", prefix="甲", suffix="乙").span == Span(5001, 5002)
        assert find_quote(text, "的的", hint=7000).span == Span(7000, 7002)

    @pytest.mark.parametrize("quote", ["火車票價沒有變動，乘客表示歡迎", "沒有", "", " \n"])
    def test_what_is_not_there(self, quote: str):
        anchor = find_quote(ARTICLE, quote)
        assert anchor.status is AnchorStatus.ORPHAN
        assert anchor.span is None
        assert anchor.score < 0.7

    def test_a_word_whose_surroundings_are_others(self):
        anchor = find_quote(ARTICLE, "補貼", prefix="農業部門昨晚發放", suffix="予受災的菜農")
        assert anchor.status is AnchorStatus.ORPHAN

    @given(st.data())
    def test_what_stands_once_is_found(self, data: st.DataObject):
        text = articles("tuning")[0]
        start = data.draw(st.integers(0, len(text) - 2))
        end = data.draw(st.integers(start + 1, min(len(text), start + 80)))
        quote = text[start:end]
        squeezed = Squeezed(text).text
        if not quote.strip() or squeezed.count(Squeezed(quote).text) != 1:
            return
        found = find_quote(text, quote).span
        assert found is not None
        assert text[found.start : found.end] == quote.strip()

    @given(TEXTS, TEXTS, TEXTS, TEXTS, st.none() | st.integers(-5, 80))
    def test_never_raises(self, text: str, exact: str, before: str, after: str, hint: int | None):
        anchor = find_quote(text, exact, before, after, hint)
        if anchor.span:
            assert anchor.score >= 0.7
            assert 0 <= anchor.span.start < anchor.span.end <= len(text)


def test_the_editor_tells_the_truth():
    edition = Edition("甲乙丙。丁戊己。庚辛壬。")
    edition.insert(4, "新的話。")
    edition.remove(8, 9)
    edition.write_over(9, 10, "改改")
    assert edition.text == "甲乙丙。新的話。戊改改。庚辛壬。"
    assert edition.truth(Span(0, 4)) == Span(0, 4)
    assert edition.truth(Span(4, 8)) == Span(8, 12)
    assert edition.truth(Span(4, 5)) is None
    assert edition.truth(Span(6, 7)) is UNDECIDED
    assert edition.truth(Span(8, 12)) == Span(12, 16)
