"""Disks without shared memory or locks, as network drives are: what is said of them is true.

A library that is loaded before the C library stands for such a disk; without a C compiler these
tests are skipped, and say so.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

import pytest
from pseudo_terminal import environment, launched
from surroundings import DATABASE, marks

DISK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Whether an open file lies on the disk that lacks something. */
static int lacking(int file, const char *what) {
    char link[64], path[PATH_MAX];
    const char *disk = getenv("DISK"), *lacks = getenv("DISK_LACKS");
    if (file < 0 || !disk || !lacks || strcmp(lacks, what)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    return length > 0 && !strncmp(path, disk, strlen(disk));
}

static int control(int file, int command, void *argument) {
    static int (*real)(int, int, ...);
    if (!real) real = dlsym(RTLD_NEXT, "fcntl");
    if ((command == F_SETLK || command == F_SETLKW) && lacking(file, "locks")) {
        errno = ENOLCK;
        return -1;
    }
    return real(file, command, argument);
}

int fcntl(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return control(file, command, argument);
}

int fcntl64(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return control(file, command, argument);
}

int flock(int file, int how) {
    static int (*real)(int, int);
    if (!real) real = dlsym(RTLD_NEXT, "flock");
    if (lacking(file, "locks") || lacking(file, "flock")) {
        errno = ENOLCK;
        return -1;
    }
    return real(file, how);
}

static void *map(void *at, size_t length, int may, int how, int file, off_t offset) {
    static void *(*real)(void *, size_t, int, int, int, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "mmap");
    if ((how & MAP_SHARED) && lacking(file, "memory")) {
        errno = ENODEV;
        return MAP_FAILED;
    }
    return real(at, length, may, how, file, offset);
}

void *mmap(void *at, size_t length, int may, int how, int file, off_t offset) {
    return map(at, length, may, how, file, offset);
}

void *mmap64(void *at, size_t length, int may, int how, int file, off_t offset) {
    return map(at, length, may, how, file, offset);
}
"""

COMPILER = shutil.which("cc") or shutil.which("gcc")
pytestmark = pytest.mark.skipif(
    COMPILER is None or not sys.platform.startswith("linux"),
    reason="a disk that lacks something is made with a C compiler on Linux",
)

On = Callable[..., subprocess.CompletedProcess[str]]
MARK = ("annotate", "第一槍", "--quote", "4680億元", "--tag", "fact", "--as", "Lin")


@pytest.fixture(scope="session")
def disk() -> Iterator[Path]:
    """The library, in a folder without spaces: the loader would split its path there."""
    with TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, "disk.c"), Path(folder, "disk.so")
        source.write_text(DISK, encoding="utf-8")
        command = [str(COMPILER), "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"]
        subprocess.run(command, check=True)
        yield made


@pytest.fixture
def on(disk: Path, library: Path, tmp_path: Path) -> On:
    """Runs a command on the library, on a disk that lacks something."""
    home = tmp_path / "home"
    home.mkdir()

    def run(lacks: str, *arguments: str, at: Path = library) -> subprocess.CompletedProcess[str]:
        surroundings = environment(
            MEIPI_LIBRARY=str(at),
            HOME=str(home),
            LD_PRELOAD=str(disk),
            DISK=str(at.resolve()),
            DISK_LACKS=lacks,
        )
        return subprocess.run(
            launched("", *arguments),
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def with_log(library: Path) -> None:
    """A last change that stands in the write-ahead log alone, as after a killed program."""
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('PRAGMA wal_autocheckpoint = 0');"
        "c.execute(\"UPDATE annotator SET name = 'Wong' WHERE name = 'Lin'\"); c.commit();"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(library / DATABASE)], check=True)
    assert (library / f"{DATABASE}-wal").stat().st_size


