"""Addresses without the parts that were added to track who follows a link."""

from __future__ import annotations

import re

from reader.ingest.addresses import link, quoted

_NAMES = re.compile(
    r"utm(?:_\w+)?|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id"
    r"|_hs(?:enc|mi)|hsctatracking|mkt_tok|vero_(?:id|conv)|oly_(?:anon|enc)_id|_openstat|wickedid"
    r"|(?:at|ns|itm|pk|mtm|matomo|piwik)_(?:medium|campaign|source|custom\d*|creation|format|kwd"
    r"|keyword|content|group|placement|mchannel|linkname|fee)|spm(?:_id_from)?|xtor|cmpid|smid"
    r"|ref_src|share_(?:token|source|medium)",
    re.IGNORECASE,
)
_VALUES = re.compile(r"\d*(?:rss|atom|feed|rdf)s?[-_]?\w{0,9}", re.IGNORECASE)
"""Values that name where somebody came from, whatever their name is: `from=rss`, `source=feed`."""
_CAME_FROM = re.compile(
    r"(?:from|ref|referrer|source|src|via|f|cid|emc|partner|feature|medium|campaign|origin)"
)
_NO_PLACES = ("rss", "feed", "atom", "comments", "respond")


def item_link(base: str, reference: str) -> str:
    """A link of a feed as `addresses.link` gives it, with its fragment and without tracking.

    Items of one page, such as those of a list of releases, differ in the fragment alone.
    """
    whole = link(base, reference)
    fragment = "".join(reference.partition("#")[2].split())
    try:
        return untracked(f"{whole}#{quoted(fragment)}") if whole and fragment else untracked(whole)
    except ValueError:
        return untracked(whole)


def untracked(url: str) -> str:
    """An address without the parameters of its query, and without a fragment, that only track."""
    rest, _, fragment = url.partition("#")
    page, asked, query = rest.partition("?")
    if asked:
        kept = "&".join(part for part in query.split("&") if not _tracks(part))
        page = f"{page}?{kept}" if kept or not query else page
    places = fragment.lower() not in _NO_PLACES and not any(map(_tracks, fragment.split("&")))
    return f"{page}#{fragment}" if fragment and places else page


def _tracks(part: str) -> bool:
    name, _, value = part.removeprefix("amp;").partition("=")
    if _NAMES.fullmatch(name):
        return True
    return bool(_CAME_FROM.fullmatch(name.lower()) and _VALUES.fullmatch(value))
