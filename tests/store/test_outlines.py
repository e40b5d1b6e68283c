"""Outlines as blobs."""

from array import array

from reader.store.outlines import pack, unpack


def test_numbers_are_stored_little_endian_in_four_bytes() -> None:
    assert pack(array("I", [1, 256])) == b"\x01\x00\x00\x00\x00\x01\x00\x00"


def test_numbers_come_back() -> None:
    numbers = array("I", [0, 3, 2**32 - 1])
    assert unpack(pack(numbers)) == numbers
