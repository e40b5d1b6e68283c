"""Fetching: from a real server on this machine that behaves, and misbehaves in every known way."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from local_server import CERTIFICATE, LocalServer

from reader.errors import InputError
from reader.ingest import network
from reader.ingest.addresses import follow, link, parse_address
from reader.ingest.network import AGENT, Policy, Reply, fetch
from reader.version import VERSION

NEAR = Policy(allow_private=True, deadline=10)
NEWS = "<p>渡輪十月加開夜班。</p>".encode()


def got(url: str, policy: Policy = NEAR, **options: str) -> Reply:
    return fetch(url, policy, **options)


def refused(url: str, policy: Policy = NEAR) -> str:
    with pytest.raises(InputError) as caught:
        fetch(url, policy)
    return caught.value.code


def endless(connection: socket.socket, piece: bytes, server: LocalServer, pause: float = 0) -> None:
    while not server.closing.wait(pause):
        connection.sendall(piece)


# what is sent, and what comes back


def test_a_page_comes_back_whole_with_what_its_headers_say(server: LocalServer) -> None:
    url = server.page(
        "/news",
        NEWS,
        Content_Type='text/HTML; Charset="UTF-8"',
        ETag='"v1"',
        Last_Modified="Thu, 16 Oct 2025 06:30:00 GMT",
        Cache_Control="public, max-age=900",
        Set_Cookie="track=me",
    )
    reply = got(url)
    assert (reply.url, reply.status, reply.body) == (url, 200, NEWS)
    assert (reply.media_type, reply.charset) == ("text/html", "utf-8")
    assert (reply.etag, reply.modified) == ('"v1"', "Thu, 16 Oct 2025 06:30:00 GMT")
    assert (reply.max_age, reply.retry_after) == (900, None)

    got(url)
    asked = server.asked[-1]
    assert asked.headers["user-agent"] == AGENT == f"meipi/{VERSION}"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert asked.headers["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "authorization", "referer"} & asked.headers.keys()


def test_a_conditional_request_may_be_answered_with_nothing_new(server: LocalServer) -> None:
    url = server.page("/feed", status="304 Not Modified", ETag='W/"2"')
    reply = got(url, etag='"1"', modified="Thu, 16 Oct 2025 06:30:00 GMT")
    assert (reply.status, reply.body, reply.etag) == (304, b"", 'W/"2"')
    headers = server.asked[-1].headers
    assert headers["if-none-match"] == '"1"'
    assert headers["if-modified-since"] == "Thu, 16 Oct 2025 06:30:00 GMT"


def test_a_stored_tag_cannot_smuggle_a_header(server: LocalServer) -> None:
    got(server.page("/feed", NEWS), etag='"1"\r\nX-Evil: 1')
    assert not {"if-none-match", "x-evil"} & server.asked[-1].headers.keys()


@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4]]
)
def test_one_layer_of_packing_is_opened(server: LocalServer, pack) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    url = server.page("/", pack(NEWS * 5000), Content_Encoding=name)
    assert got(url).body == NEWS * 5000


def test_members_of_a_gzip_file_are_joined_and_padding_is_ignored(server: LocalServer) -> None:
    url = server.page(
        "/", gzip.compress(NEWS) + gzip.compress(NEWS) + b"\0" * 9, Content_Encoding="gzip"
    )
    assert got(url).body == NEWS * 2


def test_chunks_and_a_body_that_ends_with_the_connection_are_read(server: LocalServer) -> None:
    chunk = b"%x;ext=1\r\n%b\r\n" % (len(NEWS), NEWS)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert got(server.bytes("/a", head + chunk * 2 + b"0\r\n\r\n")).body == NEWS * 2
    assert got(server.bytes("/b", b"HTTP/1.0 200 OK\r\n\r\n" + NEWS)).body == NEWS


def test_a_wrong_charset_is_only_a_hint(server: LocalServer) -> None:
    reply = got(server.page("/", NEWS, Content_Type="text/html; charset=klingon"))
    assert (reply.charset, reply.body) == ("klingon", NEWS)


def test_ipv6_is_spoken() -> None:
    server = LocalServer("::1")
    try:
        reply = got(server.page("/", NEWS))
    finally:
        server.close()
    assert reply.body == NEWS
    assert server.asked[0].headers["host"] == f"[::1]:{server.port}"


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("120", 120, 120),
        (600, 500, 600),
        (-600, 0, 0),
        ("99999999999", 1e7, 4e7),
    ],
)
def test_retry_after_is_told_in_seconds(
    server: LocalServer, said: str | int, least: float, most: float
) -> None:
    if isinstance(said, int):  # a date, so many seconds from now
        said = formatdate(time.time() + said, usegmt=True)
    url = server.page("/", status="429 Too Many Requests", Retry_After=said)
    with pytest.raises(InputError) as caught:
        fetch(url, NEAR)
    assert caught.value.code == "reply_status"
    assert caught.value.params["status"] == 429
    assert least <= caught.value.params["retry_after"] <= most


@pytest.mark.parametrize("said", ["soon", "", "-5", "Thu, 99 Oct 2025"])
def test_a_retry_after_that_says_nothing_is_none(server: LocalServer, said: str) -> None:
    url = server.page("/", status="503 Service Unavailable", Retry_After=said)
    with pytest.raises(InputError) as caught:
        fetch(url, NEAR)
    assert caught.value.params["retry_after"] is None


# redirects


def test_redirects_are_followed_and_relative_ones_resolved(server: LocalServer) -> None:
    start = server.page("/a/b", status="301 Moved Permanently", Location="../c?頁=1#top")
    server.page("/c?%E9%A0%81=1", status="302 Found", Location=server.url("/d"))
    server.page("/d", status="308 Permanent Redirect", Location="//" + server.url("/e")[7:])
    server.page("/e", NEWS)
    assert got(start).url == server.url("/e")


def test_credentials_of_a_redirect_are_not_sent(server: LocalServer) -> None:
    server.page("/in", NEWS)
    there = f"http://reader:secret@127.0.0.1:{server.port}/in"
    assert got(server.page("/", status="302 Found", Location=there)).url == server.url("/in")
    assert "authorization" not in server.asked[-1].headers


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("file:///etc/passwd", "address_scheme"),
        ("ftp://127.0.0.1/news", "address_scheme"),
        ("gopher://127.0.0.1:25/", "address_scheme"),
        ("javascript:alert(1)", "address_scheme"),
        ("data:text/html,x", "address_scheme"),
        ("http://127.0.0.1:99999/", "address_malformed"),
        ("http://[::1/", "address_malformed"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_refused(
    server: LocalServer, location: str, code: str
) -> None:
    assert refused(server.page("/", status="302 Found", Location=location)) == code


def test_a_redirect_to_a_private_address_is_checked_like_a_first_one(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One address of this machine counts as public, so that only the second hop is private.
    monkeypatch.setattr(network, "is_public", lambda number: str(number) == "127.0.0.1")
    server.page("/secret", NEWS)
    start = server.page("/", status="302 Found", Location=server.url("/secret", "127.0.0.2"))
    assert refused(start, Policy()) == "address_private"
    assert server.targets() == ["/"]


def test_loops_and_endless_chains_end(server: LocalServer) -> None:
    server.page("/a", status="302 Found", Location="/b")
    server.page("/b", status="302 Found", Location="/a")
    assert refused(server.url("/a")) == "redirect_loop"
    for number in range(20):
        server.page(f"/{number}", status="302 Found", Location=f"/{number + 1}")
    assert refused(server.url("/0")) == "redirect_loop"
    assert len(server.asked) < 15


def test_a_redirect_that_leads_nowhere_is_a_code(server: LocalServer) -> None:
    assert refused(server.page("/", status="302 Found")) == "reply_status"


# addresses


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "0177.0.0.1",
        "127。0。0。1",
        "１２７.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0",
        "0.0.0.0",
        "[::]",
    ],
)
def test_no_spelling_of_this_machine_is_asked(server: LocalServer, host: str) -> None:
    server.page("/", NEWS)
    assert refused(server.url("/", host), Policy()) == "address_private"
    assert server.asked == []


def test_a_dead_address_leaves_time_for_the_next(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def resolve(host, port, *args, **options):
        if host != "two.example":
            return real(host, port, *args, **options)
        return [(2, 1, 6, "", (number, server.port)) for number in ("127.0.0.9", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    server.page("/", NEWS)
    assert got(server.url("/", "two.example")).body == NEWS


def test_unknown_hosts_and_closed_ports_are_told_apart(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/") == "network_failed"

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refused("http://nobody.example/") == "address_unknown_host"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "address_scheme"),
        ("ftp://example.org/", "address_scheme"),
        ("example.org/feed", "address_scheme"),
        ("", "address_scheme"),
        ("http:///news", "address_malformed"),
        ("http://example.org:0/", "address_malformed"),
        ("http://exa mple.org/", "address_malformed"),
        ("http://example.org/\r\nHost: evil", "address_malformed"),
        ("http://example.org/\x1b]0;x", "address_malformed"),
        ("http://example.org/\ud800", "address_malformed"),
        ("http://good.example\\@evil.example/", "address_credentials"),
        ("http://good.example\\.evil.example/", "address_malformed"),
        ("http://me:secret@example.org/", "address_credentials"),
        ("ftp://me:secret@example.org/", "address_scheme"),
        ("http://me:secret@exa mple.org/", "address_malformed"),
        ("http://[fe80::1%25lo]/", "address_malformed"),
        ("http://1.2.3.256/", "address_malformed"),
        ("http://1.2.3.4.5/", "address_malformed"),
        ("http://-bad.example/", "address_malformed"),
        (f"http://{'a' * 64}.example/", "address_malformed"),
        ("http://example.org/" + "長" * 9000, "address_malformed"),
    ],
)
def test_what_is_no_address(url: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_address(url)
    assert caught.value.code == code
    assert "secret" not in str(caught.value.params)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (" https://Example.ORG ", "https://example.org/"),
        ("http://example.org:80/a?b#c", "http://example.org/a?b"),
        (
            "https://新聞.台灣/港聞/渡輪",
            "https://xn--efvv70d.xn--kpry57d/%E6%B8%AF%E8%81%9E/%E6%B8%A1%E8%BC%AA",
        ),
        (
            "https://example.org/%E6%B8%AF?q=a%20b&頁=2",
            "https://example.org/%E6%B8%AF?q=a%20b&%E9%A0%81=2",
        ),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[::FFFF:1.1.1.1]:8080/", "http://[::ffff:101:101]:8080/"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
    ],
)
def test_addresses_are_brought_into_the_form_that_is_sent(url: str, expected: str) -> None:
    assert parse_address(url).url == expected


def test_links_are_resolved_or_dropped() -> None:
    base = "https://example.org/港聞/index.html"
    assert link(base, "../a b") == "https://example.org/a%20b"
    assert link(base, "?p=1") == "https://example.org/%E6%B8%AF%E8%81%9E/index.html?p=1"
    assert [link(base, it) for it in ("javascript:alert(1)", "#x", "", "data:,x", "http://[")] == [
        ""
    ] * 5
    assert follow(parse_address(base), "//Example.net").url == "https://example.net/"


# what a server can do to whoever reads its answer

SHORT = Policy(allow_private=True, deadline=0.6)


def test_a_slow_drip_ends_at_the_deadline(server: LocalServer) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        endless(connection, b".", server, 0.05)

    assert refused(server.rude("/", drip), SHORT) == "network_timeout"


@pytest.mark.parametrize(
    ("start", "piece", "pause"),
    [
        (b"", b"", 0.05),
        (b"HTTP/1.1 200 OK\r\n", b"x", 0.05),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.05),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", 0.05),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", b"A: b\r\n", 0),
    ],
    ids=["silent", "slow-line", "slow-headers", "endless-100", "slow-chunks", "endless-trailers"],
)
def test_whatever_never_ends_is_ended(
    server: LocalServer, start: bytes, piece: bytes, pause: float
) -> None:
    def never(connection: socket.socket) -> None:
        connection.sendall(start)
        endless(connection, piece, server, pause)

    assert refused(server.rude("/", never), SHORT) == "network_timeout"


def test_redirects_share_one_deadline(server: LocalServer) -> None:
    def later(number: int):
        def answer(connection: socket.socket) -> None:
            server.closing.wait(0.25)
            connection.sendall(
                b"HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n" % (number + 1)
            )

        return answer

    for number in range(8):
        server.rude(f"/{number}", later(number))
    assert refused(server.url("/0"), SHORT) == "network_timeout"


def test_fetching_can_be_stopped(server: LocalServer) -> None:
    stop = threading.Event()

    def hang(connection: socket.socket) -> None:
        stop.set()
        server.closing.wait(10)

    with pytest.raises(InputError) as caught:
        fetch(server.rude("/", hang), Policy(allow_private=True, deadline=60), stop=stop)
    assert caught.value.code == "network_stopped"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", "reply_broken"),
        (b"\x1b]0;pwned\x07 nonsense\r\n\r\n", "reply_broken"),
        (b"HTTP/1.1 abc\r\n\r\n", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nshort", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nab", "reply_broken"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "reply_encoding"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "reply_empty"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n \n ", "reply_empty"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "reply_status"),
        (b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\na", "reply_status"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\na", "reply_status"),
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 1\r\n\r\na", "reply_status"),
        (b"", "network_failed"),
    ],
)
def test_broken_replies_are_refused_with_a_reason(
    server: LocalServer, reply: bytes, code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert refused(server.bytes("/", reply)) == code
    assert capfd.readouterr() == ("", "")


def test_a_connection_that_is_reset_is_told(server: LocalServer) -> None:
    def reset(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegin")
        linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    assert refused(server.rude("/", reset)) in ("reply_broken", "network_failed")


SMALL = Policy(allow_private=True, largest=100_000, deadline=10)


def test_a_body_that_says_it_is_too_large_is_not_read(server: LocalServer) -> None:
    sent = []

    def big(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n")
        server.closing.wait(5)
        sent.append(1)

    assert refused(server.rude("/", big), SMALL) == "reply_too_large"
    assert sent == []


@pytest.mark.parametrize("head", [b"", b"Transfer-Encoding: chunked\r\n"])
def test_a_body_that_does_not_say_so_is_cut_off(server: LocalServer, head: bytes) -> None:
    piece = b"3e8\r\n" + b"x" * 1000 + b"\r\n" if head else b"x" * 1000

    def big(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n")
        endless(connection, piece, server)

    assert refused(server.rude("/", big), SMALL) == "reply_too_large"


def bomb(layers: int) -> bytes:
    data = b"\0" * 30_000_000
    for _ in range(layers):
        data = gzip.compress(data, 9)
    return data


def test_a_bomb_does_not_go_off(server: LocalServer) -> None:
    packed = bomb(1)
    assert len(packed) < 100_000
    assert refused(server.page("/", packed, Content_Encoding="gzip"), SMALL) == "reply_too_large"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (bomb(2), "gzip, gzip"),
        (bomb(2), "gzip"),
        (gzip.compress(gzip.compress(NEWS)), "deflate, gzip"),
        (NEWS, "br"),
        (NEWS, "zstd"),
    ],
    ids=["told", "untold", "mixed", "brotli", "zstd"],
)
def test_only_one_layer_is_opened_and_only_of_known_kinds(
    server: LocalServer, body: bytes, encoding: str
) -> None:
    assert refused(server.page("/", body, Content_Encoding=encoding)) == "reply_encoding"


@pytest.mark.parametrize(
    "body",
    [gzip.compress(NEWS * 99)[:-20], gzip.compress(NEWS)[:8] + b"junkjunk", b"plain text", b"\x1f"],
    ids=["cut", "junk", "plain", "first byte"],
)
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_broken_packing_is_refused(server: LocalServer, body: bytes, encoding: str) -> None:
    assert refused(server.page("/", body, Content_Encoding=encoding)) == "reply_broken"


# proxies


@pytest.fixture
def proxy(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    proxy = LocalServer()
    monkeypatch.setenv("http_proxy", f"http://lin:p%40ss@127.0.0.1:{proxy.port}")
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
    yield proxy
    proxy.close()


def test_a_proxy_of_the_surroundings_is_asked_for_what_is_public(proxy: LocalServer) -> None:
    proxy.page("http://news.example/feed", NEWS)
    assert got("http://news.example/feed", Policy()).body == NEWS
    assert proxy.asked[0].headers["host"] == "news.example"
    assert proxy.asked[0].headers["proxy-authorization"] == "Basic bGluOnBAc3M="


def test_a_proxy_is_not_asked_for_what_is_nearby(proxy: LocalServer, server: LocalServer) -> None:
    assert refused("http://127.0.0.1/", Policy()) == "address_private"
    assert refused("http://0x7f.1/", Policy()) == "address_private"
    assert refused("http://localhost/", Policy()) == "address_private"
    assert got(server.page("/", NEWS)).body == NEWS
    assert proxy.asked == []


def test_a_proxy_that_opens_no_tunnel_is_told(proxy: LocalServer) -> None:
    proxy.page("news.example:443", status="403 Forbidden")
    assert refused("https://news.example/", Policy()) == "network_failed"
    assert [asked.method for asked in proxy.asked] == ["CONNECT"]


def test_no_proxy_is_heeded(
    proxy: LocalServer, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *args, **options: real(
            "127.0.0.1" if host == "near.example" else host, *args, **options
        ),
    )
    monkeypatch.setenv("no_proxy", "near.example")
    server.page("/", NEWS)
    assert got(server.url("/", "near.example")).body == NEWS
    assert proxy.asked == []


def test_a_proxy_of_another_kind_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("https_proxy", "socks5://lin:secret@127.0.0.1:1080")
    with pytest.raises(InputError) as caught:
        fetch("https://news.example/", NEAR)
    assert caught.value.code == "proxy_unusable"
    assert "secret" not in str(caught.value.params)


# certificates


@pytest.fixture
def safe() -> Iterator[LocalServer]:
    server = LocalServer(safe=True)
    server.page("/", NEWS)
    yield server
    server.close()


def test_a_certificate_that_nobody_trusts_is_refused(safe: LocalServer) -> None:
    assert refused(safe.url("/")) == "tls_failed"
    assert safe.asked == []


def test_a_trusted_certificate_must_be_for_the_host_that_is_asked(
    safe: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert got(safe.url("/")).body == NEWS
    assert got(safe.url("/", "localhost")).body == NEWS
    place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", safe.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place])
    assert refused(safe.url("/", "other.example")) == "tls_failed"
    assert len(safe.asked) == 2


def test_a_server_without_tls_behind_https_is_refused(server: LocalServer) -> None:
    server.page("/", NEWS)
    assert refused(server.url("/").replace("http:", "https:")) == "tls_failed"
