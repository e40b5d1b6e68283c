"""Hooks: a program is given the passage at the cursor, its answer is shown, and nothing is kept."""

import os
import sys
import time
from pathlib import Path

import pytest
from sitting import sit_down

from reader.library import open_library

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
HANGS = "import os, time; open({pid!r}, 'w').write(str(os.getpid())); time.sleep(600)"


def script(folder: Path, source: str) -> list[str]:
    """A program, as the settings name it."""
    path = folder / "hook program.py"
    path.write_text(source, "utf-8")
    return [sys.executable, str(path)]


def gone(pid: Path) -> bool:
    """Whether the process that wrote its number there has ended."""
    number = int(pid.read_text())
    for _ in range(100):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


async def test_the_sentence_goes_in_and_the_answer_is_shown(park: Path, tmp_path: Path) -> None:
    hook = script(
        tmp_path,
        "import sys\n"
        "said = sys.stdin.buffer.read().decode('utf-8')\n"
        "sys.stdout.buffer.write(f'{sys.argv[1:]} {len(said)} {said[:4]}'.encode())",
    )
    async with sit_down(park, hooks={"字典": [*hook, "$HOME; *"]}) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: "等它回答" not in sitting.picture)
        assert "字典" in sitting.picture
        assert f"['$HOME; *'] {len(FIRST)} 市府說，" in sitting.picture.replace("  ", " ")
        assert sitting.stored() == []
        await sitting.press("escape")
        assert sitting.screen.panel is None


async def test_a_selection_goes_in(park: Path, tmp_path: Path) -> None:
    hook = script(tmp_path, "import sys; print('got', sys.stdin.read().strip() == '市府說')")
    async with sit_down(park, hooks={"看": hook}) as sitting:
        await sitting.press("v")
        assert sitting.selected == "市府說"
        await sitting.press("~")
        await sitting.until(lambda: "got" in sitting.picture)
        assert "got True" in sitting.picture


async def test_of_several_one_is_chosen(park: Path, tmp_path: Path) -> None:
    hook = script(tmp_path, "import sys; print('answer', sys.argv[1])")
    async with sit_down(park, hooks={"甲": [*hook, "one"], "乙": [*hook, "two"]}) as sitting:
        await sitting.press("~")
        assert "這段文字要交給哪個程式？" in sitting.picture
        await sitting.press("2")
        await sitting.until(lambda: "answer two" in sitting.picture)


async def test_without_hooks_the_key_says_where_they_are_named(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("~")
        assert "[hooks]" in sitting.message


async def test_nothing_of_an_answer_reaches_the_terminal_uncleaned(
    park: Path, tmp_path: Path
) -> None:
    answer = "a\x1b[31mb\u202ec\u200bd\x07e\U000e0041f\x9bg\r\nsecond"
    hook = script(tmp_path, f"import sys; sys.stdout.buffer.write({answer.encode()!r})")
    async with sit_down(park, hooks={"髒": hook}) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: "second" in sitting.picture)
        for unwanted in "\x1b\u202e\u200b\x07\U000e0041\x9b\r":
            assert unwanted not in sitting.picture
        assert "[bold]" not in sitting.picture


async def test_a_long_answer_is_cut_and_said_to_be(park: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    source = (
        f"import os\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\nwhile True: print('字' * 99)"
    )
    async with sit_down(park, hooks={"長": script(tmp_path, source)}) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: "字字字" in sitting.picture)
        await sitting.press("end")
        assert "還有更多要說" in sitting.picture
        assert gone(pid)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["no such program"], "無法執行"),
        ([sys.executable, "-c", "print('half'); raise SystemExit(3)"], "出錯結束（3）"),
        ([sys.executable, "-c", ""], "它沒有回答"),
    ],
)
async def test_a_failure_is_told(park: Path, command: list[str], told: str) -> None:
    async with sit_down(park, hooks={"壞": command}) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: told in sitting.picture)
        assert "half" not in sitting.picture
        await sitting.press("escape", "j")
        assert sitting.here == "我認為這個數字太高了。"


async def test_escape_ends_a_program_that_hangs(park: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    hook = script(tmp_path, HANGS.format(pid=str(pid)))
    async with sit_down(park, hooks={"慢": hook}) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: pid.exists() and pid.read_text() != "")
        assert "等它回答" in sitting.picture
        await sitting.press("escape")
        assert sitting.screen.panel is None
        await sitting.until(lambda: gone(pid))
        await sitting.press("f")
        assert len(sitting.stored()) == 1


async def test_leaving_ends_a_program_that_hangs(park: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    hook = script(tmp_path, HANGS.format(pid=str(pid)))
    async with sit_down(park, hooks={"慢": hook}) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: pid.exists() and pid.read_text() != "")
    assert gone(pid)


@pytest.mark.parametrize("keys", [["f", "backspace", "p"], ["a", "n", "enter", "P"]])
async def test_a_passage_with_something_private_is_not_given(
    park: Path, tmp_path: Path, keys: list[str]
) -> None:
    ran = tmp_path / "ran"
    hook = script(tmp_path, f"open({str(ran)!r}, 'w')")
    async with sit_down(park, hooks={"外": hook}) as sitting:
        await sitting.press(*keys, "~")
        assert "私密的標記或眉批，不會交給「外」" in sitting.message
        assert sitting.screen.panel is None
        assert not ran.exists()


async def test_nothing_of_a_private_article_is_given(park: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    hook = script(tmp_path, f"open({str(ran)!r}, 'w')")
    async with sit_down(park, hooks={"外": hook}) as sitting:
        other = open_library(park)
        article = other.list()[0].head.id
        other.submit(lambda edits: edits.shelf.put_private([article], True)).result()
        other.close()
        await sitting.press("~")
        assert "這篇文章是私密的，不會交給「外」" in sitting.message
        assert not ran.exists()


async def test_lines_that_quote_the_passage_are_hints_and_others_are_not(
    park: Path, tmp_path: Path
) -> None:
    hook = script(tmp_path, "print('河濱公園\\n河濱公司\\n\\n到訪。\\n河濱公園')")
    written = {"模型": {"run": hook, "hints": True}}
    async with sit_down(park, hooks=written) as sitting:
        await sitting.press("~")
        await sitting.until(lambda: "顯示為提示" in sitting.picture)
        assert "顯示為提示：2處。不是原文字句、不算的：1行" in sitting.picture.replace(" ", "")
        assert "模型指出" in sitting.rows[-1]
        hints = sitting.session.hinting
        assert hints is not None
        pointed = [it.span.of(sitting.session.text) for it in hints.of(0) if it.why == "模型"]
        assert pointed == ["河濱公園", "到訪。"]
        assert sitting.stored() == []
        await sitting.press("escape", "H", "H")
        assert "模型指出" not in sitting.rows[-1]
