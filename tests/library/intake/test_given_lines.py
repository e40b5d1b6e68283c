"""What somebody types or pastes to bring something in."""

import pytest

from reader.errors import InputError
from reader.library.intake.input_parser import complete, parse_input


@pytest.mark.parametrize(
    "line", ["file://[/x", "~a\0", "~\ud800/x", "file:///%00", "~no/such/file"]
)
def test_a_line_that_can_be_no_path_names_a_file_that_is_missing(line: str) -> None:
    with pytest.raises(InputError, match="file_missing"):
        parse_input(line)
    assert complete(line).text == line
    assert complete(line).names == ()
