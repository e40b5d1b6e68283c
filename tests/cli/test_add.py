"""`meipi add`: what comes in, as what, and what never happens."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from local_server import LocalServer

from reader.cli.main import program
from reader.library import open_library
from reader.library.intake.offers import accept, offer_again

Run = Callable[..., Any]

NEWS = """渡輪停駛三天

颱風逼近，往來離島的渡輪從明天起停駛三天。船公司說，恢復時間要看風勢。

居民認為，政府應該早一點宣布，讓大家有時間準備。
"""
EDITED = NEWS.replace("停駛三天。", "停駛四天。").replace("早一點", "再早一點")
PAGE = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">
<title>河上新桥通车</title>
<meta property="og:title" content="河上新桥通车">
<meta property="og:url" content="https://example.org/bridge">
<meta property="article:published_time" content="2025-02-03"></head><body>
<nav><a href="/">首页</a><a href="/a">本地</a><a href="/b">体育</a></nav>
<article><h1>河上新桥通车</h1>
<p>连接两岸的新桥昨天通车，市长说，这座桥每天可以分担四万辆汽车，桥上还有自行车道。</p>
<p>住在东岸的居民表示，过去上班要绕行半个小时，现在只要五分钟，大家都觉得方便多了。</p>
<p>不过也有环保人士认为，工程破坏了河边的湿地，应该尽快恢复，并且公布生态调查的结果。</p>
</article></body></html>
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with a text, a web page and a file that is neither."""
    folder = tmp_path / "papers"
    (folder / "old").mkdir(parents=True)
    (folder / "ferry.txt").write_text(NEWS, "utf-8")
    (folder / "old" / "bridge.html").write_text(PAGE, "utf-8")
    (folder / "broken.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00" * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def titles(output: Callable[..., Any]) -> set[str]:
    return {entry["title"] for entry in output("list", "--json")}


def test_a_text_file_is_copied_as_it_is(
    run: Run, output: Callable[..., Any], papers: Path, library: Path
) -> None:
    done = run("add", str(papers / "ferry.txt"))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "new       渡輪停駛三天  (articles/ferry.txt)\n"
    assert (library / "articles" / "ferry.txt").read_text("utf-8") == NEWS
    assert titles(output) == {"京東造車", "渡輪停駛三天"}


def test_a_web_page_becomes_markdown(run: Run, papers: Path, library: Path) -> None:
    done = run("add", str(papers / "old" / "bridge.html"))
    assert done.exit_code == 0, done.stderr
    written = (library / "articles" / "2025-02-03-河上新桥通车.md").read_text("utf-8")
    assert "title: 河上新桥通车\n" in written
    assert "url: https://example.org/bridge\n" in written
    assert "桥上还有自行车道。" in written
    assert "体育" not in written


def test_a_folder_comes_in_and_its_broken_file_stops_nothing(
    run: Run, output: Callable[..., Any], papers: Path, library: Path
) -> None:
    done = run("add", str(papers))
    assert done.exit_code == 1
    assert "broken.txt” is not a text file" in done.stderr
    assert "new 2, changed 0, the same 0, could not be brought in 1" in done.stderr
    assert titles(output) == {"京東造車", "渡輪停駛三天", "河上新桥通车"}
    assert files_below(library / "articles") == {
        "car.md", "ferry.txt", "2025-02-03-河上新桥通车.md",
    }  # fmt: skip


def test_standard_input_is_an_article(run: Run, output: Callable[..., Any], library: Path) -> None:
    done = run("add", "-", stdin=NEWS)
    assert done.exit_code == 0, done.stderr
    assert "渡輪停駛三天" in titles(output)
    (name,) = files_below(library / "articles") - {"car.md"}
    assert name == "渡輪停駛三天.md"


def test_json_says_what_became_of_each(output: Callable[..., Any], papers: Path) -> None:
    (added,) = output("add", "--json", str(papers / "old" / "bridge.html"))
    assert (added["title"], added["date"], added["what"]) == ("河上新桥通车", "2025-02-03", "new")
    assert added["path"] == "articles/2025-02-03-河上新桥通车.md"
    assert added["taken"] >= 3
    (again,) = output("add", "--json", str(papers / "old" / "bridge.html"))
    assert (again["what"], again["article"]) == ("same", added["article"])


def test_a_dry_run_shows_and_keeps_nothing(
    run: Run, output: Callable[..., Any], papers: Path, library: Path
) -> None:
    shown = run("add", "--dry-run", str(papers / "old" / "bridge.html"))
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0] == "河上新桥通车"
    assert any(line.startswith("+ ") and "自行车道" in line for line in lines)
    (told,) = output("add", "--dry-run", "--json", str(papers / "ferry.txt"))
    assert [block["taken"] for block in told["blocks"]] == [True, True, True]
    assert "what" not in told
    assert files_below(library / "articles") == {"car.md"}
    assert titles(output) == {"京東造車"}


