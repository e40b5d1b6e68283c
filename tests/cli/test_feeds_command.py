"""`meipi feeds`, as a shell would use it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from local_server import LocalServer

ROOT = Path(__file__).parents[2]
NEAR = "--allow-private"
LIST = """<opml><body><outline text="港聞"><outline text="甲" xmlUrl="{}"/>
<outline text="x" xmlUrl="exec:rm"/></outline></body></opml>"""


def rss(title: str, *items: str) -> bytes:
    held = "".join(
        f"<item><guid>{at}</guid><title>{item}</title><description>{item}的內容。</description></item>"
        for at, item in enumerate(items)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{held}</channel></rss>'.encode()


@pytest.fixture
def ferry(server: LocalServer) -> str:
    return server.page("/ferry", rss("渡輪報", "夜班", "早班"))


def test_without_feeds_it_says_how_to_get_some(run) -> None:
    result = run("feeds")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "meipi feeds add" in result.stderr
    assert run("feeds", "refresh").exit_code == 1
    assert run("feeds", "--json").stdout == "[]\n"


def test_a_feed_is_added_and_its_items_are_articles(run, output, ferry: str) -> None:
    result = run("feeds", "add", ferry, "--folder", "港聞", NEAR)
    assert (result.exit_code, result.stdout) == (0, "渡輪報: new 2, changed 0\n")
    assert "Subscribed to “渡輪報”" in result.stderr
    (feed,) = output("feeds", "--json")
    assert (feed["title"], feed["url"], feed["folder"]) == ("渡輪報", ferry, "港聞")
    assert (feed["articles"], feed["unread"], feed["problem"]) == (2, 2, None)
    assert {"夜班", "早班"} <= {row["title"] for row in output("list", "--json")}
    listed = run("feeds").stdout
    assert listed.startswith(f"渡輪報\n    港聞 · {ferry} · articles 2, unread 2 · asked 20")


def test_adding_again_says_so_and_asks_all_the_same(run, ferry: str) -> None:
    run("feeds", "add", ferry, NEAR)
    result = run("feeds", "add", ferry, NEAR)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "already" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "ftp://example.org/"), "not a web address"),
        (("add", "http://127.0.0.1/"), "--allow-private"),
        (("remove", "nobody"), "no feed “nobody”"),
        (("refresh", "nobody"), "no feed “nobody”"),
        (("change", "nobody", "--full-text"), "no feed “nobody”"),
        (("import", "missing.opml"), "no file or article"),
        (("nonsense",), "No such command"),
        (("add",), "Missing argument"),
    ],
)
def test_wrong_use_ends_with_two_and_says_what_to_do(
    run, arguments: tuple[str, ...], said: str
) -> None:
    result = run("feeds", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_refresh_tells_each_trouble_on_a_line_and_ends_with_one(
    run, output, server: LocalServer, ferry: str
) -> None:
    tram = server.page("/tram", rss("電車\x1b[31m報", "停駛"))
    run("feeds", "add", ferry, NEAR)
    run("feeds", "add", tram, NEAR)
    server.page("/tram", status="503 Service Unavailable")
    server.page("/ferry", rss("渡輪報", "夜班", "早班", "末班"))
    result = run("feeds", "refresh", "--force", NEAR)
    assert (result.exit_code, result.stdout) == (1, "渡輪報: new 1, changed 0\n")
    assert [line for line in result.stderr.splitlines() if line.startswith("meipi: 電車報: ")]
    assert "\x1b" not in result.stderr
    assert "feeds with problems 1" in result.stderr
    broken = next(feed for feed in output("feeds", "--json") if feed["url"] == tram)
    assert broken["problem"]["code"] == "reply_status"
    assert "503" in broken["problem"]["message"]
    assert "    ! “http" in run("feeds").stdout


def test_feeds_that_are_not_due_are_left_alone(run, server: LocalServer, ferry: str) -> None:
    run("feeds", "add", ferry, NEAR)
    count = len(server.asked)
    result = run("feeds", "refresh", NEAR)
    assert result.exit_code == 0
    assert "not due yet and were not asked: 1" in result.stderr
    assert len(server.asked) == count
    told = json.loads(run("feeds", "refresh", "渡輪", "--force", "--json", NEAR).stdout)
    assert [(it["url"], it["new"], it["waiting"]) for it in told] == [(ferry, 0, False)]


def test_a_feed_is_changed_and_removed_and_its_articles_stay(run, output, ferry: str) -> None:
    run("feeds", "add", ferry, NEAR)
    assert "full text" in run("feeds", "change", "渡輪", "--full-text", "--folder", "船").stdout
    (feed,) = output("feeds", "--json")
    assert (feed["folder"], feed["full_text"]) == ("船", True)
    run("feeds", "change", "渡輪", "--own-text", "--folder", "")
    (feed,) = output("feeds", "--json")
    assert (feed["folder"], feed["full_text"]) == ("", False)
    removed = run("feeds", "remove", "渡輪")
    assert removed.stdout == "Unsubscribed from “渡輪報”. Its articles stay.\n"
    assert run("feeds").exit_code == 1
    assert "夜班" in run("list").stdout


def test_lists_of_feeds_go_in_and_out(run, output, tmp_path: Path, ferry: str) -> None:
    path = tmp_path / "list.opml"
    path.write_text(LIST.format(ferry), encoding="utf-8")
    said = run("feeds", "import", str(path)).stdout
    assert said == "Feeds added 1, known already 0, not web feeds 1\n"
    assert run("feeds", "refresh", NEAR).stdout == "渡輪報: new 2, changed 0\n"
    out = tmp_path / "out.opml"
    assert run("feeds", "export", "-o", str(out)).exit_code == 0
    assert run("feeds", "export").stdout_bytes == out.read_bytes()
    run("feeds", "remove", "渡輪")
    run("feeds", "import", "-", stdin=out.read_text("utf-8"))
    (feed,) = output("feeds", "--json")
    assert (feed["url"], feed["folder"], feed["title"]) == (ferry, "港聞", "渡輪報")
    path.write_text("<rss/>", encoding="utf-8")
    assert run("feeds", "import", str(path)).exit_code == 2
    cut = LIST.format(ferry).rpartition("</outline>")[0]
    path.write_text(cut.replace(ferry, f"{ferry}?more"), encoding="utf-8")
    told = run("feeds", "import", str(path))
    assert (told.exit_code, told.stdout) == (
        0, "Feeds added 1, known already 0, not web feeds 1\n",
    )  # fmt: skip
    assert f"The XML of {path} is broken" in told.stderr


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans"])
def test_it_speaks_chinese(run, ferry: str, language: str) -> None:
    result = run("feeds", "add", ferry, NEAR, "--language", language)
    assert (
        result.stdout
        == {
            "zh-Hant": "渡輪報：新增 2 篇，有改動 0 篇\n",
            "zh-Hans": "渡輪報：新增 2 篇，有改动 0 篇\n",
        }[language]
    )


def test_on_a_terminal_there_is_a_bar_and_in_a_pipe_none(run, library: Path, ferry: str) -> None:
    run("feeds", "add", ferry, NEAR)
    command = [sys.executable, "-m", "reader", "feeds", "refresh", "--force", NEAR]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "MEIPI_LIBRARY": str(library)}

    def shown(stderr: int) -> int:
        return subprocess.run(
            command, env=environ, stdout=subprocess.DEVNULL, stderr=stderr, check=False
        ).returncode

    main, side = pty.openpty()
    assert shown(side) == 0
    os.close(side)
    seen = os.read(main, 65536).decode()
    os.close(main)
    assert "Feeds" in seen
    assert "100%" in seen
    reading, writing = os.pipe()
    assert shown(writing) == 0
    os.close(writing)
    piped = os.read(reading, 65536).decode()
    os.close(reading)
    assert "%" not in piped
    assert "\r" not in piped
