"""Dashes, colons and stops in other forms: each room takes them as it takes the usual ones."""

import pytest

from reader.model import Role, Span
from reader.text.folding import fold
from reader.text.punctuation import COLONS, DASHES, usual
from reader.text.sentences import split
from reader.text.sentences.clauses import clauses
from reader.text.structure import parse
from reader.text.structure.roles import roles_of
from reader.text.typesetting import set_paragraph
from reader.text.typesetting.line_breaking import NO_START, STRICT_NO_START

FORMS = [
    *zip(COLONS, "：" * len(COLONS), strict=True),
    *zip(DASHES, "—" * len(DASHES), strict=True),
]


def sentences(text):
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize("dash", ["——", "──", "⸺", "⸺⸺", "―", "━━", "⸻"])
def test_a_dash_neither_begins_a_row_nor_is_cut_nor_begins_a_sentence(dash):
    quoted = f"「山高水長，其志不移。」{dash}《北站志》"
    assert sentences(quoted) == [quoted]

    for width in range(12, 60):
        rows = [
            row.text for row in set_paragraph(f"局長說明工程的進度和預算{dash}他說都很好。", width)
        ]
        assert all(row.lstrip()[0] not in DASHES for row in rows)
        assert all(row.count(dash[0]) in (0, len(dash)) for row in rows)


@pytest.mark.parametrize("colon", COLONS)
def test_a_colon_is_one_in_every_room(colon):
    said = f"局長表示{colon}「北站明年開工！」隨後離開。"
    assert list(map(usual, sentences(said))) == sentences(usual(said))
    assert colon in NO_START
    assert len(clauses(said, Span(0, len(said)))) == len(clauses(usual(said), Span(0, len(said))))

    article = parse(f"北站開工\n\n撰文{colon}林小北\n\n市府昨天宣布，北站在明年春天開工。")
    assert article.authors == ("林小北",)
    assert roles_of([f"圖{colon}北站的月台", f"編者按{colon}本文原載於北站報"], [None] * 2) == [
        Role.CAPTION,
        Role.EDITOR_NOTE,
    ]


@pytest.mark.parametrize(("form", "one"), FORMS)
def test_a_search_finds_each_form_by_the_other(form, one):
    assert fold(f"局長{form}好") == fold(f"局長{one}好")
    assert usual(form) == one


def test_what_may_not_begin_a_row_knows_every_dash():
    assert set(DASHES) <= set(STRICT_NO_START)
