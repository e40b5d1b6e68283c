"""Addresses in the values of the model: no user name and no password stands in them.

Pages, feeds and files name addresses that somebody has logged in with; what is stored, shown and
exported must not hand that on. So the values themselves take it out, however they were made.

An address may be written in many ways that mean one and the same to a browser (WHATWG URL: any
number of slashes or backslashes, line ends inside), and in some that mean nothing to it and still
show a password. What might be one is taken out.
"""

from __future__ import annotations

import re

_COLON = "(?:[:：]|%(?:25)*+3a)"
_SLASH = r"(?:[/\\／＼]|%(?:25)*+(?:2f|5c))"
_AT = "(?:[@＠﹫]|%(?:25)*+40|%ef%bc%a0|%ef%b9%ab)"
_END = "(?:2f|5c|3f|23)"
_SIGN = rf"(?:[^/\\／＼?#%\s]|%(?!(?:25)*+{_END}))"
_TAKEN = rf"(?:{_SIGN}*{_AT}{_SLASH}*)+"
_SCHEME = "[a-z][a-z0-9+.-]*"
_WEB = f"(?:https?|wss?|ftp){_COLON}"

# What browsers leave out of an address, and what nobody sees in it.
_UNSEEN = (
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]+"
)
_HEAD = (
    rf"\A(\s*+(?:{_SCHEME}{_COLON}{_SLASH}{{2,}}+|{_WEB}{_SLASH}*+"
    rf"|{_SLASH}{{2,}}+))"
)
_FIRST = _HEAD + _TAKEN
# Behind the host's colon stands no port, but a password that holds a slash, a blank or the like.
_NO_PORT = rf"{_HEAD}[^/\\?#:@\[]*+:(?!\d*+(?:[/\\?#]|\Z))[\s\S]*{_AT}"
# Archives, redirects and titles hold whole addresses.
_INSIDE = rf"({_COLON}{_SLASH}{{2,}}+){_TAKEN}"
# Many write one slash of theirs, or none, ...
_INSIDE_LOOSELY = rf"({_WEB}{_SLASH}*+)(?:(?:(?!{_WEB}){_SIGN})*{_AT}{_SLASH}*)+"
# ... or no scheme; then only what has a colon in it is a name and a password. (Not possessive: up
# to Python 3.11.4 such a group goes on from inside a branch that failed.)
_NAME = r"(?:[^/\\／＼?#%\s:@＠﹫]|%(?!(?:25)*(?:2f|5c|3f|23|3a|40)))*"
_INSIDE_BARELY = rf"({_SLASH}{_SLASH}|{_COLON}{_SLASH}){_NAME}(?::|%(?:25)*+3a){_TAKEN}"


def without_credentials(url: str) -> str:
    """An address without the user name and password before its host, and those inside it.

    Of any other text, the addresses in it lose theirs.
    """
    if not _may_have_some(url):
        return url
    seen = re.sub(_UNSEEN, "", url)
    bare = re.sub(_FIRST, r"\1", seen, flags=re.IGNORECASE)
    bare = re.sub(_NO_PORT, r"\1", bare, flags=re.IGNORECASE)
    bare = re.sub(_INSIDE, r"\1", bare, flags=re.IGNORECASE)
    bare = re.sub(_INSIDE_LOOSELY, r"\1", bare, flags=re.IGNORECASE)
    bare = re.sub(_INSIDE_BARELY, r"\1", bare, flags=re.IGNORECASE)
    return url if bare == seen else bare


def _may_have_some(url: str) -> bool:
    return "@" in url or "＠" in url or "﹫" in url or "%" in url


def strip_credentials(value: object, *names: str) -> None:
    """Take user name and password out of these addresses of a frozen value that is being made."""
    for name in names:
        url = getattr(value, name)
        if _may_have_some(url):
            object.__setattr__(value, name, without_credentials(url))


def address_key(url: str) -> str:
    """Key that addresses of one page share: scheme and host as browsers read them.

    http and https are one, and so are a host in capitals, with a final dot or with the port that
    its scheme has anyway. Path, query and fragment stay: they may be other pages.
    """
    url = url.strip()
    found = re.match(r"(https?)://([^/?#\s]+)([/?#].*)?\Z", url, re.IGNORECASE | re.DOTALL)
    if found is None:
        return url
    scheme, host, rest = found[1].lower(), found[2].lower(), found[3] or "/"
    host = host.removesuffix(":443" if scheme == "https" else ":80").removesuffix(".")
    return f"https://{host}{rest if rest[0] == '/' else '/' + rest}"
