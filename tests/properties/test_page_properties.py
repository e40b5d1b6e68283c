"""The steps that take a page apart: its lines, roles, sources and scripts."""

from __future__ import annotations

import json
from collections import Counter

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st

from reader.errors import InputError
from reader.ingest.html import (
    cutting,
    forms,
    fragment,
    furniture,
    linked_data,
    metadata,
    roles,
    scripted,
    sources,
    teasers,
    tree,
    trimming,
    walls,
)
from reader.ingest.html.lines import pieces_of
from reader.ingest.html.voting import bare
from reader.model import Role
from reader.text.structure import credit_lines as credits
from reader.text.structure import person_names as persons


@given(some.soup | some.html_pages)
@about(
    cutting.set_apart, cutting.without_invitations, roles.roles_of, forms.is_number, forms.is_day,
    furniture.invites, furniture.is_running_text, furniture.is_whole_sentence, furniture.is_notice,
    furniture.leads_elsewhere, trimming.signs, trimming.leave_out_others,
    trimming.leave_out_notices, trimming.leave_out_after_end, scripted.scripts_of,
    sources.account_of, sources.source_of, sources.sites_of, forms.is_titled,
    sources.accounts_of,
)  # fmt: skip
def test_the_lines_of_a_page_keep_their_words_and_get_roles(html: str) -> None:
    try:
        root = tree.parse_tree(html)
    except InputError as error:
        refused(error, "page_empty")
        return
    said = linked_data.facts_of(root)
    titles = metadata.titles_of(root, said)
    assert all(code in html.replace("\0", "") for code in scripted.scripts_of(root))
    account = sources.account_of(root)
    accounts = sources.accounts_of(root)
    assert all(name == " ".join(name.split()) != "" for name in [*accounts, account or "–"])
    tree.stripped(root)
    words = sum(len(bare(piece.text)) for piece in pieces_of(root))
    cutting.set_apart(root)
    whole = pieces_of(root)
    pieces = cutting.without_invitations(whole)
    assert words == sum(len(bare(piece.text)) for piece in pieces)
    taken = [not furniture.is_furniture(piece) for piece in pieces]
    for (role, level), piece in zip(roles.roles_of(pieces, taken, root), pieces, strict=True):
        assert (role is Role.HEADING) == (level > 1)
        assert role is not Role.CAPTION or forms.is_caption(piece, root)
        assert furniture.is_whole_sentence(piece) or not furniture.is_running_text(piece)
        assert furniture.invites(piece) or not furniture.is_notice(piece)
        number, day = forms.is_number(piece), forms.is_day(piece)
        assert not (number and day)
        assert trimming.signs(piece) in (True, False)
        assert not furniture.leads_elsewhere(piece) or len(piece.text) <= 30
        assert not forms.is_titled(piece) or piece.element.attrib
    headline = metadata.headline_of(titles, said, pieces)
    named = sources.source_of(said, titles[0], headline, [piece.spaced for piece in pieces], "")
    assert named == sources.source_of(said, titles[0], headline, [p.spaced for p in pieces], "")
    assert sources.sites_of(said, titles[0], headline, named)[0] == named


@given(some.wild)
@about(
    cutting.end_of_words, furniture.leads_on, credits.is_credited, walls.is_wall,
    walls.says_nothing, persons.names_in, persons.is_person, persons.is_full_name,
    persons.editors_in, persons.closed_up, teasers.is_teaser, teasers.is_call,
)  # fmt: skip
def test_a_line_s_words(line: str) -> None:
    assert 0 <= cutting.end_of_words(line) <= len(line)
    kept = f"市府下午會再說明。{line}。"
    assert not furniture.leads_on(kept)
    assert credits.is_credited(line, pictured=True) or not credits.is_credited(line)
    for name in (*persons.names_in(line), *persons.editors_in(line)):
        assert name in persons.closed_up(line)
    assert "".join(persons.closed_up(line).split()) == "".join(line.split())
    assert teasers.is_teaser(None, [kept], [line, "訂閱後閱讀全文"])
    assert not teasers.is_call(kept)
    assert not teasers.is_teaser(True, [kept], [line])
    assert persons.is_person(line) or not persons.is_full_name(line)
    told = [line] if line else []
    assert not walls.is_wall(told, ["市府今天表示，工程會在下個月動工。"], told, password=True)
    assert walls.says_nothing([])
    assert not walls.says_nothing(["市府今天表示，工程會在下個月動工。", *told])


@given(st.lists(some.wild, min_size=1, max_size=3), st.booleans())
@about(scripted.text_in, scripted.length_of, fragment.blocks_of)
def test_a_text_beside_its_title_is_found_in_a_script(lines: list[str], listed: bool) -> None:
    prose = "市府今天表示，工程會在下個月動工，預計一百天完成，附近店家很擔心。" * 4
    text = [line for line in ("\n".join(lines).replace("<", ""), prose) if line]
    code = json.dumps({"title": "渡輪明年換新船", "body": text if listed else "\n".join(text)})
    found = scripted.text_in([f"window.state = {code};"], ["渡輪明年換新船"])
    assert prose in found
    assert scripted.length_of(f"<p>{found}</p>") >= len(bare(prose))
    repairs: Counter[str] = Counter()
    assert any(prose in block.text for block in fragment.blocks_of(found, repairs))
