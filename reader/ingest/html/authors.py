"""Who wrote an article: from its byline in the words that Chinese media use, and from metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_NAME = (
    rf"[{_HAN}]{{2,4}}(?:[·．・][{_HAN}]{{1,8}})?|[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){{1,3}}"
)
_NAMES = rf"(?P<names>(?:{_NAME})(?:(?:\s*[、,，&＆/／和與与]\s*|\s+)(?:{_NAME}))*?)"
_REPORTER = r"(?:(?:本[報报刊台網网]|特[約约派]|[實实][習习]|[駐驻]\S{2,4}|[專专][題题案]|[財财][經经]|中央社|新[華华]社|中新社|[見见][習习]|(?:[綜综]合|文字))?[記记]者)"
_DATELINE = re.compile(
    rf"{_REPORTER}\s*(?P<run>[{_HAN}]{{4,7}}?)\d{{1,2}}日(?:專|专|外|綜合|综合)?[電电]"
)
_AFTER_REPORTER = re.compile(
    rf"{_REPORTER}\s*[：:／/]?\s*{_NAMES}\s*(?=$|[／/）)】〕\]〉》|｜，,。]|[{_HAN}]{{2,6}}(?:[報报][導导道]|[電电讯訊])|[報报][導导道]|[綜综]合|\s[{_HAN}]{{2,5}}[報报][導导道]|\s*\d|\s+(?:[編编責责][輯辑任]|[攝摄]影|[發发][自於于]|通[訊讯][員员]|圖|图))"
)
_WORK = r"(?:撰\s*文|文字|採訪(?:[、／/]撰文)?|采访|撰\s*稿|作\s*者|文|主筆|主笔|[記记]者|採訪撰文|编译|編譯|by)"
_LABELLED = re.compile(
    rf"(?:^|[\s（(【〔｜|／/])(?:{_WORK}[、及/／和]?)+(?:[^\S\n]*[：:／/｜|丨︱][^\S\n]*|\s+){_NAMES}(?=$|[\s）)】〕／/｜|丨，,。；;：:（(])",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    rf"》\s*(?:特[約约])?(?:作者|[記记]者|主筆|主笔|撰稿人?)\s*[：:]?\s*{_NAMES}\s*$"
)
_SIGNED = re.compile(
    rf"[（(〔【](?P<names>{_NAME}(?:、(?:{_NAME}))*)[／/][{_HAN}]{{2,6}}[報报][導导道][）)〕】]"
)
_BY_MEDIUM = re.compile(
    rf"^(?P<names>{_NAME})\s*[／/]\s*[{_HAN}A-Za-z]{{2,10}}(?:[報报社網网刊台]|[週周]刊|日報|日报|新[聞闻])$"
)
_PICTURES = re.compile(r"[攝摄翻]|[圖图]片|提供|[資资]料")
_NO_PERSON = re.compile(
    r"[攝摄]$|翻[攝摄拍]|[網网][路絡络]|整理|[編编][輯辑]|新[聞闻]|[報报][導导道社]|日[報报]|[時时][報报]|[週周]刊|[電电][視视台]|[雜杂][誌志]|通[訊讯]|中心|本[報报刊]|[綜综]合|[財财][經经]"
    r"|[記记]者|[發发][佈布稿]|[來来]源|[轉转][載载]|作者|不詳|匿名|小[編编]|[團团][隊队]|公司|集[團团]|[頻频]道|[官]方|admin|editor|staff|desk|news|media|team|http|www|\.com|@|\d"
    r"|^(?:[台臺]北|[台臺]中|[台臺]南|高雄|桃[園园]|新竹|基隆|花[蓮莲]|香港|北京|上海|[廣广]州|深圳|台[灣湾]|[臺]灣)|[導导][讀读]|^(?:今日|昨日|今天|昨天|表示|指出|[獲获]悉|[從从]|了解|[瞭]解|查[詢询]|[現现]場|[會会]|[問问]|在|[對对])"
    r"|(?:[獲获]悉|了解到?|[從从]|[採采][訪访]|[調调]查|[發发][現现])$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    "歐陽|欧阳|司馬|司马|諸葛|诸葛|上官|東方|东方|皇甫|尉遲|尉迟|公孫|公孙|夏侯|令狐|張簡|范姜|端木|司徒|慕容|長孫|长孙"
)
_MOST = 6


def authors_of(said: Iterable[str], lines: Sequence[str], site: str) -> tuple[str, ...]:
    """The persons who wrote an article: those that the page's metadata names, else its byline.

    `lines` are those about the headline, the first of the text and the last ones; `site` is the
    publisher, which is no person.
    """
    persons = _persons(said, site)
    if persons:
        return persons
    for line in lines:
        if found := _in_line(line):
            return found
    return ()


def _persons(said: Iterable[str], site: str) -> tuple[str, ...]:
    found: list[str] = []
    for value in said:
        value = re.sub(
            r"^(?:[記记]者|作者|文|撰文|by)\s*[：:／/]?\s*", "", value.strip(), flags=re.IGNORECASE
        )
        names = [value] if re.fullmatch(_NAME, value) else re.split(r"[、,，;；/／&＆\s]+", value)
        found += [
            name
            for name in names
            if re.fullmatch(_NAME, name) and not _NO_PERSON.search(name) and name not in site
        ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _in_line(line: str) -> tuple[str, ...]:
    """The names in a line that a byline's words introduce."""
    head = line[:120] if len(line) <= 200 else f"{line[:60]}\n{line[-60:]}"
    if found := _DATELINE.search(head):
        return (_name_of(found["run"]),)
    for form in (_SIGNED, _AFTER_REPORTER, _LABELLED, _OF_WORK, _BY_MEDIUM):
        for found in form.finditer(head):
            rest = head[found.end() : found.end() + 4]
            names = tuple(
                name
                for name in re.split(r"[、,，&＆/／和與与\s]+", found["names"])
                if name and not _NO_PERSON.search(name)
            )
            if names and not _PICTURES.match(rest.lstrip("／/ ")):
                return names[:_MOST] if " " not in found["names"] or _latin(names) is None else ()
    return ()


def _latin(names: Sequence[str]) -> str | None:
    return next((name for name in names if name.isascii()), None)


def _name_of(run: str) -> str:
    """The name in `邱俊欽桃園`: a name and a place, of which neither has less than two signs."""
    if _COMPOUND.match(run):
        return run[:4] if len(run) >= 6 else run[:3]
    return run[:3] if len(run) >= 5 else run[:2]