@pytest.mark.parametrize(
    ("lacks", "said"), [("memory", "no shared memory"), ("locks", "no file locks")]
)
@pytest.mark.parametrize("used", [False, True])
def test_reading_works_and_writing_says_why_not(
    on: On, library: Path, lacks: str, said: str, used: bool
) -> None:
    if used:
        assert on("", *MARK).returncode == 0
    before = (library / DATABASE).read_bytes()
    for command in (("list",), ("show", "第一槍"), ("stats",), ("export",)):
        done = on(lacks, *command)
        assert (done.returncode, done.stderr) == (0, "")
    written = on(lacks, *MARK[:-2], "--note", "批", "--as", "Lin")
    assert written.returncode == 2
    assert said in written.stderr
    assert "disk is full" not in written.stderr
    assert "in use" not in written.stderr
    assert (library / DATABASE).read_bytes() == before


@pytest.mark.parametrize("lacks", ["memory", "locks"])
@pytest.mark.parametrize("log", [False, True])
def test_the_doctor_never_offers_to_restore_what_is_whole(
    on: On, library: Path, lacks: str, log: bool
) -> None:
    assert on("", *MARK).returncode == 0
    assert on("", "doctor", "--backup").returncode == 0
    if log:
        with_log(library)
    looked = on(lacks, "doctor")
    assert (looked.returncode, looked.stderr) == (1, "")
    assert "Articles: 1, annotations: 78, backups: 1. Found: 1." in looked.stdout
    assert (
        f"is on a disk without {'shared memory' if lacks == 'memory' else 'file locks'}"
        in looked.stdout
    )
    for word in ("damaged", "--restore", "another program"):
        assert word not in looked.stdout
    assert "is whole, so nothing was restored" in on(lacks, "doctor", "--restore", "newest").stderr


@pytest.mark.parametrize("lacks", ["memory", "locks"])
def test_the_command_that_is_printed_makes_a_copy_that_works(
    on: On, library: Path, tmp_path: Path, lacks: str
) -> None:
    assert on("", *MARK).returncode == 0
    with_log(library)
    listed = on(lacks, "list")
    assert listed.returncode == 2
    assert "waits in the log" in listed.stderr
    assert "Nothing is damaged" in listed.stderr
    command = re.search(r"cp -R .*(?= && )", listed.stderr)
    assert command is not None
    subprocess.run(["sh", "-c", command[0]], check=True)
    copy = tmp_path / "home" / "meipi-library"
    assert f"meipi --library {quote(str(copy))}" in listed.stderr
    # The copy lies on another disk than the one that lacks something.
    again = (*MARK[:2], "--quote", "打響", "--occurrence", "1", "--tag", "opinion", "--as", "Wong")
    assert on("", *again, at=copy).returncode == 0
    with closing(sqlite3.connect(copy / DATABASE)) as connection:
        names = connection.execute("SELECT name FROM annotator WHERE name IN ('Lin', 'Wong')")
        assert names.fetchall() == [("Wong",)]


@pytest.mark.parametrize("lacks", ["memory", "locks"])
def test_a_new_library_there_is_refused_and_nothing_is_left(
    on: On, tmp_path: Path, lacks: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = on(lacks, "list", at=empty)
    assert done.returncode == 2
    assert "Nothing can be written" in done.stderr
    assert [path.name for path in empty.iterdir() if path.suffix != ".lock"] == []


def test_a_disk_that_knows_locks_of_one_kind_alone_is_used(on: On, library: Path) -> None:
    assert on("flock", *MARK).returncode == 0
    assert on("flock", "doctor", "--backup").returncode == 0
    assert marks(library) == [("46", "fact")]
    assert len(list(library.glob(f"{DATABASE}.backups/*.backup"))) == 1


def test_a_lock_that_is_taken_is_still_told_as_such(on: On, library: Path) -> None:
    with closing(sqlite3.connect(library / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = on("", "list")
    assert done.returncode == 2
    assert "in use by another program" in done.stderr
    assert list(library.glob("*shm*")) == []