def test_exit_codes(run: Run, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    nothing = run("add", str(tmp_path / "missing.txt"))
    assert (nothing.exit_code, nothing.stdout) == (2, "")
    assert "missing.txt" in nothing.stderr
    assert run("add", str(tmp_path / "empty")).exit_code == 2
    assert run("add", str(papers / "ferry.txt"), str(tmp_path / "missing.txt")).exit_code == 1
    assert run("add", "-", stdin=" \n").exit_code == 2
    assert run("add").exit_code == 2


def test_the_same_again_makes_no_second_file(run: Run, papers: Path, library: Path) -> None:
    assert run("add", str(papers / "ferry.txt")).exit_code == 0
    (papers / "other name.txt").write_text(NEWS, "utf-8")
    again = run("add", str(papers / "ferry.txt"), str(papers / "other name.txt"))
    assert again.exit_code == 0
    assert [line.split("  ")[0] for line in again.stdout.splitlines()] == ["the same", "the same"]
    assert files_below(library / "articles") == {"car.md", "ferry.txt"}


def test_changed_it_is_a_new_revision_and_marks_are_carried(
    run: Run, papers: Path, library: Path
) -> None:
    assert run("add", str(papers / "ferry.txt")).exit_code == 0
    quote = "居民認為，政府應該早一點宣布"
    marked = run("annotate", "渡輪", "--quote", quote, "--tag", "opinion", "--as", "Lin")
    assert marked.exit_code == 0, marked.stderr
    (papers / "ferry.txt").write_text(EDITED, "utf-8")
    changed = run("add", str(papers / "ferry.txt"))
    assert changed.stdout.startswith("changed   渡輪停駛三天")
    assert files_below(library / "articles") == {"car.md", "ferry.txt"}
    opened = open_library(library)
    try:
        article = opened.find("渡輪停駛三天")
        assert len(opened.revisions(article)) == 2
        (mark,) = opened.annotations(article)
        assert mark.span is not None
        assert mark.span.of(opened.open(article).text) == "居民認為，政府應該再早一點宣布"
    finally:
        opened.close()


def test_a_page_that_was_marked_comes_in_again_changed(
    run: Run, output: Callable[..., Any], papers: Path, library: Path
) -> None:
    page = papers / "old" / "bridge.html"
    (first,) = output("add", "--json", str(page))
    assert run("annotate", "河上新桥", "--quote", "每天可以分担四万辆汽车", "--tag", "fact",
               "--as", "Lin").exit_code == 0  # fmt: skip
    page.write_text(PAGE.replace("昨天通车", "前天通车"), "utf-8")
    (second,) = output("add", "--json", str(page))
    assert (second["article"], second["what"], second["path"]) == (
        first["article"], "changed", first["path"],
    )  # fmt: skip
    assert "前天通车" in (library / first["path"]).read_text("utf-8")


def test_a_file_of_the_readers_own_is_never_written(
    run: Run, papers: Path, library: Path, output: Callable[..., Any]
) -> None:
    (added,) = output("add", "--json", str(papers / "old" / "bridge.html"))
    own = library / added["path"]
    own.write_text(own.read_text("utf-8") + "\n我加的一段。\n", "utf-8")
    mine = own.read_bytes()
    page = papers / "old" / "bridge.html"
    page.write_text(PAGE.replace("昨天通车", "前天通车"), "utf-8")
    again = run("add", str(page))
    assert "your own file stays as it is" in again.stdout
    assert own.read_bytes() == mine


@pytest.mark.parametrize(
    "title",
    [
        "../../outside",
        "/etc/passwd",
        "..",
        "CON",
        "nul.txt",
        "a/b\\c:d",
        "壞\x1b]0;題\x07",
        "長" * 400,
    ],
)
def test_no_title_leads_out_of_the_folder(
    run: Run, library: Path, tmp_path: Path, title: str
) -> None:
    before = files_below(tmp_path)
    text = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{NEWS}"
    done = run("add", "-", stdin=text)
    assert done.exit_code == 0, done.stderr
    new = {name for name in files_below(tmp_path) - before if "annotations.db" not in name}
    (name,) = new
    path = tmp_path / name
    assert path.parent == library / "articles"
    assert path.suffix == ".md"
    assert len(os.fsencode(path.name)) <= 255
    assert path.stem.split(".")[0].lower() not in ("con", "nul", "", "..")
    assert not any(ord(sign) < 32 for sign in path.read_text("utf-8").replace("\n", ""))
    assert "\x1b" not in done.stdout


def test_an_address_is_fetched_if_that_is_allowed(
    run: Run, output: Callable[..., Any], server: LocalServer
) -> None:
    url = server.page("/bridge", PAGE.encode(), Content_Type="text/html")
    refused = run("add", url)
    assert refused.exit_code == 2
    assert "--allow-private" in refused.stderr
    assert server.asked == []
    added = run("add", "--allow-private", url)
    assert added.exit_code == 0, added.stderr
    assert "河上新桥通车" in titles(output)


def shortened(page: str, text: str) -> bytes:
    """A page with only this paragraph."""
    return f"{page.partition('<p>')[0]}<p>{text}</p></article></body></html>".encode()


def test_a_page_that_shows_less_of_its_article_is_told(run: Run, server: LocalServer) -> None:
    page = PAGE.replace("https://example.org/bridge", "")
    url = server.page("/bridge", page.encode(), Content_Type="text/html")
    assert "shorter" not in run("add", "--allow-private", url).stdout
    teaser = shortened(page, page.split("<p>")[1].split("</p>")[0])
    server.page("/bridge", teaser, Content_Type="text/html")
    again = run("add", "--allow-private", url)
    assert again.exit_code == 0, again.stderr
    assert "changed" in again.stdout
    assert "much shorter than before: the text had" in again.stdout
    server.page("/bridge", page.encode(), Content_Type="text/html")
    assert "shorter" not in run("add", "--allow-private", url).stdout
    server.page("/bridge", teaser, Content_Type="text/html")
    (told,) = json.loads(run("add", "--json", "--allow-private", url).stdout)
    assert told["shrunk_from"] > 100


def test_a_page_that_shows_something_else_names_the_article_that_was_there(
    run: Run, output: Callable[..., Any], server: LocalServer
) -> None:
    page = PAGE.replace("https://example.org/bridge", "")
    url = server.page("/bridge", page.encode(), Content_Type="text/html")
    run("add", "--allow-private", url)
    held = len(output("list", "--json"))
    notice = "编辑部正在整理历年的旧稿，桥梁专题下个月会有新的面貌，欢迎读者来信指教。"
    server.page("/bridge", shortened(page, notice), Content_Type="text/html")
    again = run("add", "--allow-private", url)
    assert "new" in again.stdout
    assert "nothing like “河上新桥通车”, which was at this address and stays" in again.stdout
    assert len(output("list", "--json")) == held + 1


def test_an_address_that_is_known_names_its_article(run: Run, papers: Path) -> None:
    unknown = run("show", "https://example.org/bridge")
    assert unknown.exit_code == 2
    assert "meipi add https://example.org/bridge" in unknown.stderr
    assert run("add", str(papers / "old" / "bridge.html")).exit_code == 0
    assert "四万辆汽车" in run("show", "https://example.org/bridge").stdout


def test_a_page_is_read_from_a_pipe(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEIPI_LIBRARY", str(library))
    done = CliRunner().invoke(program, ["add", "--json", "-"], input=PAGE.encode())
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["title"] == "河上新桥通车"


def test_a_page_that_is_added_again_counts_what_is_left_out_now(run, library: Path) -> None:
    link = "延伸閱讀：渡輪加開夜班"
    said = "".join(
        f"<p>{who}表示，河濱公園今年要增設十二座廁所，預計九月底以前全部完工，經費來自基金。</p>"
        for who in ("市府", "園方", "議員", "里長")
    )
    page = library / "page.html"
    page.write_text(
        '<html><head><title>河濱公園增設廁所</title><link rel="canonical"'
        ' href="https://news.example.org/1"></head><body><article><h1>河濱公園增設廁所</h1>'
        f'{said}<p><a href="/2">{link}</a></p><p>警方昨天加派兩組警員在公園裡來回巡邏到午夜，'
        "並且呼籲民眾晚間結伴同行。</p></article></body></html>",
        encoding="utf-8",
    )
    first = json.loads(run("add", "--json", str(page)).stdout)[0]
    assert first["left_out"] > 0
    with closing(open_library(library)) as opened:
        offer = offer_again(opened, first["article"])
        blocks = [replace(it, taken=True, decided=True) for it in offer.page.blocks]
        accept(opened, replace(offer, page=replace(offer.page, blocks=tuple(blocks))))
    assert json.loads(run("add", "--json", str(page)).stdout)[0]["left_out"] == 0
    assert link in run("show", "廁所").stdout
