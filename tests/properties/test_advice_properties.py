"""Cells of several values, addresses as URIs, and names of conflict copies."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from about import about, given
from hypothesis import strategies as st

from reader.exchange.csv_table import joined, parted
from reader.exchange.iri import as_iri, as_uri, is_iri
from reader.exchange.registry import FORMATS, Format
from reader.library.intake.sync_copies import originals
from reader.model import Annotation, Evidence, Span
from reader.store.db.disks import is_remote
from reader.text.evidence import address_and_remark
from reader.tui.kit.question import Question
from reader.tui.reading.discretion import discreet


@given(st.lists(st.text(), min_size=1))
@about(joined, parted)
def test_values_come_back_from_a_cell(values: list[str]) -> None:
    assert parted(joined(values)) == ([] if values == [""] else values)


@given(st.text().map(lambda text: f"https://example.org/{text}"))
@about(as_iri, as_uri)
def test_a_uri_is_ascii_and_stays_as_it_is(address: str) -> None:
    if is_iri(address):
        assert as_iri(address) == address
    assert as_iri(as_iri(address)) == as_iri(address)
    if is_iri(address):
        uri = as_uri(address)
        assert uri.isascii()
        assert is_iri(uri)
        assert as_uri(uri) == uri


@given(
    st.text(alphabet=st.characters(exclude_characters=".\n"), min_size=1).filter(str.strip),
    st.integers(0, 999),
)
@about(originals)
def test_a_copy_names_its_original(stem: str, number: int) -> None:
    assert f"{stem}.md" in originals(f"{stem} ({number}).md")
    assert originals(f"{stem}.sync-conflict-20260102-030405-ABC.md")[f"{stem}.md"]
    assert f"{stem}.md" not in originals(f"{stem}.md")


@given(st.text().map(lambda text: "".join(text.split())), st.text().map(str.strip))
@about(address_and_remark)
def test_evidence_is_an_address_up_to_the_first_white_space(path: str, remark: str) -> None:
    address = f"https://example.org/{path}"
    assert address_and_remark(f" {address}\u3000{remark} ") == (address, remark)


@given(st.text())
@about(is_remote)
def test_what_runs_in_user_space_counts_as_remote(name: str) -> None:
    assert is_remote(f"fuse.{name}")
    assert not is_remote(f"ext4{name}")


@given(st.sampled_from(sorted(FORMATS)))
@about(Format.suffix)
def test_no_two_formats_share_an_ending(name: str) -> None:
    others = {end for other in FORMATS.values() if other.name != name for end in other.suffixes}
    assert FORMATS[name].suffix in FORMATS[name].suffixes
    assert not others & {*FORMATS[name].suffixes}


TEXTS = st.text(alphabet="甲乙丙說，", max_size=6)


@given(TEXTS, TEXTS, st.sets(st.sampled_from("甲乙丙")))
@about(discreet, Annotation.exported_texts)
def test_a_text_that_names_somebody_new_is_taken_when_it_is_said_twice(
    text: str, known: str, secret: set[str]
) -> None:
    kept: list[str] = []
    asked: list[Question] = []
    own = Annotation("", "", "", Span(0, 1), note=known, evidence=(Evidence("", "", known),))
    assert own.exported_texts == [known, "", "", "", known]
    screen: Any = SimpleNamespace(
        library=SimpleNamespace(
            sources=SimpleNamespace(
                private_in=lambda said: tuple(sorted(it for it in secret if it in said))
            )
        ),
        ask=asked.append,
        words=lambda key, name: name,
    )
    question = discreet(Question("note", "", kept=kept.append), screen, known)
    question.kept(text)
    new = sorted(name for name in secret if name in text and name not in known)
    assert [it.wrong for it in asked] == (["、".join(new)] if new else [])
    for it in asked[:1]:
        assert (it.text, kept) == (text, [])
        it.kept(text)
    assert kept == [text]
    assert len(asked) <= 1
