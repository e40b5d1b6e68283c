"""Feeds: encodings, names and identities, whatever a feed says."""

from __future__ import annotations

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.ingest.declared import declared_text
from reader.ingest.feed_people import people
from reader.text import decoding

LABELS = st.sampled_from(
    ("", "utf-8", "GBK", "big5", "windows-1251", "koi8-r", "euc-kr", "iso-2022-jp", "cp037", "idna")
)


@given(some.wild, LABELS, LABELS)
@about(declared_text, decoding.common_share)
def test_text_that_is_well_formed_utf_8_stays_as_it_is(text: str, said: str, header: str) -> None:
    sound = text.encode("utf-8", "replace").decode().translate({0: None, 0x1B: None, 0x7E: None})
    data = f'<?xml version="1.0" encoding="{said}"?><rss>{sound}</rss>'.encode()
    assert declared_text(data, header) == (data.decode(), "utf-8")
    assert 0 <= decoding.common_share(sound) <= 1


@given(st.binary(max_size=200), LABELS, LABELS)
@about(declared_text)
def test_any_bytes_become_text_in_an_encoding_that_python_knows(
    noise: bytes, said: str, header: str
) -> None:
    data = f'<?xml version="1.0" encoding="{said}"?><rss>'.encode() + noise
    text, encoding = declared_text(data, header)
    assert data.decode(encoding, "replace") == text


@given(st.lists(some.wild, max_size=4))
@about(people)
def test_of_names_with_mail_addresses_only_the_names_stay(names: list[str]) -> None:
    found = people(names)
    assert all(found)
    assert people(found) == found or any("@" in name for name in names)
    mailed = [f"a@news.example ({name})" for name in ("王大明", "李小文")]
    assert people([*mailed, "李小文 <b@news.example>"]) == ("王大明", "李小文", "李小文")
