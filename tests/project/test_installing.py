"""`make install` for real: the command, its manual page and its completions under a prefix."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import COMMANDS
from tools.generate_manual import PAGE, manual

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = site.getsitepackages()[0]


def make(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    # What the locks name is found in the tests' own environment, so nothing is fetched.
    return subprocess.run(
        ["make", "--no-print-directory", *words, f"PYTHON={sys.executable}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": PACKAGES, "PIP_NO_INDEX": "1"} | env,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_installing_and_taking_it_away_again(tmp_path: Path) -> None:
    prefix = tmp_path / "a prefix 眉"
    done = make("install", f"PREFIX={prefix}")
    assert done.returncode == 0, done.stderr
    assert f"{prefix}/bin is not in your PATH" in done.stdout
    (packages,) = prefix.glob("lib/meipi/lib/python*/site-packages")
    (packages / "of-the-tests.pth").write_text(f"{PACKAGES}\n")
    # A package of this name in the current folder is not what is run.
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__init__.py").write_text("raise SystemExit('a stranger')")
    shown = subprocess.run(
        [prefix / "bin" / "meipi", "list"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "打響互聯網造車的第一槍" in shown.stdout
    share = prefix / "share"
    assert (share / "man/man1/meipi.1").read_text("utf-8") == PAGE.read_text("utf-8")
    for file, said in (
        ("bash-completion/completions/meipi", "complete -o bashdefault"),
        ("zsh/site-functions/_meipi", "#compdef meipi"),
        ("fish/vendor_completions.d/meipi.fish", "--command meipi"),
    ):
        assert said in (share / file).read_text("utf-8")
    assert make("uninstall", f"PREFIX={prefix}").returncode == 0
    assert [it for it in prefix.rglob("*") if not it.is_dir()] == []


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_a_package_is_staged_under_destdir(tmp_path: Path) -> None:
    assert make("install", f"DESTDIR={tmp_path}/stage", "PREFIX=/usr").returncode == 0
    command = (tmp_path / "stage/usr/bin/meipi").read_text("utf-8")
    assert 'exec "/usr/lib/meipi/bin/python"' in command
    refused = make("install", "PREFIX=relative")
    assert refused.returncode != 0
    assert "absolute path" in refused.stderr


def test_the_manual_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == manual(), "make man"


def test_the_manual_page_names_every_command_and_is_sound() -> None:
    page = PAGE.read_text("utf-8")
    assert [name for name in COMMANDS if f".SS meipi {name}\n" not in page] == []
    man = shutil.which("man")
    if man is None:
        pytest.skip("man is not installed")
    env = {**os.environ, "MANWIDTH": "80", "MANPAGER": "cat"}
    done = subprocess.run(
        [man, "--warnings", "-l", str(PAGE)], env=env, capture_output=True, check=True
    )
    assert done.stderr == b""
    shown = done.stdout.decode()
    assert "meipi feeds refresh" in shown
    assert "打響" in shown
