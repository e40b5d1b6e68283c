"""What comes from outside: a terminal's bytes, names of files, values of a database, the margin."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import strategies as some
from about import about, given
from hypothesis import strategies as st
from test_setting_properties import choices, settings

from reader.library.health.outside_files import FOLDER, is_outside, own_parts
from reader.library.intake.held_folders import HeldFolder, held, put, remove, replacing
from reader.store import feeds
from reader.store import settings as kept
from reader.store.db import checked_values as values
from reader.text.typesetting.article_layout import Layout
from reader.text.typesetting.article_view import ArticleView
from reader.tui.kit import keys
from reader.tui.page.margin import Remark
from reader.tui.terminal import known
from reader.tui.terminal.pastes import without_controls

pieces = st.sampled_from(
    ("1", "3", "27", "57", "102", "127", "999999999", ";", ":", "~", "u", "A", "R", "[", "<", "?",
     "2026", "48;", "$y", "t", "M", "m", "I", "-", "65", "²", "٣", "\n", "\x1b", "字")
)  # fmt: skip
keyed = st.builds(
    "{};{}{}{}".format, st.integers(0, 0x120000), st.integers(0, 300), st.sampled_from(
        ("", ":1", ":3", ";102", ";27", ";102:103", ":1;55296")
    ), st.sampled_from("u~AHRPS"),
)  # fmt: skip
sized = st.builds("48;{};{};{};{}t".format, *[st.integers(0, 12_000)] * 4)
sequences = st.lists(pieces, max_size=8).map("".join) | keyed | sized | some.any_text
plain = st.none() | st.text(max_size=6) | st.integers() | st.booleans()
stored = st.recursive(
    plain | st.floats(), lambda of: st.lists(of, max_size=3) | st.dictionaries(some.wild, of)
).map(json.dumps) | some.any_text | st.none() | st.binary(max_size=4)  # fmt: skip


@given(sequences)
@about(known.key, known.single_shift, known.report, known.size)
def test_only_sequences_that_are_known_are_passed_on(sequence: str) -> None:
    key = known.key(sequence)
    assert known.key(key) == key
    assert key.isascii()
    assert key.isprintable()
    assert len(key) <= max(80, len(sequence))
    if known.report(sequence):
        assert sequence.isprintable()
        assert sequence[-1] in "IOMmy"
    assert not known.single_shift(sequence) or (len(sequence) == 1 and sequence.isascii())
    size = known.size(sequence)
    if size is not None:
        rows, columns, height, width = size
        assert 1 <= rows <= known.MOST_ROWS
        assert 1 <= columns <= known.MOST_COLUMNS
        assert bool(height) == bool(width)
        assert not key


@given(some.any_text | st.lists(pieces | st.sampled_from("\x9b\x9d\x07\t\n\r"), max_size=20))
@about(without_controls)
def test_a_paste_has_no_control_but_line_ends_and_tabs(pasted: str | list[str]) -> None:
    text = "".join(pasted)
    kept = without_controls(text)
    assert all(each in "\t\n\r\x85" or not (each < " " or "\x7f" <= each < "\xa0") for each in kept)
    assert without_controls(kept) == kept
    rest = iter(text)
    assert all(each in rest for each in kept), "something that was not pasted, or in another order"
    if not any(each < " " or "\x7f" <= each < "\xa0" for each in text):
        assert kept == text


@given(some.wild)
@about(keys.composed)
def test_what_a_keyboard_types_by_itself_is_not_composed(text: str) -> None:
    composed = keys.composed(text)
    assert composed == all(keys.composed(each) for each in text)
    assert not composed or not any(each.isascii() for each in text)
    assert keys.composed("".join(each for each in text if keys.composed(each)))


parts = st.sampled_from(("", ".", "..", "articles", ".git", "a.md", "甲", "a\0", "Articles", " "))
paths = st.lists(parts, max_size=5).map("/".join) | some.any_text


@given(paths)
@about(is_outside, own_parts)
def test_what_the_program_may_write_lies_below_articles(name: str) -> None:
    own = own_parts(name)
    inside = os.path.normpath(f"/library/{name}").startswith(f"/library/{FOLDER}")
    assert is_outside(name) or inside
    assert is_outside(f"/{name}")
    assert is_outside(f"{FOLDER}/../{name}")
    if own is not None:
        assert not is_outside(name)
        assert own[0] == FOLDER
        assert len(own) > 1
        assert not any(part.startswith(".") or "/" in part or "\0" in part for part in own)
        assert own_parts("/".join(own)) == own


@given(st.binary(max_size=40), st.binary(max_size=40), st.sampled_from(("a.md", "甲 乙.md", "-")))
@about(HeldFolder.at, put, remove)
def test_a_file_is_put_whole_and_nothing_is_left_beside_it(
    before: bytes, after: bytes, name: str
) -> None:
    with TemporaryDirectory() as place, held(Path(place)) as folder:
        path = Path(place, name)
        assert Path(place, folder.at(name)) == path
        for data in (before, after):
            put(folder, name, data)
            assert path.read_bytes() == data
            assert list(Path(place).iterdir()) == [path]
        with suppress(KeyboardInterrupt), replacing(folder, name) as file:
            file.write(before)
            raise KeyboardInterrupt
        assert (path.read_bytes(), list(Path(place).iterdir())) == (after, [path])
        for _ in "twice":
            remove(folder, name)
            assert not list(Path(place).iterdir())


@given(some.any_text, st.integers(0, 1200))
@about(values.harmless, values.text_of)
def test_no_text_that_leaves_the_database_is_obeyed(text: str, more: int) -> None:
    text += "字\n" * more
    safe = values.harmless(text)
    assert len(safe) == len(text)
    assert not values.UNWANTED.search(safe)
    assert values.harmless(safe) == safe
    assert all(new in {old, "\ufffd"} for old, new in zip(text, safe, strict=True))
    try:
        read = values.text_of(text.encode(errors="surrogatepass"))
    except values.WrongValueError:
        assert any("\ud800" <= each <= "\udfff" for each in text)
    else:
        assert read == safe


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in strings(each)]
    return [text for each in value for text in strings(each)] if isinstance(value, list) else []


@given(stored | st.integers() | st.floats(), st.lists(some.wild, max_size=3))
@about(values.parsed, values.names, values.fields, values.number)
def test_a_stored_value_is_of_its_type_or_damage(value: object, texts: list[str]) -> None:
    safe = [values.harmless(text) for text in texts]
    assert values.names(json.dumps(texts)) == tuple(safe)
    assert values.fields(json.dumps(dict.fromkeys(texts, 1))) == dict.fromkeys(safe, 1)
    for read, kind in (
        (values.parsed, object), (values.names, tuple), (values.fields, dict), (values.number, int),
    ):  # fmt: skip
        try:
            found = read(value)
        except values.WrongValueError:
            continue
        assert isinstance(found, kind)
        listed = list(found) if isinstance(found, tuple) else found
        assert not any(values.UNWANTED.search(text) for text in strings(listed))
        assert not isinstance(found, int) or kind is object or 0 <= found <= values.LARGEST


@given(st.lists(some.line, min_size=1, max_size=8), st.integers(0, 8), st.integers(1, 9))
@about(Remark.folded)
def test_a_folded_entry_keeps_to_its_rows(lines: list[str], written: int, rows: int) -> None:
    remark = Remark("a", tuple(lines), min(written, len(lines)))
    folded = remark.folded(rows)
    assert len(folded) == min(rows, len(lines))
    of_note = [is_note for _, is_note in folded]
    assert of_note == sorted(of_note, reverse=True)
    if rows > 1 or len(lines) == 1:
        assert any(of_note) == bool(remark.written)
        assert all(of_note) == (remark.written == len(lines))


@given(some.news, settings, choices)
@about(Layout.paragraph_rows)
def test_paragraphs_take_the_rows_between_their_first_and_the_next(
    raw: str, setting: object, choice: str
) -> None:
    text, outline = some.outlined(raw)
    layout = Layout(text, outline, setting, article_view=ArticleView(text, outline, choice))  # type: ignore[arg-type]
    for number in range(len(layout.blocks)):
        first, after = layout.paragraph_rows(number)
        (line,) = layout.lines(first, 1)
        assert line.row
        assert layout.rows_before(first) <= layout.rows_before(layout.place_of(line.row.start))
        assert first[0] <= number
        assert after is None or number < after[0]
        assert after is None or layout.paragraph_rows(after[0])[0] == after


@given(stored, some.line, st.dictionaries(some.line, some.line, max_size=3))
@about(feeds.problem_of, kept.notices_of)
def test_what_is_kept_to_be_told_is_read_or_damage(
    value: str, code: str, gaps: dict[str, str]
) -> None:
    told = json.dumps({"code": code, "params": gaps})
    safe = {values.harmless(name): values.harmless(text) for name, text in gaps.items()}
    problem = feeds.problem_of(told)
    assert (problem.code, dict(problem.params)) == (values.harmless(code), safe)
    assert kept.notices_of(json.dumps([[code, gaps]])) == ((values.harmless(code), safe),)
    for read in (feeds.problem_of, kept.notices_of):
        try:
            read(value)
        except values.WrongValueError:
            continue
