"""The texts on screen: three languages that say the same, and no text that is asked for in vain."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import reader
from reader.exchange.registry import FORMATS
from reader.model import Status, Tag
from reader.tui.keymap import MODES
from reader.tui.kit.status_line import FOR_KEYS
from reader.tui.kit.strips import cells
from reader.tui.session.session import QUOTE
from reader.words import LANGUAGES, PARTS, load, table_file
from tools.generate_words import ALONE, MAINLAND, convert, gaps, rows, source, table

PACKAGE = Path(reader.__file__).parent
TABLES = {language: table(language) for language in LANGUAGES}
ENGLISH = TABLES["en"]


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "words":
            yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8"))


def constants(node: ast.expr) -> Iterator[str]:
    """The strings an expression can be: `"a" if x else "b"` gives both."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def looked_up() -> Iterator[tuple[str, int, str]]:
    """(module, line, key) wherever a text is asked for by a key that is written out."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ("words", "_words", "show_message"):
                for key in constants(node.args[0]) if node.args else ():
                    yield name, node.lineno, key


def spelled() -> Iterator[tuple[str, str]]:
    """(module, string) for every string in the code that can only be a key."""
    # `app.…` names actions of Textual, `sample.…` a file.
    families = {key.split(".")[0] for key in ENGLISH if "." in key} - {"app", "sample"}
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                first, dot, rest = node.value.partition(".")
                whole = rest.replace(".", "").replace("_", "").isalpha() and rest[-1] != "."
                if dot and first in families and whole:
                    yield name, node.value


def prefixes() -> Iterator[tuple[str, str]]:
    """(module, start) of every key that is put together: `f"status.{status}"` gives "status."."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ("words", "_words", "show_message"):
                for part in node.args[:1]:
                    if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant):
                        yield name, str(part.values[0].value)


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """(module, code, names of the parameters) of every error that is raised with a written code."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ("InputError", "LibraryError"):
                names = {keyword.arg for keyword in node.keywords}
                for code in constants(node.args[0]):
                    if None not in names:
                        yield name, code, {str(it) for it in names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts(language: str) -> None:
    assert TABLES[language].keys() == ENGLISH.keys()


def test_no_text_is_written_twice() -> None:
    keys = Counter(row[0] for part in PARTS for row in rows(part)[1:] if len(row) > 1)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("part", PARTS)
def test_a_table_has_a_head_and_four_columns_without_a_hole(part: str) -> None:
    head, *others = rows(part)
    assert head == ["key", "en", "zh_Hant", "zh_Hans"]
    assert [row for row in others if len(row) == 1 and not row[0].startswith("# ")] == []
    texts = [row for row in others if len(row) > 1]
    assert [row for row in texts if len(row) != 4 or not all(row)] == []


@pytest.mark.parametrize("language", ["zh_hant", "zh_hans"])
def test_translations_have_the_gaps_of_the_original(language: str) -> None:
    wrong = {
        key: (gaps(text), gaps(TABLES[language][key]))
        for key, text in ENGLISH.items()
        if gaps(text) != gaps(TABLES[language][key])
    }
    assert wrong == {}


def test_every_text_that_the_code_asks_for_exists() -> None:
    asked = list(looked_up())
    assert len(asked) > 80
    assert [it for it in asked if it[2] not in ENGLISH] == []
    assert [it for it in spelled() if it[1] not in ENGLISH] == []


MADE_OTHERWISE = {
    "doctor.disk_unshared": "library_unshared, and what the doctor says of it",
    "doctor.disk_unlocked": "library_unlocked, and what the doctor says of it",
}


def test_every_text_is_asked_for() -> None:
    strings: set[str] = set()
    made: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings |= {node.value, *re.split(r"[\s.]+", node.value)}
            elif isinstance(node, ast.JoinedStr):
                parts = [it.value if isinstance(it, ast.Constant) else None for it in node.values]
                if re.search("[a-z][._]|[._][a-z]", "".join(map(str, filter(None, parts)))):
                    made.add("".join("(.+?)" if it is None else re.escape(str(it)) for it in parts))
    for path in PACKAGE.rglob("*.jinja"):
        strings |= {*re.findall(r"words\('([a-z_.]+)'", path.read_text("utf-8"))}
    patterns = [re.compile(each) for each in made if len(each) < 60]

    def known(key: str, depth: int = 2) -> bool:
        whole, _, last = key.rpartition(".")
        if key in strings or (whole in ENGLISH and {whole, last} <= strings):
            return True
        if depth < 2 and all(part in strings for part in key.split(".")):
            return True
        found = (pattern.fullmatch(key) for pattern in patterns if depth)
        return any(it and all(known(part, depth - 1) for part in it.groups()) for it in found)

    assert {key for key in ENGLISH if not known(key)} == MADE_OTHERWISE.keys()


def test_every_key_that_is_put_together_belongs_to_a_family() -> None:
    found = list(prefixes())
    assert ("tui/session/check_choices.py", "status.") in found
    assert [it for it in found if not any(key.startswith(it[1]) for key in ENGLISH)] == []


def test_every_value_of_the_model_has_its_words() -> None:
    needed = {f"tag.{tag}" for tag in Tag} | {f"tag.{tag}.glyph" for tag in Tag}
    needed |= {f"status.{status}" for status in Status}
    needed |= {f"export.format.{name}" for name in FORMATS}
    assert needed <= ENGLISH.keys()


def test_every_command_has_its_words() -> None:
    commands = [command for mode in MODES for command in mode]
    assert {command.title for command in commands} <= ENGLISH.keys()
    assert {f"group.{command.group}" for command in commands} <= ENGLISH.keys()


def test_every_error_has_words_and_fills_their_gaps() -> None:
    errors = list(raised())
    assert len({code for _, code, _ in errors}) > 20
    assert [it for it in errors if f"error.{it[1]}" not in ENGLISH] == []
    # The command line says "…" where an error from deep inside knows no path.
    short = [
        (where, code)
        for where, code, names in errors
        if not set(gaps(ENGLISH[f"error.{code}"])) <= names | {"path"}
    ]
    assert short == []


def test_the_simplified_table_is_freshly_made() -> None:
    for part in PARTS:
        assert table_file(part).read_bytes() == source(part).encode(), "run `make words`"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("command.undo", "撤销"),
        ("command.search", "搜索"),
        ("command.help", "帮助"),
        ("command.copy", "复制"),
        ("command.export", "导出"),
        ("tag.fact.glyph", "实"),
        ("tag.opinion.glyph", "观"),
        ("tag.none.glyph", "无"),
        ("error.file_empty", "“{path}”里没有文字。请确认文件已经保存，或改用另一个文件。"),
    ],
)
def test_the_mainland_says_it_its_own_way(key: str, text: str) -> None:
    assert TABLES["zh_hans"][key] == text


def test_conversion_keeps_gaps_and_uses_the_longest_entry() -> None:
    assert convert("已匯出 {count} 條到 {path}") == "已导出 {count} 条到 {path}"
    assert convert("計程車的軟體、乾燥的頭髮") == "出租车的软件、干燥的头发"


def test_simplified_texts_hold_no_traditional_character() -> None:
    kept = {"眉批": "眉批"}
    simplified = {key: convert(text, "t2s", kept) for key, text in TABLES["zh_hans"].items()}
    left = {key: text for key, text in TABLES["zh_hans"].items() if simplified[key] != text}
    assert left == {}


def test_no_replacement_cuts_a_longer_word() -> None:
    # 篩選|取名 is no 選取, 重新打開 no 重新打: what is made must hold the word as often.
    pairs = {
        "檔案": "文件", "資料夾": "文件夹", "資料庫": "数据库", "文庫": "文库", "電腦": "电脑",
        "程式": "程序", "連結": "链接", "篩選": "筛选", "重新打開": "重新打开",
        "打開": "打开", "標記者": "标注者", "查核": "核查", "離開": "退出", "設定檔": "配置文件",
        "備份": "备份", "證據": "证据", "文章": "文章", "版本": "版本", "磁碟": "磁盘",
    }  # fmt: skip
    cut = [
        (key, word)
        for key, text in TABLES["zh_hant"].items()
        for word, made in pairs.items()
        if TABLES["zh_hans"][key].count(made) < text.count(word)
    ]
    assert cut == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cures_is_not_cut_off(language: str) -> None:
    words = load(language)
    tagged = words("done.tagged", glyph=words("tag.fact.glyph"), quote="中" * QUOTE + "…")
    for text in (
        words("ime"),
        words("listing.ime"),
        words("paste.ignored"),
        f"{tagged}　{words('sample.aside')}",
    ):
        assert cells(text) <= 80 - FOR_KEYS, text


def test_every_replacement_is_of_use() -> None:
    said = "\n".join(TABLES["zh_hant"].values())
    assert [word for word in (*MAINLAND, *ALONE) if word not in said] == []


FOREIGN = {
    "zh_hant": "文件夾 信息 默認 字符 軟件 程序 打印 用戶 網絡 搜索 屏幕 鏈接 菜單 視頻 設置 "
    "保存 撤銷 幫助 導出 光標 標注 標註 註記 佇列 分類 私人 這部電腦 資料庫檔案",
    "zh_hans": "日志档 原档 程式 套件 资料夹 资料库 字元 位元 萤幕 软体 硬碟 网路 连结 设定 游标 "
    "滑鼠 汇出 复原 搜寻 标记 信息夹 会帮助 可加帮助 荧光 收合 卷动",
}
"""Words of the other side of the strait, and words that were given up for one that means it."""


@pytest.mark.parametrize("language", FOREIGN)
def test_no_text_has_words_of_another_place(language: str) -> None:
    words = FOREIGN[language].split()
    texts = TABLES[language].items()
    assert [(key, word) for key, text in texts for word in words if word in text] == []


@pytest.mark.parametrize("language", ["zh_hant", "zh_hans"])
def test_chinese_is_set_with_full_width_punctuation(language: str) -> None:
    # The language of the search, a file's ending and addresses are typed in half width.
    typed = re.compile(
        r"\S*://\S*|(标|標|谁说|誰說|标签|標籤|媒体|媒體|起|在|判定|label|by|from|source):\S+"
    )
    half = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]|\.\.\.")
    texts = TABLES[language].items()
    assert [(key, text) for key, text in texts if half.search(typed.sub("", text))] == []


def test_no_count_stands_before_a_plural() -> None:
    # "1 notes": a count follows its noun, or chooses its word: {count:note|notes}.
    numbers = (
        "count total new number marked claims left left_out marks articles lost facts opinions "
        "nones used unread private orphan script same accepted placed added changed items notes "
        "annotations highlights labels skipped failed others taken unsure untagged"
    )
    plural = re.compile(
        rf"\{{(?:{'|'.join(numbers.split())})\}} (?:(?:more|private|other|of others) )*"
        r"(?:[a-z]{2,}s|ones|are|were|have)\b"
    )
    assert {key: text for key, text in ENGLISH.items() if plural.search(text)} == {}


def test_words_fill_their_gaps() -> None:
    words = load("zh_hans")
    assert words("too_small", width=30, height=8) == "太小了（30×8），要 40×10"
    with pytest.raises(KeyError):
        words("no.such.text")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "1 article", "12,345 articles"), ("zh_hans", "1 篇", "12,345 篇")],
)
def test_a_number_chooses_its_word(language: str, one: str, many: str) -> None:
    words = load(language)
    assert words("search.count", count=1) == one
    assert words("search.count", count=12345) == many
    said = words.stored_error("quote_ambiguous", {"quote": "甲", "count": 1}, lambda _, it: f"{it}")
    assert "1" in said
    assert "{" not in said
    assert words.stored("search.count", {"count": "many"}) is None or language != "en"
