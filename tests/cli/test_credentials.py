"""User names and passwords in addresses: whichever way one comes in, nothing hands it on."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from local_server import LocalServer

from reader import open_library
from reader.model import Article
from reader.model.annotation import Evidence
from reader.model.feed import Feed
from reader.model.library import Head
from reader.model.page_content import PageContent
from reader.model.web_address import without_credentials

WORDS = "連接兩岸的新橋昨天通車，市長說，這座橋每天可以分擔四萬輛汽車，橋上還有自行車道。"
ENTRANCES = {
    "canonical": '<link rel="canonical" href="{address}">',
    "og": '<meta property="og:url" content="{address}">',
    "beside": '<link rel="canonical" href="//me:s3cret@{host}/a">',
    "base": '<base href="{address}"><link rel="canonical" href="/a">',
}
ODD = {
    "three slashes": "http:///me:s3cret@{host}/a",
    "backslashes": "http:\\\\me:s3cret@{host}/a",
    "mixed slashes": "http:/\\me:s3cret@{host}/a",
    "no slashes": "http:me:s3cret@{host}/a",
    "one slash": "http:/me:s3cret@{host}/a",
    "no scheme": "///me:s3cret@{host}/a",
    "a path that is a host": "/\\me:s3cret@{host}/a",
    "capitals": "HTTP://ME:s3cret@{host}/a",
    "a tab": "ht\ttp:/\t/me:s3\tcret@{host}/a",
    "a line end": "http://me:s3\ncret@{host}/a",
    "nothing seen": "http:\u200b//me:s3\u200bcret@{host}/a",
    "a percent sign": "http://me:s3cret%40{host}/a",
    "two percent signs": "http://me:s3cret%2540{host}/a",
    "a wide sign": "http://me:s3cret＠{host}/a",
    "wide slashes": "http：／／me:s3cret@{host}/a",
    "wide stops": "http://me:s3cret@www。example。org/a",
    "a slash in it": "http://me:s3cret/1@{host}/a",
    "a mark in it": "http://me:s3cret#1@{host}/a",
    "a blank in it": "http://me:s3cret 1@{host}/a",
    "an archive": "http://{host}/web/2025/http://me:s3cret@{host}/a",
    "a redirect": "http://{host}/to?url=http%3A%2F%2Fme%3As3cret%40{host}%2Fa",
    "an archive's one slash": "http://{host}/web/2025/http:/me:s3cret@{host}/a",
    "an archive's no slash": "http://{host}/web/2025/https:me:s3cret@{host}/a",
    "a redirect's one slash": "http://{host}/to?url=https:/me:s3cret@{host}/a",
    "a redirect without a scheme": "http://{host}/to?url=//me:s3cret@{host}/a",
    "encoded slashes": "http://{host}/to?url=%2F%2Fme:s3cret@{host}/a",
    "one encoded slash": "http://{host}/to?url=%3A%2Fme%3As3cret%40{host}/a",
    "encoded twice": "http://{host}/to?url=http%253A%252F%252Fme%253As3cret%2540{host}/a",
}
NO_PASSWORDS = [
    "https://h.tw/a?mail=x@y.z",
    "https://h.tw/a?mail=x%40y.z&at=12:30",
    "https://medium.com/@user/x",
    "https://h.tw/@user@server",
    "https://h.tw/to?url=mailto:x@y.z",
    "https://h.tw/web/2025/https://medium.com/@user/x",
    "https://h.tw/to?url=https%3A%2F%2Fmedium.com%2F%40user",
    "https://h.tw//x@y.z",
    "請洽：x@y.z",
]
EXPORTS = ("csv", "md", "jsonld")


def page(head: str) -> bytes:
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>新橋</title>{head}</head><body>"
        f"<article><h1>新橋</h1><p>{WORDS}</p><p>{WORDS[:30]}。</p></article></body></html>"
    ).encode()


def kept(library: Path) -> str:
    """All that lies in the library's folder, as one text, the log of the database too."""
    files = (path for path in library.rglob("*") if path.is_file())
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.fixture
def shown(run, library: Path):
    """Everything that the program shows and exports, as one text."""

    def gather() -> str:
        heads = json.loads(run("list", "--json").stdout)
        said = [run("list", "--json").stdout, run("feeds", "--json").stdout]
        for head in heads:
            said += [run("show", head["id"]).stdout, run("show", head["id"], "--json").stdout]
            said += [run("export", head["id"], "--format", it).stdout for it in EXPORTS]
        said.append(run("feeds", "export").stdout)
        return "\n".join(said)

    return gather


