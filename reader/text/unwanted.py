"""Characters that no text of ours has, so that none of them reaches a terminal or an export."""

import re

UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
"""Characters that `text.cleaning` removes wherever they stand: controls but tab and line feed,
those that turn or hide text, and halves of surrogate pairs, which no encoding can carry.
"""
