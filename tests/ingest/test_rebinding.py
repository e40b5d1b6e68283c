"""Names that answer differently each time they are asked: no private number is ever reached."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from local_server import LocalServer

from reader.errors import InputError
from reader.ingest import network
from reader.ingest.network import Policy, fetch

NEWS = "<p>渡輪十月加開夜班。</p>".encode()
PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"
STRICT = Policy(deadline=10)


@dataclass
class Resolver:
    """Answers for one name with the lists of numbers that were prepared, one after the other.

    The last one is given again and again. Everything else goes to the system's own resolver.
    """

    answers: list[list[str]]
    name: str = "news.example"
    asked: int = 0
    others: list[str] = field(default_factory=list)
    real = staticmethod(socket.getaddrinfo)

    def __call__(self, host, port, *args, **options):
        if host != self.name:
            self.others.append(str(host))
            return self.real(host, port, *args, **options)
        numbers = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return [
            (socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM, 6, "",
             (number, port))
            for number in numbers
        ]  # fmt: skip


@pytest.fixture
def decoy(server: LocalServer) -> Iterator[LocalServer]:
    """A service of the private network, on the same port as the public server."""
    try:
        there = LocalServer(PRIVATE, port=server.port)
    except OSError:
        pytest.skip("this machine has one loopback number only")
    there.page("/", b"<p>secret</p>")
    there.page("/next", b"<p>secret</p>")
    yield there
    there.close()
    assert there.connections == 0


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Resolver:
    made = Resolver([[PUBLIC], [PRIVATE]])
    monkeypatch.setattr(socket, "getaddrinfo", made)
    # One number of this machine counts as public, so that a real connection can be made.
    monkeypatch.setattr(network, "is_public", lambda number: str(number) == PUBLIC)
    return made


def refused(url: str) -> InputError:
    with pytest.raises(InputError) as caught:
        fetch(url, STRICT)
    return caught.value


def test_the_number_that_was_checked_is_the_one_that_is_asked(
    server: LocalServer, decoy: LocalServer, resolver: Resolver
) -> None:
    server.page("/", NEWS)
    assert fetch(server.url("/", "news.example"), STRICT).body == NEWS
    assert resolver.asked == 1
    assert set(resolver.others) <= {PUBLIC}
    assert server.asked[0].headers["host"] == f"news.example:{server.port}"


def test_a_redirect_to_the_same_name_is_resolved_and_checked_anew(
    server: LocalServer, decoy: LocalServer, resolver: Resolver
) -> None:
    start = server.page("/", status="302 Found", Location="/next")
    start = start.replace(server.host, "news.example")
    server.page("/next", NEWS)
    error = refused(start)
    assert (error.code, error.params["address"]) == ("address_private", PRIVATE)
    assert server.targets() == ["/"]
    assert resolver.asked == 2


def test_each_exchange_is_checked_anew_though_the_server_offers_to_stay(
    server: LocalServer, decoy: LocalServer, resolver: Resolver
) -> None:
    """A feed asked again, a retry: nothing is kept of a connection or an answer."""
    url = server.page("/", NEWS, Connection="keep-alive", Keep_Alive="timeout=60")
    url = url.replace(server.host, "news.example")
    assert fetch(url, STRICT).body == NEWS
    assert refused(url).code == "address_private"
    assert server.connections == 1


def test_a_connection_that_is_cut_is_not_made_again_behind_our_back(
    server: LocalServer, decoy: LocalServer, resolver: Resolver
) -> None:
    url = server.bytes("/", b"").replace(server.host, "news.example")
    assert refused(url).code in ("network_failed", "reply_broken")
    assert (resolver.asked, server.connections) == (1, 1)


@pytest.mark.parametrize(
    "numbers",
    [
        [PUBLIC, PRIVATE],
        [PRIVATE, PUBLIC],
        [PUBLIC, PUBLIC, "::1"],
        ["::ffff:127.0.0.2", PUBLIC],
        [PUBLIC, "fe80::1%lo"],
    ],
)
def test_one_private_number_among_public_ones_is_enough(
    server: LocalServer, decoy: LocalServer, resolver: Resolver, numbers: list[str]
) -> None:
    resolver.answers = [numbers]
    server.page("/", NEWS)
    assert refused(server.url("/", "news.example")).code == "address_private"
    assert server.connections == 0


@pytest.mark.parametrize(
    "numbers", [["93.184.216.34", "10.0.0.8"], ["2606:4700::1111", "fd00::1"], ["192.0.0.8"]]
)
def test_the_real_table_decides(
    numbers: list[str], server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver([numbers]))
    assert refused(server.url("/", "news.example")).code == "address_private"


def test_redirects_back_and_forth_are_checked_at_every_step(
    server: LocalServer, decoy: LocalServer, resolver: Resolver
) -> None:
    """Public at each of the first checks, private at the last."""
    resolver.answers = [[PUBLIC]] * 3 + [[PRIVATE]]
    for step in range(3):
        server.page(f"/{step}", status="307 Temporary Redirect", Location=f"/{step + 1}")
    server.page("/3", NEWS)
    url = server.url("/0", "news.example")
    assert refused(url).code == "address_private"
    assert server.targets() == ["/0", "/1", "/2"]
    assert resolver.asked == 4