@pytest.mark.parametrize("way", ENTRANCES)
def test_an_address_that_a_page_names_for_itself(
    way: str, run, shown, server: LocalServer, library: Path
) -> None:
    host = f"127.0.0.1:{server.port}"
    head = ENTRANCES[way].format(address=f"http://me:s3cret@{host}/a", host=host)
    result = run("add", server.page("/news", page(head)), "--allow-private")
    assert result.exit_code == 0, result.stderr
    assert "s3cret" not in result.stdout + result.stderr + kept(library) + shown()
    assert f"http://{host}/a" in kept(library)


def secret(told: str) -> bool:
    """Whether the password stands in a text, however its letters are parted."""
    return "s3cret" in re.sub("[\\s\u200b]", "", told)


@pytest.mark.parametrize("spelling", ODD)
def test_however_an_address_is_spelled(
    spelling: str, run, shown, server: LocalServer, library: Path
) -> None:
    url = ODD[spelling].format(host=f"127.0.0.1:{server.port}")
    name = url.replace("\t", "")  # in a name it is a blank
    told = []

    def say(*given: str) -> None:
        result = run(*given)
        assert result.exit_code in (0, 1, 2), result.output
        told.append(result.stdout + result.stderr)

    heads = f"<link rel=canonical href='{url}'><meta property='og:url' content='{url}'>"
    heads += f"<meta property='og:site_name' content='{name}'>"
    say("add", server.page("/news", page(heads)), "--allow-private")
    if ":" in url.split("@")[0].split("/")[0]:  # or it is the path of a file
        say("add", url, "--allow-private")
        say(url)
        say("show", url)
    text = f"---\ntitle: 新橋\nurl: {json.dumps(url)}\nsource: {json.dumps(url)}\n---\n\n{WORDS}\n"
    other = library.parent / "bridge.md"
    other.write_text(text, encoding="utf-8")
    say("add", str(other), "--json")
    item = f"<item><guid>{name}</guid><title>{name}</title><link>{url}</link>"
    item += f"<author>{name}</author><description>{WORDS}</description></item>"
    feed = (
        f'<rss version="2.0"><channel><title>{name}</title><link>{url}</link>{item}</channel></rss>'
    )
    say("feeds", "add", server.page("/feed", feed.encode()), "--allow-private")
    say("feeds", "add", url, "--allow-private")
    say("feeds", "refresh", "--allow-private")
    opml = library.parent / "list.opml"
    outline = f"<outline text={quoteattr(name)} xmlUrl={quoteattr(url)} htmlUrl={quoteattr(url)}/>"
    opml.write_text(
        f"<opml><body><outline text={quoteattr(name)}>{outline}</outline></body></opml>"
    )
    say("feeds", "import", str(opml))
    mark = ("--quote", "銷量增長了12%。", "--tag", "fact", "--as", "Lin")
    say("annotate", "car", *mark, "--evidence", url, "--source", url, "--private", "--json")
    say("list", "--json")
    other.unlink()
    (library / "articles" / "bridge.md").unlink(missing_ok=True)  # a copy of the reader's own file
    assert [it for it in "\n".join([*told, shown()]).split("\n") if secret(it)] == []
    assert not secret(kept(library))


@pytest.mark.parametrize("url", NO_PASSWORDS)
def test_a_name_that_is_no_password_stays(url: str) -> None:
    assert without_credentials(url) == url


@pytest.mark.parametrize("authors", ['["{0}"]', '"{0}"', '"王小明、{0}"'])
def test_an_author_that_is_an_address(authors: str, run, shown, library: Path) -> None:
    path = library.parent / "bridge.md"
    named = authors.format("http://me:s3cret@example.org/")
    path.write_text(f"---\ntitle: 新橋\nauthors: {named}\n---\n\n{WORDS}\n", encoding="utf-8")
    result = run("add", str(path), "--json")
    assert result.exit_code == 0
    path.unlink()
    (library / "articles" / "bridge.md").unlink(missing_ok=True)
    assert not secret(result.output + shown() + kept(library))


