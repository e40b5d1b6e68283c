"""Git is told to leave a starter alone, and nothing of a repository made by somebody else runs."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.library import open_library
from reader.library.adopting import exclude, leave_alone
from reader.library.doctor import back_up

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

# Every setting of `git help config` whose value is, or leads to, a command.
COMMANDS = """
core.fsmonitor core.sshCommand core.gitProxy core.pager core.editor core.askPass
core.alternateRefsCommand sequence.editor credential.helper credential.https://x.helper
diff.external diff.x.command diff.x.textconv merge.x.driver merge.tool mergetool.x.cmd
difftool.x.cmd guitool.x.cmd filter.x.clean filter.x.smudge filter.x.process gpg.program
gpg.ssh.program gpg.x509.program gpg.openpgp.program gpg.ssh.defaultKeyCommand
remote.origin.uploadpack remote.origin.receivepack remote.origin.vcs uploadpack.packObjectsHook
pager.update-index pager.ls-files pager.config interactive.diffFilter alias.update-index
alias.ls-files browser.x.cmd man.x.cmd instaweb.httpd instaweb.browser imap.tunnel
sendemail.smtpServer sendemail.toCmd sendemail.ccCmd sendemail.headerCmd
sendemail.sendmailCmd trailer.x.command trailer.x.cmd submodule.x.update tar.x.command
hook.x.command receive.procReceiveRefs gc.recentObjectsHook
"""
HOOKS = """
applypatch-msg commit-msg fsmonitor-watchman post-applypatch post-checkout post-commit
post-index-change post-merge post-receive post-rewrite post-update pre-applypatch pre-auto-gc
pre-commit pre-merge-commit pre-push pre-rebase pre-receive prepare-commit-msg push-to-checkout
reference-transaction sendemail-validate update
"""


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def tracked(folder: Path) -> str:
    """How git has the database: "S" if it leaves it alone, "H" if not."""
    return git(folder, "ls-files", "-v", "--", "annotations.db")[:1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "articles").mkdir(parents=True)
    (folder / "annotations.db").write_bytes(b"a starter")
    (folder / "articles" / "a.md").write_text("一句話。\n", encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "start")
    return folder


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A command that leaves a trace, in a folder of its own."""
    script = tmp_path / "canary" / "run"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{script.parent}/ran"\ncat\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def ran(canary: Path) -> str:
    trace = canary.parent / "ran"
    return trace.read_text(encoding="utf-8") if trace.exists() else ""


