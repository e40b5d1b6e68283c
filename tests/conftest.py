"""What tests of several rooms share: an environment that is the same on every machine."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from local_server import LocalServer

ROOT = Path(__file__).resolve().parents[1]
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
OURS = ("MEIPI_AXE", "MEIPI_PROPERTIES", "MEIPI_TORTURE", "TEXTUAL_SNAPSHOT_TEMPDIR")
OF_THE_MACHINE = (
    *("LANG", "LANGUAGE", "COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR"),
    *("PYTHONIOENCODING", "PYTHONWARNINGS", "SSL_CERT_FILE", "SSL_CERT_DIR"),
)
PREFIXES = ("LC_", "XDG_", "MEIPI_", "TEXTUAL", "RICH_", "GIT_", "TTY_")

IN_MEMORY, ENOUGH = "/dev/shm", 2 << 30
"""Where Linux has files in memory, and the free bytes there that the tests never come near."""


def in_memory() -> TemporaryDirectory[str] | None:
    """A place for temporary files where no disk is waited for, unless there is one already.

    The files are as real as any other, and gone when the tests end; TMPDIR=/tmp keeps them. Its
    name is odd, as that of a reader's folder may be.
    """
    with suppress(OSError):
        if "TMPDIR" not in os.environ and shutil.disk_usage(IN_MEMORY).free >= ENOUGH:
            place = TemporaryDirectory(prefix="眉批 試-", dir=IN_MEMORY, ignore_cleanup_errors=True)
            Path(place.name).chmod(0o755)  # some tests go on as a user without rights
            os.environ["TMPDIR"] = tempfile.tempdir = place.name
            return place
    return None


_PLACE = in_memory()
_HOME = TemporaryDirectory(prefix="meipi-home-")
"""Both are held until the tests end."""


def be_the_same_everywhere() -> None:
    """Forget settings, language, terminal, proxies and home of whoever runs the tests.

    Here and not in a fixture, so that modules that are imported and processes that are started
    see it too.
    """
    for name in list(os.environ):
        known = name in OF_THE_MACHINE or name.lower() in PROXIES
        if known or (name.startswith(PREFIXES) and name not in OURS):
            del os.environ[name]
    os.environ |= {
        "HOME": _HOME.name,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
    os.umask(0o022)
    _open_as_many_files_as_may_be()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell has it for what runs behind
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _open_as_many_files_as_may_be() -> None:
    """Take the most open files that the system allows: what is allowed at first differs widely."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 1 << 14) if most > 0 else 1 << 14, most))


be_the_same_everywhere()

# The same examples for everybody; MEIPI_PROPERTIES tries others.
hypothesis.settings.register_profile("same", derandomize=True, database=None, deadline=None)
if "MEIPI_PROPERTIES" not in os.environ:
    hypothesis.settings.load_profile("same")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for a program, or for time to pass."""
    able = getattr(os, "sched_getaffinity", None)
    return 1 + (len(able(0)) if able else os.cpu_count() or 1)


@pytest.fixture(autouse=True, scope="session")
def no_state_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program keeps on a machine, outside its libraries, is kept for these tests alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(autouse=True, scope="session")
def tables_made_once() -> Iterator[None]:
    """A new library gets a copy of tables that the migrations have made."""
    import fresh_tables

    from reader.store.db import apply_migrations as applying

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(applying, "apply", fresh_tables.apply)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Give back the memory; the folder itself stays, for the program remembers some by name."""
    place = getattr(item, "funcargs", {}).get("tmp_path")
    yield
    if place is not None and tempfile.gettempdir().startswith(IN_MEMORY):
        for left in place.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


@pytest.fixture
def server() -> Iterator[LocalServer]:
    server = LocalServer()
    yield server
    server.close()
