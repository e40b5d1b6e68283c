"""Lists of feeds: from other readers, from hostile hands, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.ingest.feeds.opml import DEEPEST, OpmlOutline, OpmlRead, read_opml, write_opml
from reader.text.cleaning import clean


def opml(body: str, head: str = "") -> bytes:
    return f'{head}<opml version="1.0"><body>{body}</body></opml>'.encode()


def test_folders_feeds_and_odd_spellings_are_read() -> None:
    read = read_opml(
        opml(
            '<outline text="港聞">'
            '<outline type="rss" text="渡輪報" xmlUrl="https://ferry.example/rss?a=1&b=2"'
            ' htmlUrl="https://ferry.example/"/>'
            '<outline title="財經"><outline text="股" xmlurl=" http://股市.example/feed "/>'
            "</outline>"
            "</outline>"
            '<outline text="無夾" TITLE="散篇" XMLURL="https://one.example/atom"/>'
        )
    )
    assert read == OpmlRead(
        (
            OpmlOutline(
                "https://ferry.example/rss?a=1&b=2", "渡輪報", "https://ferry.example/", "港聞"
            ),
            OpmlOutline("http://xn--7stp48e.example/feed", "股", "", "港聞 / 財經"),
            OpmlOutline("https://one.example/atom", "散篇"),
        )
    )


def test_what_is_no_web_feed_is_skipped_and_counted() -> None:
    read = read_opml(
        opml(
            '<outline text="a" xmlUrl="exec:rm -rf ~"/>'
            '<outline text="b" xmlUrl="filter:cat /etc/passwd:https://x.example/"/>'
            '<outline text="c" xmlUrl="|touch /tmp/x"/>'
            '<outline text="d" xmlUrl="file:///etc/passwd"/>'
            '<outline text="e" xmlUrl="javascript:alert(1)"/>'
            '<outline text="f" xmlUrl="/relative"/>'
            '<outline text="g" type="link" url="https://x.example/page"/>'
            '<outline text="h" xmlUrl="http://me:secret@x.example/"/>'
            '<outline text="i" type="rss"/>'
            '<outline text="empty folder"/>'
            '<outline text="good" xmlUrl="https://good.example/"/>'
            '<outline text="again" xmlUrl="https://GOOD.example"/>'
        )
    )
    assert [feed.url for feed in read.feeds] == ["http://x.example/", "https://good.example/"]
    assert (read.skipped, read.repeated) == (8, 1)


def test_titles_come_in_clean() -> None:
    read = read_opml(
        opml(
            '<outline text="&#27;]0;x&#7;渡&#8238;輪 &lt;b&gt;\n報" xmlUrl="https://x.example/"/>'.replace(
                "&#27;", "\x1b"
            ).replace("&#7;", "\x07")
        )
    )
    assert read.feeds[0].title == "渡輪 <b> 報"


def test_a_bomb_has_nothing_to_expand() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a0 "boom">{entities}]>'
    head += '<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/x.dtd">'
    read = read_opml(opml('<outline text="&a11;" xmlUrl="https://x.example/&a11;"/>', head))
    assert read.feeds[0].title == "&a11;"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"\0\1\2" * 99,
        b"<rss><channel/></rss>",
        b"<opml><body><outline text='a'>",
        b"<opml><body></outline></body></opml>",
        b"<html><body>opml</body></html>",
        b"{}",
        "<opml><body><outline text='渡輪".encode("big5"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_opml(data, "feeds.opml")
    assert (caught.value.code, caught.value.params) == ("opml_unreadable", {"path": "feeds.opml"})


FERRY = '<outline text="渡輪報" xmlUrl="https://ferry.example/"/>'
TRAM = '<outline text="電車報" xmlUrl="https://tram.example/"/>'


@pytest.mark.parametrize(
    "body",
    [
        f'<outline text="港聞">{FERRY}{TRAM}',
        f'<outline text="港聞">{FERRY}{TRAM}</outline></outline>',
        f'<outline text="港聞">{FERRY}<outline text="電車報" xmlUrl="https://tram.example/"',
        f'<outline text="港聞">{FERRY}<outline text="電車報" xmlUrl="https://tram.example/">',
        '<outline text="港聞"><outline text="渡輪報" xmlUrl="https://ferry.example/">'
        '<outline text="電車報" xmlUrl="https://tram.example/"></outline></outline>',
        f'<outline text="港聞">{FERRY}<outline text="電車報" note="5" 版" '
        'xmlUrl="https://tram.example/"/></outline>',
        f'<outline text="港聞">{FERRY}<outline text=電車報 '
        "xmlUrl=https://tram.example/ /></outline>",
        f'<outline text="港聞">{FERRY}<outline text="電車報" note="a < b" '
        'xmlUrl="https://tram.example/"/></outline>',
        f'<outline text="港聞"><b>{FERRY}</i>{TRAM}<br></outline>',
    ],
)  # fmt: skip
def test_of_broken_xml_every_entry_that_can_be_recognised_is_read(body: str) -> None:
    read = read_opml(f"<opml><head><title>我的<br></title></head><body>{body}".encode())
    assert [(it.title, it.url, it.folder) for it in read.feeds] == [
        ("渡輪報", "https://ferry.example/", "港聞"),
        ("電車報", "https://tram.example/", "港聞"),
    ]
    assert read.broken
    assert not read_opml(opml(FERRY)).broken


def test_what_follows_a_closed_folder_stands_outside_of_it_in_broken_xml_too() -> None:
    read = read_opml(f'<opml><body><outline text="港聞">{FERRY}</outline>{TRAM}'.encode())
    assert [it.folder for it in read.feeds] == ["港聞", ""]


def test_many_feeds_that_are_never_closed_are_no_folders() -> None:
    many = "".join(f'<outline xmlUrl="https://x.example/{n}">' for n in range(3 * DEEPEST))
    assert len(read_opml(opml(many)).feeds) == 3 * DEEPEST


def test_a_list_that_declares_its_encoding_is_read_in_it() -> None:
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    text = opml('<outline text="Новости" xmlUrl="https://x.example/"/>', head).decode()
    assert read_opml(text.encode("cp1251")).feeds[0].title == "Новости"


def test_a_list_in_an_old_encoding_is_read() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?><opml><body><outline text="香港的渡輪新聞" xmlUrl="https://x.example/"/></body></opml>'
    assert read_opml(text.encode("big5hkscs")).feeds[0].title == "香港的渡輪新聞"


def nested(folders: int) -> bytes:
    feed = '<outline xmlUrl="https://x.example/"/>'
    return opml('<outline text="夾">' * folders + feed + "</outline>" * folders)


def test_folders_nested_beyond_reason_are_told() -> None:
    assert read_opml(nested(DEEPEST - 1)).feeds[0].folder.startswith("夾 / 夾")
    with pytest.raises(InputError) as told:
        read_opml(nested(50_000), "list.opml")
    assert told.value.code == "opml_deep"
    assert told.value.params == {"path": "list.opml", "deepest": DEEPEST}


LINES = st.text(max_size=40).map(lambda text: " ".join(clean(text).text.split()))
FOLDERS = LINES.map(lambda text: text.replace(" / ", " "))


@given(st.lists(st.tuples(LINES, FOLDERS, st.booleans()), max_size=8), LINES)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, bool]], title: str) -> None:
    feeds = [
        OpmlOutline(
            f"https://n{at}.example/?a=1&b=%3C", name or "報", f"https://n{at}.example/", *more
        )
        for at, (name, *more) in enumerate(rows)
    ]
    read = read_opml(write_opml(feeds, title))
    assert sorted(read.feeds, key=lambda feed: feed.url) == feeds
    assert (read.skipped, read.repeated) == (0, 0)


@pytest.mark.parametrize(
    "reference", ["&#27;", "&#0;", "&#x1B;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#9999999;"]
)
def test_a_reference_to_no_character_spoils_nothing_else(reference: str) -> None:
    read = read_opml(
        opml(
            f'<outline text="渡輪{reference}報&#X28;甲&#41;" xmlUrl="https://ferry.example/"/>'
            f'<outline text="電車報" xmlUrl="https://tram.example/"/>{reference}'
        )
    )
    assert [feed.title for feed in read.feeds] == ["渡輪報(甲)", "電車報"]
