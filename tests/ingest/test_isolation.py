"""What is large is read in a process of its own: the same comes of it, and it can be ended."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from threading import Event, Timer

import pytest

from reader.errors import InputError
from reader.ingest import isolation
from reader.ingest.feeds import read as feed_reading
from reader.ingest.feeds import read_feed
from reader.ingest.feeds.opml import read_opml
from reader.ingest.files import parse_file
from reader.ingest.html import extract, read_page
from reader.ingest.html import page_reader as reading
from reader.ingest.html.fragment import read_fragment
from reader.ingest.isolation import MANY, is_large, isolated
from reader.library.intake.offers import offer_file, offer_text
from tests.ingest.html.own_pages import PROSE, page_of

PAGE = page_of(*PROSE, "<i></i>" * (MANY // 2 + 1)).encode()
ITEM = "<item><guid>{0}</guid><title>第 {0} 則</title><author>王小明</author></item>"
FEED = f"<rss><channel><title>報</title>{''.join(map(ITEM.format, range(2500)))}</channel></rss>"


def test_a_large_page_is_read_as_a_small_one_is() -> None:
    assert is_large(PAGE)
    assert read_page(PAGE, "https://a.tw/1") == reading._read(PAGE, "https://a.tw/1", "")


def test_what_lies_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's folder holds files that are called as Python's own modules."""
    ran = tmp_path / "ran"
    for name in ("json", "re", "enum", "functools", "collections", "keyword", "io", "site"):
        (tmp_path / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write('{name} ')", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_page(PAGE, "https://a.tw/1").blocks
    assert not ran.exists()


def test_a_large_feed_is_read_as_a_small_one_is() -> None:
    data = FEED.encode()
    assert is_large(data)
    read = read_feed(data, "https://a.tw/feed")
    assert read == feed_reading._read(data, "https://a.tw/feed", "")
    assert len(read.items) == 2500


def test_what_takes_seconds_at_its_length_is_large() -> None:
    assert is_large("|a|b|\n|-|-|\n" * 24_000)  # a Markdown table of 288 KB
    assert not is_large("字" * 83_000)


def test_a_page_of_news_is_read_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise AssertionError("a process of its own")

    monkeypatch.setattr("reader.ingest.html.page_reader.isolated", nowhere)
    script = f"<script>{'x' * 400_000}</script>"
    story = "<p>市府說，河濱公園去年有三百萬人次到訪，比前年多了一成。</p>" * 9
    page = f"<html><body>{script}<article><h1>公園</h1>{story}</article></body></html>"
    assert "三百萬人次" in extract(page.encode()).text
    with pytest.raises(AssertionError, match="a process of its own"):
        read_page(page.replace("x" * 9, "y" * 18).encode())


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_large_text_is_read_as_a_small_one_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "---\ntitle: 長文\nurl: https://a.tw/\n---\n\n# 上\n\n"
        + "今天，他說了一句話。\n\n" * 40_000
    )
    data = text.encode()
    assert is_large(data)
    apart = parse_file(Path(name), data)
    monkeypatch.setattr(isolation, "LARGE", 10 * len(data))
    assert parse_file(Path(name), data) == apart
    assert apart.article.title == "長文"


def test_a_large_list_of_feeds_is_read() -> None:
    feeds = "".join(f'<outline xmlUrl="https://a.tw/{it}"/>' for it in range(MANY))
    read = read_opml(f"<opml><body><outline text='a'>{feeds}</outline></body></opml>".encode())
    assert (len(read.feeds), read.feeds[0].folder) == (MANY, "a")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_file_that_takes_too_long_is_given_up(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text("<!doctype html>" * name.endswith("l") + "<p>字 " * 500_000)
    monkeypatch.setattr(isolation, "DEADLINE", 0.01)  # less than Python takes to start
    with pytest.raises(InputError) as failure:
        offer_file(tmp_path / name)
    assert failure.value.code == "reading_slow"
    assert failure.value.params["path"] == str(tmp_path / name)


@pytest.mark.parametrize(
    "give", [offer_text, read_opml, lambda data, stop: read_feed(data, "", stop=stop)]
)
def test_whatever_is_large_can_be_stopped(give: Callable[..., object]) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(InputError) as failure:
        give("# 字\n".encode() * 400_000, stop=stop)
    assert failure.value.code == "network_stopped"


def test_a_large_item_is_read() -> None:
    page = read_fragment("".join(PROSE) + "<b>字</b>" * MANY)
    assert page.blocks[0].text in "".join(PROSE)


def test_a_page_of_a_usual_size_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation.subprocess, "Popen", None)
    usual = page_of(*PROSE * 200, "<div><a href='/'>一則新聞</a></div>" * 1000).encode()
    assert read_page(usual).blocks


def test_what_is_wrong_is_said_as_ever() -> None:
    with pytest.raises(InputError) as failure:
        read_page(b"<!doctype html><p>" + b"<i></i>" * MANY, "https://a.tw/1")
    assert failure.value.code == "page_empty"
    assert failure.value.params["path"] == "https://a.tw/1"


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "DEADLINE", 0.5)
    with pytest.raises(InputError) as failure:
        isolated(None, time.sleep, 3600)
    assert (failure.value.code, failure.value.params) == ("reading_slow", {"seconds": "0.5"})


def test_it_can_be_stopped(tmp_path: Path) -> None:
    stop, told = Event(), tmp_path / "pid"
    waiting = Timer(0.1, lambda: _until(told.exists) and stop.set())
    waiting.start()
    with pytest.raises(InputError) as failure:
        isolated(stop, eval, _sleep(told))
    waiting.join()
    assert failure.value.code == "network_stopped"
    assert not _lives(int(told.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process from memory so")
def test_what_takes_too_much_memory_is_told() -> None:
    with pytest.raises(InputError) as failure:
        isolated(None, bytearray, 8 * 1024**3)
    assert failure.value.code == "reading_failed"


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(InputError) as failure:
        isolated(None, os._exit, 0)
    assert failure.value.code == "reading_failed"


def test_only_our_own_values_come_back() -> None:
    with pytest.raises(InputError) as failure:
        isolated(None, Fraction, 1)
    assert failure.value.code == "reading_failed"


def test_it_never_sees_the_terminal() -> None:
    assert isolated(None, print, "for the terminal") is None
    assert isolated(None, os.getsid, 0) != os.getsid(0)
    assert not any(isolated(None, os.isatty, stream) for stream in (0, 1, 2))


def test_it_ends_with_who_waits_for_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    script = "import sys; from reader.ingest.isolation import isolated;"
    script += "isolated(None, eval, sys.argv[1])"
    with subprocess.Popen([sys.executable, "-c", script, _sleep(told)]) as waits:
        assert _until(told.exists)
        waits.kill()
    assert _until(lambda: not _lives(int(told.read_text())))


def _sleep(told: Path) -> str:
    """What has a process note its number and then sleep."""
    path = repr(str(told))
    write = f"open({path} + '.new', 'w').write(str(__import__('os').getpid()))"
    rename = f"__import__('os').rename({path} + '.new', {path})"
    return f"({write}, {rename}, __import__('time').sleep(3600))"


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def _until(done: object) -> bool:
    """Whether something comes to be within a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if done():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False