@pytest.mark.parametrize(
    "proxy", ["me:s3cret@127.0.0.1:x", "http:me:s3cret@127.0.0.1:x", "socks5://me:s3cret@a.tw"]
)
def test_a_proxy_that_cannot_be_used(proxy: str, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    result = run("add", "https://example.com/")
    assert result.exit_code == 2
    assert "proxy" in result.stderr
    assert not secret(result.output)


def test_evidence_that_is_corrected(run, shown, library: Path) -> None:
    mark = (
        "--quote",
        "銷量增長了12%。",
        "--tag",
        "fact",
        "--evidence",
        "http://a.tw/",
        "--as",
        "Lin",
    )
    made = json.loads(run("annotate", "car", *mark, "--json").stdout)
    (evidence,) = made[0]["evidence"]
    with open_library(library) as opened:
        url = "https://me:s3cret@example.org/table"
        opened.submit(lambda edits: edits.change_evidence(evidence["id"], url)).result()
    assert "s3cret" not in kept(library) + shown()
    assert "https://example.org/table" in shown()


def test_a_saved_page_says_where_it_came_from(run, shown, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "saved.html"
    note = b"<!-- saved from url=(0040)https://me:s3cret@example.org/a -->\n"
    file.write_bytes(note + page(""))
    assert run("add", str(file)).exit_code == 0
    assert "s3cret" not in kept(library) + shown()
    assert "https://example.org/a" in kept(library)


def test_the_front_matter_of_a_file(run, shown, library: Path) -> None:
    text = f"---\ntitle: 新橋\nurl: https://me:s3cret@example.org/a\n---\n\n{WORDS}\n"
    (library / "articles" / "bridge.md").write_text(text, encoding="utf-8")
    assert "s3cret" not in shown()
    with closing(sqlite3.connect(library / "annotations.db")) as connection:
        assert ("https://example.org/a",) in connection.execute("SELECT url FROM article")


def test_links_and_the_site_of_a_feed(run, shown, server: LocalServer, library: Path) -> None:
    host = f"127.0.0.1:{server.port}"
    feed = (
        f'<rss version="2.0"><channel><title>渡輪報</title><link>http://me:s3cret@{host}/</link>'
        f"<item><guid>1</guid><title>新橋</title><link>http://me:s3cret@{host}/a</link>"
        f"<description>{WORDS}</description></item></channel></rss>"
    ).encode()
    run("feeds", "add", server.page("/feed", feed), "--allow-private")
    assert "s3cret" not in kept(library) + shown()
    assert f"http://{host}/a" in kept(library)


def test_a_list_of_feeds(run, shown, server: LocalServer, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    url = f"http://me:s3cret@127.0.0.1:{server.port}/feed"
    outline = f'<outline text="渡輪報" xmlUrl="{url}" htmlUrl="{url}"/>'
    file.write_text(f"<opml><body>{outline}</body></opml>", encoding="utf-8")
    result = run("feeds", "import", str(file))
    assert "s3cret" not in result.stdout + result.stderr + kept(library) + shown()


def test_evidence_and_what_is_typed(run, shown, library: Path) -> None:
    url = "https://me:s3cret@example.org/table"
    options = ("--quote", "銷量增長了12%。", "--tag", "fact", "--evidence", url, "--as", "Lin")
    assert run("annotate", "car", *options).exit_code == 0
    assert "s3cret" not in kept(library) + shown()
    assert "https://example.org/table" in shown()
    for name in (url, "ftp://me:s3cret@example.org/", "https://me:s3cret@exa%20mple/"):
        result = run("add", name)
        assert result.exit_code == 2
        assert "s3cret" not in result.stdout + result.stderr


def test_rows_that_hold_some_already(run, shown, library: Path) -> None:
    options = ("--tag", "fact", "--evidence", "https://example.org/table", "--as", "Lin")
    run("annotate", "car", "--quote", "銷量增長了12%。", *options)
    with closing(sqlite3.connect(library / "annotations.db")) as connection, connection:
        for table in ("article", "evidence"):
            connection.execute(f"UPDATE {table} SET url = 'https://me:s3cret@example.org/old'")
        connection.execute(
            "INSERT INTO feed (id, url, title, site, folder, full_text, added)"
            " VALUES ('f', ?, '報', ?, '', 0, '2025')",
            ("https://me:s3cret@example.org/feed", "https://me:s3cret@example.org/"),
        )
    told = shown()
    assert "s3cret" not in told
    assert told.count("https://example.org/old") >= 4


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://me@example.org/@me", "https://example.org/@me"),
        ("HTTP://a:b@c@example.org", "HTTP://example.org"),
        ("https://example.org/?to=me@example.org", "https://example.org/?to=me@example.org"),
        ("https://example.org\\@other.example/", "https://example.org\\@other.example/"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("", ""),
    ],
)
def test_only_what_stands_before_a_host_is_taken_out(url: str, bare: str) -> None:
    assert without_credentials(url) == bare
    assert Article("", (), "", "", url, "", (), "", ()).url == bare
    values = (PageContent("", url=url), Head("", "", "", url=url), Evidence("", url), Feed("", url))
    assert {value.url for value in values} == {bare}


def test_the_program_says_where_it_goes_without_them(run) -> None:
    result = run("https://me:s3cret@example.invalid/")
    assert result.exit_code == 2
    assert "s3cret" not in result.stdout + result.stderr
