"""Whether a line's own form makes it a picture's: signs before it, a credit after it.

A credit is a line of its own, or stands in brackets or after the last sentence of its line; the
same words inside a sentence say nothing. The patterns are in the characters of the search fold.
"""

from __future__ import annotations

import re

from reader.text.crediting import shows_nothing
from reader.text.folding import fold

_LONGEST = 120
_LONGEST_PLACED = 60
_LONGEST_NAMED = 40
_MADE = r"(?:翻?摄影?|翻拍|供图|制图|提供|截图|(?:资料|档案|示意)(?:图片?|照片?|画面))"
_AGENCY = (
    r"(?:美联社|路透社?|法新社|欧新社|中新社|新华社|中央社|视觉中国|达志影像|getty(?: ?images)?|ap"
    r"|afp|reuters|epa|unsplash|pexels|shutterstock|pixabay|istock|cnsphoto|ic ?photo)"
)
_OF = r"(?:图片?(?:来源|提供)?|图源|拍摄者|来自|摄影?|翻摄自?|取自)"
_IN_BRACKETS = r"[^()〔〕【】\[\]。]"
_BEGINS = re.compile(
    r"[▲△▼▽◀▶←→↑↓📷📸](?!\s*(?:[+-]?[\d.,]+\s*(?:%|点|元|$)|代表|表示))\s*\S"
    r"|[(【\[]?(?:资料|示意|题|组|配)?图片?(?:来源|说|\d{1,2}|[一二三四五六七八九])?\s*[:/|]\s*[^。\s](?!.*\?$)"
    r"|图片?为[^了此何]"
)
_WHOLE = re.compile(
    r"[(〔【\[]?(?:(?:资料|档案|示意|网[路络上]|视频|画面|影片)(?:图片?|照片?|画面|截图)|截图)[)〕】\]]?"
    rf"|[(〔【\[]?{_OF}\s*[:/|]\s*[^。,?]{{1,30}}"
    r"|[(〔【\[][^()]{4,110}[。!?\s/][^\s。,()]{2,6}\s?摄[)〕】\]]"
    r"|(?:受访者|[^\s。,!?:]{2,6}\s?)供图。?"
    r"|(?:图片?|照片|相片|插图|截图)[均皆都]?由(?![谁何])[^\s。,]{2,14}(?:提供|拍摄|摄影?)"
)
_ENDS = re.compile(
    rf"[(〔【\[](?:{_IN_BRACKETS}{{0,20}}?(?:{_OF}\s?[:/|]|取自){_IN_BRACKETS}{{1,24}}"
    rf"|{_IN_BRACKETS}{{0,20}}?{_MADE}|{_IN_BRACKETS}{{0,6}}?{_AGENCY}{_IN_BRACKETS}{{0,12}})"
    r"[)〕】\]]$"
    rf"|[(〔【\[]{_IN_BRACKETS}{{0,20}}?(?:摄影?|(?:资料|档案|示意)(?:图片?|照片?))[)〕】\]]。$"
    rf"|(?:[。!?)\"/]\s*|\s){_OF}\s?[:/|]\s?[^\s。,]{{1,20}}$"
    r"|(?:[。!?)\"/,]\s*|\s)(?:图片来源|图源|拍摄|摄影|图片?(?=\s?/))\s?[:/|]\s?[^。,]{2,20}$"
    r"|(?:[。!?)\"/]\s*|\s)(?:[^\s。,!?]{0,8}?(?:记者|通讯员)\s?)?[^\s。,!?()]{2,12}\s?"
    r"(?:摄|供图|提供|翻摄|资料照片?)$"
    r"|记者[^\s。,]{2,4}(?:摄|传真|翻摄)(?:\s?\d{2,4}年\d{1,2}月\d{1,2}日)?$"
    rf"|^[^。!?]{{2,60}}[(〔【\[][^。()]{{0,4}}来源:{_IN_BRACKETS}{{1,24}}[)〕】\]]$"
    rf"|。\s*{_AGENCY}(?:发|\s*\S{{2,8}}摄|\s*资料)?$"
)
_PLACED = re.compile(
    r"\((?:[左右中前后上下]|图)(?:[起一二三四1-5][^)]{0,4}|图|侧)?\)|\([左右][一二三四五起1-5]\)"
)
_SIDED = re.compile(r"(?<=\w)(?<![党派图片])\([左右](?:[起一二三四五1-5]|侧)?\)")
_ASKED = re.compile(r"(?:[qa问答]|q\d+|a\d+|记者|主持人)\s*[:.、]")


def is_placed(line: str) -> bool:
    """Whether a short sentence places the people in a picture: 王大明（右）."""
    text = fold(line)
    named = len(line) <= _LONGEST_NAMED and text.count(",") < 2 and "。" not in text[:-1]
    return named and bool(_SIDED.search(text)) and not _ASKED.match(text)


def is_credited(line: str, *, pictured: bool = False) -> bool:
    """Whether a line has a picture's sign (▲) or credit, or places people at the side of one."""
    if len(line) > _LONGEST:
        return False
    text = fold(line)
    if _ASKED.match(text) or shows_nothing(line):
        return False
    if _BEGINS.match(text) or _WHOLE.fullmatch(text) or _ENDS.search(text):
        return True
    return pictured and len(line) <= _LONGEST_PLACED and bool(_PLACED.search(text))
