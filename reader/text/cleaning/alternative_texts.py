"""Alternative texts of pictures: whether one describes something, or only names the file."""

from __future__ import annotations

import re

_SAYS_NOTHING = re.compile(
    # a file name, an address, a slug or a number
    r"\A(?:(?>[^\n]*\.(?:jpe?g|png|gif|webp|svg|bmp|avif|heic|tiff?))(?:[?#@!]\S*)?"
    r"|(?:https?:)?//\S*|data:.*|(?=[!-~]*[\d_-])[\w.@~+-]+|(?-i:[a-z.]+)"
    # what editors of text put there by themselves
    r"|(?:(?:插入|上[傳传]|此[處处])?(?:[圖图](?:[片像]|[檔档]|中)?|照片|相片|封面|配[圖图]|題[圖图]|题图|[縮缩]略?[圖图]|[圖图]片描述)"
    # what systems call the files of what was on the screen, or what was sent
    r"|(?:(?:clean)?(?:screen ?)?shot|[萤螢屏]幕(?:截[圖图]|快照|[攝摄]影|擷取畫面)"
    r"|截[圖图屏]|擷取|snipaste|pasted image|微信(?:截[圖图]|[圖图]片)"
    r"|(?:whatsapp|line|telegram)[ _]image|image|img|dsc|photo|照片|[圖图]片)"
    r"[\s_-]*+(?:\d|[.:_\-\s]|[年月日號号時时分秒點点上下午早晚凌晨]"
    r"|at|am|pm)*+(?:@\dx)?(?:[(（]\d+[)）])?"
    r"|image|img|photo|picture|pic|screenshot|figure|fig|alt(?: text)?)"
    r"[\s_.:：()（）-]*+\d*+[\s)）]*+"
    r"|(?:在[這这]里?裏?裡?|[請请]添加|此[處处])插?入?[圖图]片?描述)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_DATA_IMAGE = re.compile(
    r"!\[([^\[\]]*+)\]\(\s*+<?data:[^()]*+(?:\([^()]*+\)[^()]*+)*+\)", re.IGNORECASE
)
_TAG = re.compile(r"<img\s[^<>]*+>", re.IGNORECASE)
_DATA_TAG = re.compile(r"\ssrc\s*+=\s*+[\"']?\s*+data:", re.IGNORECASE)
_TAG_ALT = re.compile(r"\salt\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"!\[\[[^\[\]\n]*?\.(?:jpe?g|png|gif|webp|svg|bmp|avif|heic|tiff?)(?:[|#][^\[\]\n]*)?\]\]",
    re.IGNORECASE,
)


def alternative(text: str) -> str:
    """An alternative text as words to read: "" if it says nothing.

    >>> [alternative(text) for text in ("局長在會上", "IMG_2031", "01.jpg", "圖片")]
    ['局長在會上', '', '', '']
    """
    text = text.strip()
    return "" if _SAYS_NOTHING.fullmatch(text) else text


def without_data(line: str) -> str:
    """A line of Markdown whose images hold no picture themselves, and no file of a vault's.

    Of an image whose address is its data the alternative text stays, as an image without address.
    """
    if "![" not in line:
        return line
    return _EMBEDDED.sub("", _DATA_IMAGE.sub(r"![\1](<>)", line))


def without_data_tags(text: str) -> str:
    """A paragraph of Markdown whose `img` tags hold no picture themselves, whatever lines they go
    over; of those that do the alternative text stays.

    >>> without_data_tags('渡口<img src="data:image/png;base64,iVBORw0KGgo=">')
    '渡口'
    """
    return _TAG.sub(_without_picture, text) if "<img" in text.lower() else text


def _without_picture(tag: re.Match[str]) -> str:
    if not _DATA_TAG.search(tag[0]):
        return tag[0]
    named = _TAG_ALT.search(tag[0])
    words = " ".join((named[1] or named[2] or "").split()) if named else ""
    return f"![{words}](<>)" if words else ""


_SHORTCODE = re.compile(r"(?<!\\)(?:\{\{[<%](?P<hugo>[^{}\n]*)[>%]\}\}|\{%(?P<liquid>[^{}\n]*)%\})")
_FIGURE = re.compile(
    r"[\s-]*(?:figure|img|image|picture|include [\w/.-]*(?:figure|image)[\w.-]*)\s"
)
_CAPTION = re.compile(r"\b(?:caption|title|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)")


def without_shortcodes(line: str) -> str:
    """A line of Markdown without the shortcodes of Hugo and Liquid; of a figure its caption stays.

    >>> without_shortcodes('{{< figure src="a.jpg" caption="渡口" >}}')
    '![渡口](<>)'
    """
    if "{{" not in line and "{%" not in line:
        return line
    return _SHORTCODE.sub(_shown_of, line)


def _shown_of(shortcode: re.Match[str]) -> str:
    inner = shortcode["hugo"] or shortcode["liquid"] or ""
    caption = _CAPTION.search(inner) if _FIGURE.match(inner) else None
    words = next(filter(None, caption.groups()), "") if caption else ""
    return f"![{words}](<>)" if words else ""
