"""What a published package says of its home: its addresses, and a README whose links lead there.

PROJECT_URL names the project's page (make dist PROJECT_URL=https://…). Without it no address is
given, since none would be true, and the picture is left out, since no index could show it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)]+)\)")


class Home(MetadataHookInterface):
    """Fills in `readme` and `urls`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called by hatchling when it builds or asks for the metadata."""
        home = os.environ.get("PROJECT_URL", "").rstrip("/")
        readme = (Path(self.root) / "README.md").read_text("utf-8")
        text = described(readme, home, f"v{metadata['version']}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        metadata["urls"] = addresses(home) if home else {}


def addresses(home: str) -> dict[str, str]:
    """The addresses that indexes list."""
    return {
        "Homepage": home,
        "Issues": f"{home}/issues",
        "Changelog": f"{home}/blob/HEAD/CHANGELOG.md",
    }


def described(readme: str, home: str, tag: str) -> str:
    """The README where none of the project's files lies beside it."""

    def absolute(link: re.Match[str]) -> str:
        picture, text, target = link.groups()
        if home:
            return f"{picture}[{text}]({home}/{'raw' if picture else 'blob'}/{tag}/{target})"
        return "" if picture else text

    return LINK.sub(absolute, readme)
