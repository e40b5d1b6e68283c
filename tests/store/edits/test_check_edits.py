"""Evidence with question, answer and quote, another's claim, an approval, and a verdict's words."""

from dataclasses import replace

import pytest
from test_naming import ONE, OTHER, Shelf, shelf

from reader.model import AnchorStatus, Annotation, Evidence, EvidenceFields, Quotation, Span, Tag
from reader.model.annotation import Withheld

__all__ = ["shelf"]

NOTHING = Evidence("", "")


def edit(shelf: Shelf, target: Span | str = ONE, **fields: object) -> Annotation:
    shelf.do("edit", shelf.article, target, **fields)
    return shelf.at(ONE)


def said(shelf: Shelf) -> list[Evidence]:
    """The evidence of the first claim, without ids."""
    return [replace(it, id="") for it in shelf.at(ONE).evidence]


def unlike_the_marked(shelf: Shelf, status: str) -> None:
    """Have a new edition put the first mark on other words."""

    def carry(edits: object) -> None:
        edits.connection.execute(  # type: ignore[attr-defined]
            "UPDATE anchor SET status = ?, review = 1, score = 0.7 WHERE annotation = ?",
            (status, shelf.at(ONE).id),
        )

    shelf.library.submit(carry).result()


def test_each_field_of_evidence_is_kept_corrected_emptied_and_undone(shelf: Shelf) -> None:
    text = shelf.library.open(shelf.article).text
    whole = {
        "url": "https://example.org/1", "remark": "第 3 頁", "question": "多少人？",
        "answer": "3000 人", "medium": "網頁",
    }  # fmt: skip
    quoted = Quotation(shelf.article, Span(0, 4))
    edit(shelf, tag="fact")
    shelf.do("add_evidence", shelf.article, ONE, **whole, quoted=quoted)
    (kept,) = said(shelf)
    assert kept == Evidence("", **whole, quote=text[:4])
    ident = shelf.at(ONE).evidence[0].id
    for name in whole:
        for value in ("https://example.org/2", ""):
            before = said(shelf)
            shelf.do("change_evidence", ident, **{name: value})
            assert said(shelf) == [replace(kept, **{name: value})]
            shelf.do("history.undo", shelf.article)
            assert said(shelf) == before
    shelf.do("change_evidence", ident, quoted=Quotation(shelf.article, text[5:9]))
    assert said(shelf) == [replace(kept, quote=text[5:9])]
    shelf.do("change_evidence", ident, quoted="")
    assert said(shelf) == [replace(kept, quote="")]
    shelf.do("history.undo", shelf.article)
    shelf.do("history.undo", shelf.article)
    assert said(shelf) == [kept]
    shelf.do("remove_evidence", ident)
    assert said(shelf) == []
    shelf.do("history.undo", shelf.article)
    assert said(shelf) == [kept]


def test_what_says_the_same_is_one_piece(shelf: Shelf) -> None:
    asked = EvidenceFields(question="多少人？", answer="3000 人")
    for _ in range(2):
        shelf.do("annotate", shelf.article, ONE, {"tag": "fact"}, (), [asked, asked, ("", "電話")])
    assert said(shelf) == [
        replace(NOTHING, question="多少人？", answer="3000 人"), replace(NOTHING, remark="電話"),
    ]  # fmt: skip
    shelf.do("change_evidence", shelf.at(ONE).evidence[1].id, "", "",
             question="多少人？", answer="3000 人")  # fmt: skip
    assert said(shelf) == [replace(NOTHING, question="多少人？", answer="3000 人")]


@pytest.mark.parametrize(
    ("words", "code"),
    [("不在文中", "quote_not_found"), ("好的", "quote_ambiguous"), (" ", "quote_empty")],
)
def test_a_quote_has_to_be_there_once(shelf: Shelf, words: str, code: str) -> None:
    (shelf.library.articles / "b.md").write_text("好的，就是好的。\n", encoding="utf-8")
    shelf.library.sync()
    edit(shelf, tag="fact")
    other = shelf.library.find("b")
    with pytest.raises(Exception, match=code):
        shelf.do("add_evidence", shelf.article, ONE, quoted=Quotation(other, words))
    with pytest.raises(Exception, match="evidence_empty"):
        shelf.do("add_evidence", shelf.article, ONE)
    assert said(shelf) == []


def test_anyone_edits_a_check_and_nobody_anothers_mark(shelf: Shelf) -> None:
    mark = edit(shelf, tag="fact", status="to_check", note="問誰？")
    shelf.do("add_evidence", shelf.article, ONE, "", "王問的")
    shelf.do("become", "李")
    for fields in ({"tag": "opinion"}, {"note": ""}, {"verdict": "correct", "kind": "數字"}, {}):
        with pytest.raises(Exception, match="not_yours"):
            edit(shelf, mark.id, **fields)
    shelf.refused("not_yours", "label", shelf.article, mark.id, "數字")
    edit(shelf, mark.id, verdict="incorrect", justification="表裡沒有")
    shelf.do("add_evidence", shelf.article, mark.id, "", "李問的")
    shelf.do("change_evidence", shelf.at(ONE).evidence[0].id, remark="李改的")
    told = shelf.at(ONE)
    assert told.verdict
    assert (told.verdict.key, told.checked_by) == ("incorrect", "李")
    assert [it.remark for it in told.evidence] == ["李改的", "李問的"]
    assert (told.annotator, told.updated, told.note) == (mark.annotator, mark.updated, "問誰？")
    for _ in range(3):
        shelf.do("history.undo", shelf.article)
    assert shelf.do("history.undo", shelf.article) is None, "what is another's is not undone"
    assert [it.remark for it in shelf.at(ONE).evidence] == ["王問的"]
    assert (shelf.at(ONE).status, shelf.at(ONE).verdict) == (mark.status, None)


