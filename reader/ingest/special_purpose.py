"""IP addresses of the public internet, by a table of our own.

Source: IANA's IPv4 and IPv6 Special-Purpose Address Registries, the IPv4 and IPv6 address space
registries and those of multicast, as of April 2025: the newest entry is 100:0:0:1::/64 (RFC 9780).
The table of Python's `ipaddress` differs from one version to the next; this one does not.

Stricter than the registries in one point: the blocks of protocol assignments (192.0.0.0/24,
2001::/23) are refused whole, though a few numbers in them are called globally reachable. Nothing
to read lies there, and what answers at their anycast numbers may be the gateway next door.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

NOT_GLOBAL_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private use
        "100.64.0.0/10",  # shared by the customers of a provider
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # this link; services of clouds, too
        "172.16.0.0/12",  # private use
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4, deprecated
        "192.168.0.0/16",  # private use
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and limited broadcast
    )
)
"""IPv4 blocks that are not globally reachable unicast."""

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that IANA hands out as global unicast."""

NOT_GLOBAL_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID and the like
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
"""Parts of `GLOBAL_UNICAST` that are not globally reachable; nothing outside of it is either."""

MAPPED, NAT64 = IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")

_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
"""Beginnings of an interface identifier that ends in an IPv4 address (RFC 5214, 6.1)."""

_IPV4 = 0xFFFF_FFFF


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address is globally reachable unicast, in every version of Python the same.

    One that carries an IPv4 address (mapped, NAT64, 6to4, ISATAP) is judged by that, too.
    """
    if isinstance(number, IPv4Address):
        return not any(number in block for block in NOT_GLOBAL_4)
    if number.scope_id is not None:
        return False
    if number in MAPPED or number in NAT64:
        return is_public(IPv4Address(int(number) & _IPV4))
    if number not in GLOBAL_UNICAST or any(number in block for block in NOT_GLOBAL_6):
        return False
    if number in SIX_TO_FOUR and not is_public(IPv4Address(int(number) >> 80 & _IPV4)):
        return False
    isatap = int(number) >> 32 & _IPV4 in _ISATAP
    return not isatap or is_public(IPv4Address(int(number) & _IPV4))
