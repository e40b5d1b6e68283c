"""Which numbers are public: row by row what IANA's registries say, in every version of Python."""

from ipaddress import IPv4Network, IPv6Address, ip_address, ip_network

import pytest

from reader.ingest.special_purpose import is_public

NOT_GLOBAL = (
    # IPv4 Special-Purpose Address Registry, and the multicast and reserved space
    "0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
    " 192.0.0.0/24 192.0.0.0/29 192.0.0.8/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24"
    " 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 239.255.255.255/32"
    " 240.0.0.0/4 255.255.255.255/32"
    # IPv6 Special-Purpose Address Registry
    " ::1/128 ::/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:2::/48 2001:10::/28"
    " 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7 fe80::/10"
    # what IANA has not handed out as global unicast, and multicast
    " ::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3 e000::/4"
    " f000::/5 f800::/6 fec0::/10 ff00::/8 ff0e::/16"
)
"""Every block of which the registries do not say that it is globally reachable."""

REFUSED_ALL_THE_SAME = (
    "192.0.0.9 192.0.0.10 2001:1::1 2001:1::2 2001:1::3 2001:3::1 2001:4:112::1 2001:20::1"
    " 2001:30::1 192.88.99.1 2001:0:4136:e378:8000:63bf:3fff:fdd2"
)
"""Called reachable or left open, but no page lies there: assigned to protocols, and tunnels."""

BESIDE = (
    "1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0"
    " 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0"
    " 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0"
    " 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255"
    " 192.31.196.1 192.52.193.1 192.175.48.1 2620:4f:8000::1"
    " 2001:200:: 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9:: 2003:: 2606:4700::1111"
    " 2a00:1450::1 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff 3fff:1000::"
)
"""Just outside of each block, and what the registries call globally reachable."""

CARRIERS = {
    "mapped": lambda four: IPv6Address(f"::ffff:{four}"),
    "nat64": lambda four: IPv6Address(f"64:ff9b::{four}"),
    "6to4": lambda four: IPv6Address(0x2002 << 112 | int(four) << 80 | 1),
    "isatap": lambda four: IPv6Address(f"2606:4700::5efe:{four}"),
    "isatap of a unique number": lambda four: IPv6Address(f"2606:4700::200:5efe:{four}"),
}


@pytest.mark.parametrize("block", NOT_GLOBAL.split())
def test_nothing_of_a_special_block_is_public(block: str) -> None:
    network = ip_network(block)
    middle = network[network.num_addresses // 2]
    for number in (network[0], middle, network[-1]):
        # ::ffff:0:0/96 and 64:ff9b::/96 are judged by what they carry.
        assert not is_public(number), number


@pytest.mark.parametrize("number", REFUSED_ALL_THE_SAME.split())
def test_where_no_page_lies_nothing_is_asked(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", BESIDE.split())
def test_what_lies_beside_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize("carried", CARRIERS)
def test_what_carries_a_number_is_judged_by_it(carried: str) -> None:
    carrier = CARRIERS[carried]
    for block in (each for each in NOT_GLOBAL.split() if "." in each):
        network = IPv4Network(block)
        assert not is_public(carrier(network[0]))
        assert not is_public(carrier(network[-1]))
    for number in (each for each in BESIDE.split() if "." in each):
        assert is_public(carrier(ip_address(number)))


@pytest.mark.parametrize("number", ["::7f00:1", "::ffff:0:7f00:1", "fe80::1%lo", "2606:4700::1%lo"])
def test_forms_of_old_and_numbers_of_one_link_are_not_public(number: str) -> None:
    assert not is_public(ip_address(number))