def test_a_mark_stays_where_another_takes_its_check_back(shelf: Shelf) -> None:
    mark = edit(shelf, status="to_check")
    shelf.do("become", "李")
    edit(shelf, mark.id, status="unchecked")
    assert shelf.at(ONE).id == mark.id


@pytest.mark.parametrize("tag", [Tag.OPINION, Tag.NONE])
def test_a_verdict_is_given_to_what_can_be_looked_up(shelf: Shelf, tag: Tag) -> None:
    edit(shelf, tag=tag)
    with pytest.raises(Exception, match="verdict_unclaimed"):
        edit(shelf, verdict="correct")
    edit(shelf, tag="fact", verdict="correct", justification="查過了")
    assert shelf.at(ONE).published_verdict
    kept = edit(shelf, tag=tag)
    assert kept.verdict, "nothing is lost"
    assert (kept.published_verdict, kept.withheld()) == (None, Withheld.NO_CLAIM)
    assert edit(shelf, tag="fact").published_verdict == kept.verdict


@pytest.mark.parametrize("status", ["changed", "moved"])
@pytest.mark.parametrize("again", ["correct", "incorrect"])
def test_a_verdict_given_anew_is_one_for_the_words_of_now(
    shelf: Shelf, status: str, again: str
) -> None:
    before = edit(shelf, tag="fact", verdict="correct", justification="查過了")
    unlike_the_marked(shelf, status)
    assert (shelf.at(ONE).withheld(), shelf.at(ONE).published_verdict) == (Withheld.STALE, None)
    told = edit(shelf, verdict=again)
    assert (told.anchor, told.withheld(), told.span) == (AnchorStatus.MANUAL, None, before.span)
    assert told.published_verdict
    assert told.published_verdict.key == again
    assert shelf.library.open(shelf.article).to_review == 0
    shelf.do("history.undo", shelf.article)
    assert (shelf.at(ONE).anchor, shelf.at(ONE).verdict) == (status, before.verdict)
    assert shelf.library.open(shelf.article).to_review == 1
    edit(shelf, status="asked")
    assert shelf.at(ONE).anchor == status, "a status is no verdict"


def test_anothers_verdict_leaves_the_place_to_who_made_the_mark(shelf: Shelf) -> None:
    mark = edit(shelf, tag="fact", verdict="correct", justification="查過了")
    unlike_the_marked(shelf, "changed")
    shelf.do("become", "李")
    told = edit(shelf, mark.id, verdict="incorrect")
    assert (told.checked_by, told.anchor, told.is_stale) == ("李", AnchorStatus.CHANGED, True)


def test_an_approval_is_of_one_verdict_and_by_somebody_else(shelf: Shelf) -> None:
    mark = edit(shelf, tag="fact", justification="查過了")
    with pytest.raises(Exception, match="approval_undecided"):
        edit(shelf, approved=True)
    edit(shelf, verdict="correct", ready=True)
    own = edit(shelf, approved=True)
    assert (own.approved_by, own.is_approved) == ("王", False)
    assert own.published_verdict == own.verdict
    assert own.verdict_to_publish(approval=True) is None
    assert own.withheld(approval=True) is Withheld.UNAPPROVED
    shelf.do("become", "李")
    told = edit(shelf, mark.id, approved=True)
    assert (told.approved_by, told.approved_on != "", told.ready) == ("李", True, True)
    assert told.verdict_to_publish(approval=True) == told.verdict
    assert edit(shelf, mark.id, status="to_check").is_approved, "it is looked at once more"
    edit(shelf, mark.id, status="decided")
    edit(shelf, mark.id, approved=False)
    assert (shelf.at(ONE).approved_by, shelf.at(ONE).approved_on) == ("", "")
    edit(shelf, mark.id, approved=True)
    shelf.do("become", "王")
    assert edit(shelf, verdict="correct").approved_by == "李"
    told = edit(shelf, verdict="incorrect")
    assert (told.approved_by, told.approved_on, told.ready) == ("", "", False)
    shelf.do("history.undo", shelf.article)
    assert (shelf.at(ONE).approved_by, shelf.at(ONE).ready) == ("李", True)
    unlike_the_marked(shelf, "changed")
    assert edit(shelf, verdict="correct").approved_by == "", "it was for other words"
    edit(shelf, status="unchecked")
    with pytest.raises(Exception, match="approval_undecided"):
        edit(shelf, approved=True)


def test_who_approved_is_one_person_after_a_join(shelf: Shelf) -> None:
    mark = edit(shelf, tag="fact", verdict="correct")
    shelf.do("edit", shelf.article, OTHER, tag="fact")
    shelf.do("become", "李")
    assert edit(shelf, mark.id, approved=True).is_approved
    persons = {it.name: it.id for it in shelf.library.annotators()}
    shelf.do("book.join_annotators", persons["李"], persons["王"])
    told = shelf.at(ONE)
    assert (told.approved_by, told.is_approved) == ("王", False)
