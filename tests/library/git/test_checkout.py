"""What Meipi writes in a git checkout stays out of commits, and nothing of a repository runs."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.library import Library, open_library
from reader.library.git.checkout import keep_out
from reader.library.health.doctor import back_up

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
    return git(folder, "ls-files", "-t", "--", "annotations.db")[:1]


def added(folder: Path) -> set[str]:
    """What git has after it was told to take everything."""
    git(folder, "add", "-A")
    return set(git(folder, "ls-files", "-z").split("\0")[:-1])


LEFT = ("git_left_alone", {})


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
    assert keep_out(checkout / "annotations.db") == LEFT
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
    assert keep_out(checkout / "annotations.db") == LEFT
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
    assert keep_out(checkout / "annotations.db") == LEFT
    assert ran(canary) == ""


def test_a_library_in_a_folder_of_a_checkout(checkout: Path) -> None:
    below = checkout / "新 聞*" / "library"
    below.mkdir(parents=True)
    (below / "annotations.db").write_bytes(b"another starter")
    git(checkout, "add", ".")
    assert keep_out(below / "annotations.db") == LEFT
    assert git(below, "ls-files", "-t", "annotations.db").startswith("S")
    assert tracked(checkout) == "H"


def test_what_git_does_not_track_gets_rules_alone(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "rm", "-q", "--cached", "annotations.db")
    before = (checkout / ".git" / "index").read_bytes()
    assert keep_out(checkout / "annotations.db") is None
    assert (checkout / ".git" / "index").read_bytes() == before
    assert "annotations.db" not in added(checkout)
    (checkout / ".git" / "index").unlink()
    assert keep_out(checkout / "annotations.db") is None
    alone = tmp_path / "alone"
    alone.mkdir()
    assert keep_out(alone / "annotations.db") is None
    assert list(alone.iterdir()) == []


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


SHAPES = {
    "git is a link": "told",
    "git is a file": "told",
    "index is a link": "told",
    "index is one": "told",
    "locked": "told",
    "index is no index": "told",
    "lock is a link": "told",
    "git is a pipe": "no checkout",
    "git is empty": "no checkout",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_repository_that_leads_elsewhere_is_left_alone_and_the_reader_told(
    checkout: Path, tmp_path: Path, shape: str
) -> None:
    victim = tmp_path / "victim"
    shutil.copytree(checkout, victim)
    inside = checkout / ".git"
    if shape.startswith("git is"):
        shutil.rmtree(inside)
    elif shape.startswith("index is"):
        (inside / "index").unlink()
    match shape:
        case "git is a link":
            inside.symlink_to(victim / ".git")
        case "git is a file":
            inside.write_text(f"gitdir: {victim / '.git'}\n", encoding="utf-8")
        case "git is a pipe":
            os.mkfifo(inside)
        case "git is empty":
            inside.mkdir()
        case "index is a link":
            (inside / "index").symlink_to(victim / ".git" / "index")
        case "index is one":
            os.mkfifo(inside / "index")
        case "locked":
            (inside / "index.lock").touch()
        case "lock is a link":
            (inside / "index.lock").symlink_to(tmp_path / "made")
        case "index is no index":
            (inside / "index").write_bytes(b"DIRC" + bytes(99))
    before = digests(victim)
    told = keep_out(checkout / "annotations.db")
    if SHAPES[shape] == "told":
        assert told is not None
        assert told[0] == "git_by_hand"
        assert "update-index --skip-worktree annotations.db" in told[1]["command"]
        assert keep_out(checkout / "annotations.db") is None  # once
    else:
        assert told is None
    assert digests(victim) == before
    assert not (tmp_path / "made").exists()


PARAGRAPH = "市府說，河濱公園去年有三百萬人次到訪。\n"

BESIDE = (
    "lock", "new", "new-wal", "2025-10-14T000000.000000.backup", "backup.part",
    "2025-10-14T000000.000000.damaged", "2025-10-14T000000.000000.salvaged.json",
)  # fmt: skip


def use(place: Path) -> Library:
    """A library with private notes in it, left open, and with everything beside it."""
    (place / "articles").mkdir(parents=True, exist_ok=True)
    (place / "articles" / "a.md").write_text(PARAGRAPH, encoding="utf-8")
    library = open_library(place)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    assert (place / "annotations.db-wal").exists()
    back_up(place)
    for end in BESIDE:
        (place / f"annotations.db.{end}").write_text("線人", encoding="utf-8")
    (place / ".salvage-x").mkdir()
    (place / ".salvage-x" / "annotations.db").write_text("線人", encoding="utf-8")
    return library


@pytest.mark.parametrize("below", [".", "新 聞[1]*?/a b\\c!", "#a/!b"])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_nothing_private_is_added_in_a_foreign_checkout(
    tmp_path: Path, below: str, kind: str
) -> None:
    """`git add -A` takes the articles, and neither the database nor what lies beside it."""
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    (tmp_path / ".gitignore").write_text("*.log\n", encoding="utf-8")
    place = tmp_path / below
    library = use(place)
    assert {Path(name).name for name in added(tmp_path)} == {".gitignore", "a.md"}
    library.close()
    assert library.take_notices() == ()
    rules = (tmp_path / ".git" / "info" / "exclude").read_text(encoding="utf-8")
    again = open_library(place)
    again.submit(lambda edits: edits.become("李")).result()
    again.close()
    assert (tmp_path / ".git" / "info" / "exclude").read_text(encoding="utf-8") == rules


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
@pytest.mark.parametrize("version", ["2", "4"])
def test_a_tracked_database_that_is_no_starter(tmp_path: Path, kind: str, version: str) -> None:
    """Somebody committed a library; what is written to it here is neither added nor committed."""
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    place = tmp_path / "papers"
    (place / "articles").mkdir(parents=True)
    open_library(place).close()
    (place / "annotations.csv").touch()
    (place / "annotations.db-wal").touch()
    git(tmp_path, "add", "-f", ".")
    git(tmp_path, "update-index", f"--index-version={version}")
    git(tmp_path, "commit", "-q", "-m", "start")
    before = git(tmp_path, "ls-tree", "HEAD", "papers/annotations.db")
    log = git(tmp_path, "ls-tree", "HEAD", "papers/annotations.db-wal")
    library = use(place)
    assert library.take_notices() == (LEFT,)
    git(tmp_path, "commit", "-q", "-a", "--allow-empty", "-m", "all")
    assert {Path(name).name for name in added(tmp_path)} >= {"annotations.db", "a.md"}
    git(tmp_path, "commit", "-q", "-m", "more")
    assert git(tmp_path, "ls-tree", "HEAD", "papers/annotations.db-wal") == log
    assert git(tmp_path, "ls-tree", "HEAD", "papers/annotations.db") == before
    library.close()


def test_a_library_that_is_reached_through_a_link(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / "papers").mkdir(parents=True)
    git(repository, "init", "-q")
    (tmp_path / "link").symlink_to(repository / "papers")
    use(tmp_path / "link").close()
    assert {Path(name).name for name in added(repository)} == {"a.md"}


def test_a_git_folder_that_git_passes_over_hides_no_checkout(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "papers" / ".git").mkdir(parents=True)
    use(tmp_path / "papers").close()
    assert {Path(name).name for name in added(tmp_path)} == {"a.md"}


@pytest.mark.parametrize("rules", ["!*.db\n!annotations.db-*\n", "*\n!*\n", "/nothing\n"])
def test_rules_of_the_checkout_that_let_in_again(tmp_path: Path, rules: str) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text(rules, encoding="utf-8")
    library = use(tmp_path / "papers")
    assert {Path(name).name for name in added(tmp_path)} == {".gitignore", "a.md"}
    assert "papers/.gitignore" not in added(tmp_path)
    library.close()
    assert library.take_notices() == ()


def test_rules_beside_the_database_that_let_in_again_are_told(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("!annotations*\n", encoding="utf-8")
    library = use(tmp_path)
    library.close()
    ((code, gaps),) = library.take_notices()
    assert code == "git_by_hand"
    subprocess.run(gaps["command"], shell=True, check=True)
    assert {Path(name).name for name in added(tmp_path)} == {".gitignore", "a.md"}


def test_a_worktree_and_a_submodule(tmp_path: Path) -> None:
    """There `.git` is a file; rules beside the database keep git away, and are not added."""
    main, tree = tmp_path / "main", tmp_path / "tree"
    main.mkdir()
    git(main, "init", "-q")
    git(main, "commit", "-q", "--allow-empty", "-m", "start")
    git(main, "worktree", "add", "-q", str(tree))
    library = use(tree / "papers")
    library.close()
    assert library.take_notices() == ()
    assert {Path(name).name for name in added(tree)} == {"a.md"}
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(main), "sub")
    library = use(outer / "sub")
    library.close()
    assert library.take_notices() == ()
    assert {Path(name).name for name in added(outer / "sub")} == {"a.md"}
    git(outer / "sub", "add", "-f", "annotations.db")
    again = use_again(outer / "sub")
    assert again is not None
    assert "--skip-worktree" in again[1]["command"]
    subprocess.run(again[1]["command"], shell=True, check=True)
    assert git(outer / "sub", "ls-files", "-t", "annotations.db").startswith("S")


def use_again(place: Path) -> tuple[str, dict[str, str]] | None:
    library = open_library(place)
    library.submit(lambda edits: edits.become("李")).result()
    library.close()
    return next(iter(library.take_notices()), None)


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
    assert keep_out(checkout / "annotations.db") == LEFT
    assert (victim / "info" / "exclude").read_text(encoding="utf-8") == "mine\n"
    assert (checkout / ".gitignore").is_file()
    link.unlink()
    (checkout / ".gitignore").unlink()
    if what != "info":
        os.mkfifo(link)
    assert keep_out(checkout / "annotations.db") is None
    assert (checkout / ".gitignore").is_file()
