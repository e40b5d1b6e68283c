"""Weights of a passage's characters: names and nouns much, the words of any news little.

The words were chosen by counting: those most often, and in most articles, among the articles
written for the tests, and the closed classes that belong to them (pronouns, times, measures).
"""

from __future__ import annotations

import re
from functools import cache

from reader.text.folding import fold

FUNCTION = """
的 了 著 在 是 和 與 跟 及 以及 或 或者 也 都 而 而是 而不是 但 但是 並 並且 且 而且 被 把 讓 對
對於 從 往 將 為 為了 因 因為 由 由於 於 至於 之 其 其中 其他 此 因此 此外 這 這個 這些 這次 那
那個 哪 什麼 各 每 某 該 另 另外 同時 同樣 更 最 很 太 較 比較 非常 十分 不 不是 不會 不能 不必
沒 沒有 無 未 並未 並非 尚未 有 將會 也會 可 可以 可能 能 能夠 要 需 需要 須 必須 應 應該 應當 就
又 再 再次 仍 仍然 還 還是 還有 已 已經 曾 曾經 正在 只 只有 只是 才 卻 便 以 以上 以下 以來 以後
以前 所以 如果 若 雖然 即使 然而 不過 除了 只要 無論 關於 根據 依據 按照 據 經過 透過 通過 隨著
作為 成為 受 受到 給 到 至 起 他 她 它 我 你 您 他們 她們 我們 你們 自己 大家 有人 人們 本報 記者
目前 現在 現時 開始 繼續 進行 主要 相關 有關 部分 全部 所有 任何 情況 方面 問題 原因 主因 結果
影響 使 使得 是否 怎麼 如何 為何 預計 預期 預定 計劃 計畫 打算 準備 希望 決定 造成 發生 出現 使用
提供 採取 達到 達成 完成 參加 包括 包含 屬於 位於 來自 用於 當時 並不 均 即 則 等等 左右 單位
機關 民眾 市民 受訪者 數據 資料 調查 研究 報告 分析 負責人 發言人 記者會 涉嫌 起訴 判處 依法 金額
排名 得分 成績
"""
TIMES = """
星期 禮拜 小時 分鐘 今年 去年 明年 前年 後年 年初 年底 月初 月底 上半年 下半年 今天 昨天 明天
前天 後天 今日 昨日 明日 當天 當日 今早 昨晚 今晚 前晚 凌晨 清晨 早上 上午 中午 下午 傍晚 晚上
晚間 上週 本週 下週 週末 上月 本月 下月 上個月 這個月 下個月 近日 日前 近年 過去 未來 最近 期間
截至 為止 季度 本季 上季 同期 同比 環比 首次 至今 隨後 之前 之後 日期
"""
MEASURES = """
人次 萬元 億元 美元 港元 公里 公尺 公分 公斤 公噸 百分點 百分之 約 大約 超過 逾 至少 最多 最高
最低 共 共有 總共 合計 累計 平均 總額 總數 比例 其餘 增加 減少 上漲 下跌 上升 下降 提高 降低 上調
下調 調漲 調降 增至 減至 升至 降至 創下 略高 略低 新高 新低 增長 成長 多出 少了 縮短 延長 擴大
縮小
"""
SAYING = """
表示 認為 指出 說 說明 稱 強調 批評 要求 質疑 坦言 直言 透露 回應 提醒 呼籲 告訴 抱怨 發現 宣布
公布 統計 顯示 查出 認定 獲悉 通知 受訪 採訪 承認 坦承 證實 解釋 補充 估計 建議 主張 發布 公告
聲明 介紹 反映 回憶
"""
NUMERALS = "〇零一二兩三四五六七八九十百千萬億0123456789.%"
COUNTED = "年月日號時點分秒週個位名項件次種條份座家間場輛艘隻張塊人元米噸度倍成歲戶"
"""Words for what is counted or dated, in one character: they weigh nothing beside their number."""
LITTLE = 0.4
"""Weight of the speaker, less than of the statement: the same one says other things, too."""
NAMED = 14
"""Characters before a word of saying, from the beginning of a clause, that name the speaker."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns, in folded text, of words without weight and of speakers."""
    numerals, counted, these = map(fold, (NUMERALS, COUNTED, "這那該每某幾數"))
    number = f"(?:第?[{numerals}]+|[{these}])[{counted}]?|周[{numerals}]"
    nothing = f"{number}|{_either(FUNCTION + TIMES + MEASURES + SAYING)}"
    who = rf'(?:^|(?<=[.!?,;:"]))[^.!?,;:"]{{0,{NAMED}}}?(?:{_either(SAYING)})'
    return re.compile(nothing), re.compile(who)


def _either(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(set(fold(words).split()), key=lambda word: (-len(word), word)))


def worded(text: str) -> list[bool]:
    """Whether each code point of a folded text belongs to words: letters that are no numerals."""
    return [letter.isalnum() and letter not in _numerals() for letter in text]


@cache
def _numerals() -> frozenset[str]:
    return frozenset(fold(NUMERALS))


def telling(text: str) -> list[float]:
    """Weight of each code point of a folded text, 0 to 1."""
    weights = [1.0 if letter.isalnum() else 0.0 for letter in text]
    nothing, who = _patterns()
    for match in who.finditer(text):
        weights[match.start() : match.end()] = [
            LITTLE * weight for weight in weights[match.start() : match.end()]
        ]
    for match in nothing.finditer(text):
        weights[match.start() : match.end()] = [0.0] * len(match[0])
    return weights
