"""`python -m tools.generate_words`: write the Simplified Chinese column of the tables of words.

The Traditional texts are converted by OpenCC's own configuration `tw2sp` (Taiwan to mainland,
with vocabulary). `MAINLAND` goes before its dictionaries: what the mainland calls differently on a
screen, and what no dictionary can know to be a term of this program.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from string import Formatter

from reader.text.scripts import view
from reader.words import COLUMNS, PARTS, table_file

CONFIG = "tw2sp"

MAINLAND: dict[str, str] = {
    "復原": "撤销",
    "新增": "新增",
    "搜尋": "搜索",
    "文章檔案": "文章的文件",
    "匯出成檔案": "导出为文件",
    "依節": "按小节",
    "依來源": "按来源",
    "依查核結果": "按核查结果",
    "依標記者": "按标注者",
    "指令": "命令",
    "檢視表": "视图",
    "尋找指令": "查找命令",
    "打字就能找": "输入即可查找",
    "打名字": "输入名字",
    "打一個名字": "输入名字",
    "打數字": "输入数字",
    "打條件": "输入条件",
    "打一個詞": "输入一个词",
    "是不是要打": "是不是要输入",
    "邊打邊找": "边输入边查找",
    "邊打字邊篩選": "边输入边筛选",
    "打好的字": "已输入的字",
    "重打": "重新输入",
    "離開": "退出",
    "套件": "软件包",
    "網址列": "地址栏",
    "安全連線": "安全连接",
    "回覆了代碼": "返回了代码",
    "連接埠": "端口",
    "空白鍵": "空格键",
    "補齊": "补全",
    "輸入列": "输入栏",
    "收合": "折叠",
    "資料欄": "元数据",
    "複製": "复制",
    "覆寫": "覆盖",
    "選取": "选择",
    "整個選取": "整体选中",
    "選取範圍": "选中范围",
    "貼上它": "加上它",
    "貼上或取下": "加上或去掉",
    "已貼標籤": "已加标签",
    "已取下": "已去掉",
    "貼了這個標籤": "有这个标签",
    "正在存檔": "正在保存",
    "沒有存進去": "未能保存",
    "眉批已存": "眉批已保存",
    "證據已存": "证据已保存",
    "主題已存": "主题已保存",
    "篩選已存": "筛选已保存",
    "已經存好": "已经保存",
    "先前存好的": "先前保存的",
    "存成純文字": "存为纯文本",
    "純文字": "纯文本",
    "文字檔": "文本文件",
    "設定檔": "配置文件",
    "批次檔": "批量文件",
    "一般檔案": "普通文件",
    "試算表": "表格",
    "終端機": "终端",
    "若只要印出": "若只要打印",
    "要印的東西": "要打印的内容",
    "閱讀畫面": "阅读界面",
    "磁碟存取": "磁盘读写",
    "取代": "替换",
    "內文": "正文",
    "小標": "小标题",
    "圖說": "图注",
    "封存": "归档",
    "星號": "星标",
    "指名過": "指明过",
    "指名讀過": "指明读过",
    "指名之前": "指明之前",
    "不認得的項目": "无法识别的项",
    "可用的項目": "可用的项",
    "符合好幾篇": "匹配好几篇",
    "符合好幾個": "匹配好几个",
    "標記": "标注",
    "查核": "核查",
    "要查": "待查",
    "螢光筆": "高亮",
    "畫上螢光筆": "加高亮",
    "再按一次擦去": "再按一次去掉",
    "已畫螢光筆": "已高亮",
    "已擦去螢光筆": "已去掉高亮",
    "游標自己往下走": "光标自动前进",
    "走到": "跳到",
    "版面": "页面",
    "捲動": "滚动",
    "動到": "涉及",
    "} 筆": "} 条",
}
"""Traditional → Simplified, wherever it stands in a text; the longest wins."""

ALONE = {"說明": "帮助"}
"""Words for a whole text only: 請說明 asks for words, not for help."""

PRINTED = ("cli.", "doctor.", "error.")
QUOTES = str.maketrans("「」『』", "“”‘’")
"""The mainland's quotation marks, where text is printed; on the screens 「」 stay, as “” have no
certain width in a terminal (UAX #11: ambiguous)."""
TITLES = str.maketrans("〈〉", "《》")
"""The mainland's marks of an article's title, everywhere: both are two cells wide."""


def convert(text: str, config: str = CONFIG, first: Mapping[str, str] = MAINLAND) -> str:
    """The text in the other script; words of `first`, the longest of them, are as it says."""
    words = "|".join(map(re.escape, sorted(first, key=len, reverse=True)))
    parts = re.split(f"({words})", text)
    return "".join(
        first[part] if odd % 2 else view(part, config).text for odd, part in enumerate(parts)
    )


def gaps(text: str) -> list[str]:
    """The names of a text's gaps, sorted: `{count}` gives "count", `{count:note|notes}` none."""
    pieces = Formatter().parse(text)
    return sorted(name for _, name, form, _ in pieces if name and "|" not in (form or ""))


def rows(part: str) -> list[list[str]]:
    """The rows of a part: its head, the key and texts of each row, and comments by themselves."""
    return [line.split("\t") for line in table_file(part).read_text("utf-8").splitlines()]


def table(language: str) -> dict[str, str]:
    """All texts of a language by key."""
    column = COLUMNS[language]
    every = (row for part in PARTS for row in rows(part)[1:] if len(row) > 1)
    return {row[0]: row[column] for row in every}


def simplified(key: str, text: str) -> str:
    """The Simplified text for a Traditional one."""
    made = ALONE.get(text) or convert(text)
    return made.translate(TITLES | QUOTES if key.startswith(PRINTED) else TITLES)


def source(part: str) -> str:
    """The whole table of a part, its Simplified column made from the Traditional one."""
    head, *others = rows(part)
    made = ([*row[:3], simplified(row[0], row[2])] if len(row) > 1 else row for row in others)
    return "".join("\t".join(row) + "\n" for row in (head, *made))


def main() -> None:
    """Write the tables."""
    for part in PARTS:
        table_file(part).write_text(source(part), "utf-8", newline="\n")
        sys.stdout.write(f"{table_file(part)}\n")


if __name__ == "__main__":
    main()