def poison(checkout: Path, canary: Path) -> None:
    """Fill a repository with everything that runs a command."""
    hooks = checkout / ".git" / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    for hook in HOOKS.split():
        (hooks / hook).symlink_to(canary)
    (checkout / ".gitattributes").write_text("* filter=x diff=x merge=x\n", encoding="utf-8")
    more = checkout / ".git" / "more"
    for key in COMMANDS.split():
        git(checkout, "config", key, str(canary))
        git(checkout, "config", "--file", str(more), key, str(canary))
    for key, value in (
        ("hook.x.event", "post-index-change"),
        ("include.path", str(more)),
        ("includeIf.gitdir:/.path", str(more)),
        ("core.hooksPath", str(hooks)),
        ("core.attributesFile", str(checkout / ".gitattributes")),
        ("core.untrackedCache", "true"),
        ("remote.origin.url", f"ext::{canary} %S"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"),
        ("protocol.ext.allow", "always"),
        ("filter.x.required", "true"),
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("extensions.worktreeConfig", "true"),
    ):
        git(checkout, "-c", "core.fsmonitor=false", "config", key, value)
    shutil.copy(more, checkout / ".git" / "config.worktree")


def test_nothing_of_a_hostile_repository_runs(checkout: Path, canary: Path) -> None:
    poison(checkout, canary)
    control = checkout.with_name("control")
    shutil.copytree(checkout, control, symlinks=True)
    (canary.parent / "ran").unlink(missing_ok=True)
    subprocess.run(
        ["git", "update-index", "--skip-worktree", "annotations.db"],
        cwd=control,
        check=False,
        capture_output=True,
    )
    assert "post-index-change" in ran(canary)  # asked plainly, git runs it
    (canary.parent / "ran").unlink()
    assert leave_alone(checkout / "annotations.db") is True
    assert ran(canary) == ""
    shutil.rmtree(checkout / ".git" / "hooks")
    (checkout / ".git" / "config").write_text("[core]\n\tbare = false\n", encoding="utf-8")
    assert tracked(checkout) == "S"
    assert not (checkout / ".git" / "index.lock").exists()


def test_git_variables_of_a_hook_do_nothing(
    checkout: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_EDITOR", "GIT_PAGER", "GIT_ASKPASS"):
        monkeypatch.setenv(name, str(canary))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(canary))
    monkeypatch.setenv("GIT_DIR", str(canary.parent))
    monkeypatch.setenv("GIT_INDEX_FILE", str(canary.parent / "index"))
    monkeypatch.setenv("GIT_TRACE", str(canary.parent / "trace"))
    assert leave_alone(checkout / "annotations.db") is True
    assert {path.name for path in canary.parent.iterdir()} == {"run"}
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    assert tracked(checkout) == "S"


def test_a_program_called_git_in_the_folder_is_not_run(
    checkout: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(canary, checkout / "git")
    monkeypatch.chdir(checkout)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert leave_alone(checkout / "annotations.db") is True
    assert ran(canary) == ""


def test_a_library_in_a_folder_of_a_checkout(checkout: Path) -> None:
    below = checkout / "新 聞*" / "library"
    below.mkdir(parents=True)
    (below / "annotations.db").write_bytes(b"another starter")
    git(checkout, "add", ".")
    assert leave_alone(below / "annotations.db") is True
    assert git(below, "ls-files", "-v", "annotations.db").startswith("S")
    assert tracked(checkout) == "H"


def test_what_git_does_not_track_is_none_of_its_business(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "rm", "-q", "--cached", "annotations.db")
    before = (checkout / ".git" / "index").read_bytes()
    assert leave_alone(checkout / "annotations.db") is False
    assert (checkout / ".git" / "index").read_bytes() == before
    (checkout / ".git" / "index").unlink()
    assert leave_alone(checkout / "annotations.db") is False
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "annotations.db").touch()
    assert leave_alone(alone / "annotations.db") is False


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.mark.parametrize(
    "shape", ["git is a link", "git is a file", "index is a link", "git is a pipe", "index is one",
              "locked", "index is no index", "lock is a link"],
)  # fmt: skip
def test_a_repository_that_leads_elsewhere_is_left_alone_and_the_reader_told(
    checkout: Path, tmp_path: Path, shape: str
) -> None:
    victim = tmp_path / "victim"
    shutil.copytree(checkout, victim)
    inside = checkout / ".git"
    if shape in ("git is a link", "git is a file", "git is a pipe"):
        shutil.rmtree(inside)
    else:
        (inside / "index").unlink()
    if shape == "git is a link":
        inside.symlink_to(victim / ".git")
    elif shape == "git is a file":
        inside.write_text(f"gitdir: {victim / '.git'}\n", encoding="utf-8")
    elif shape == "git is a pipe":
        os.mkfifo(inside)
    elif shape == "index is a link":
        (inside / "index").symlink_to(victim / ".git" / "index")
    elif shape == "index is one":
        os.mkfifo(inside / "index")
    else:
        shutil.copy(victim / ".git" / "index", inside / "index")
    if shape == "locked":
        (inside / "index.lock").touch()
    elif shape == "lock is a link":
        (inside / "index.lock").symlink_to(tmp_path / "made")
    elif shape == "index is no index":
        (inside / "index").write_bytes(b"DIRC" + bytes(99))
    before = digests(victim)
    assert leave_alone(checkout / "annotations.db") is None
    assert digests(victim) == before
    assert not (tmp_path / "made").exists()


PARAGRAPH = "市府說，河濱公園去年有三百萬人次到訪。\n"


@pytest.mark.parametrize("below", [".", "新 聞[1]*?/a b\\c!"])
def test_nothing_private_is_added_in_a_foreign_checkout(tmp_path: Path, below: str) -> None:
    """`git add -A` takes the articles and the database, and nothing that lies beside it."""
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("*.log\n", encoding="utf-8")
    place = tmp_path / below
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "a.md").write_text(PARAGRAPH, encoding="utf-8")
    library = open_library(place)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    assert (place / "annotations.db-wal").exists()
    back_up(place)
    for end in (
        "lock",
        "new",
        "2025-10-14T000000.000000.backup",
        "backup.part",
        "2025-10-14T000000.000000.damaged",
        "2025-10-14T000000.000000.salvaged.json",
    ):
        (place / f"annotations.db.{end}").write_text("線人", encoding="utf-8")  # fmt: skip
    git(tmp_path, "add", "-A")
    added = git(tmp_path, "ls-files", "-z").split("\0")[:-1]
    assert sorted(Path(name).name for name in added) == [".gitignore", "a.md", "annotations.db"]
    library.close()
    rules = (tmp_path / ".git" / "info" / "exclude").read_text(encoding="utf-8")
    again = open_library(place)
    again.submit(lambda edits: edits.become("李")).result()
    again.close()
    assert (tmp_path / ".git" / "info" / "exclude").read_text(encoding="utf-8") == rules


def test_backups_stay_out_of_a_checkout_whose_rules_cannot_be_written(tmp_path: Path) -> None:
    """In a worktree `.git` is a file; the folder of the backups keeps git away by itself."""
    main, tree = tmp_path / "main", tmp_path / "tree"
    main.mkdir()
    git(main, "init", "-q")
    git(main, "commit", "-q", "--allow-empty", "-m", "start")
    git(main, "worktree", "add", "-q", str(tree))
    library = open_library(tree)
    library.submit(lambda edits: edits.become("王")).result()
    back_up(tree)
    library.close()
    git(tree, "add", "-A")
    assert set(git(tree, "ls-files").split()) == {"annotations.db", "annotations.db.lock"}
    assert not (tree / "annotations.db.lock").stat().st_size


@pytest.mark.parametrize("what", ["info", "info/exclude"])
def test_the_rules_of_git_are_not_written_through_a_link(
    checkout: Path, tmp_path: Path, what: str
) -> None:
    victim = tmp_path / "victim"
    (victim / "info").mkdir(parents=True)
    (victim / "info" / "exclude").write_text("mine\n", encoding="utf-8")
    link = checkout / ".git" / what
    if what == "info":
        shutil.rmtree(link)
    else:
        link.unlink()
    link.symlink_to(victim / what)
    exclude(checkout / "annotations.db")
    assert (victim / "info" / "exclude").read_text(encoding="utf-8") == "mine\n"
    link.unlink()
    if what != "info":
        os.mkfifo(link)
        exclude(checkout / "annotations.db")
