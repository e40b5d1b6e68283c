# Sourced by run, newest and everywhere: checkouts in fresh places, and another user to work there.
# shellcheck shell=bash

TESTER=meipi-tests
PACKAGES=(make git python3-venv man-db bash zsh fish chromium)

is_root() { [ "$(id -u)" = 0 ]; }

# What the tests use of the system; whoever may not install it has it, or skips those tests.
install_packages() {
    is_root && command -v apt-get >/dev/null || return 0
    local missing=() package
    for package in "${PACKAGES[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ "${#missing[@]}" = 0 ] && return
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update && apt-get -qq install --no-install-recommends "${missing[@]}" >/dev/null
}

# fetch_axe PLACE: print where axe-core is, by which report pages are checked; nothing without npm.
fetch_axe() {
    command -v npm >/dev/null || return 0
    npm install --silent --no-audit --no-fund --prefix "$1/axe" axe-core@4 >/dev/null 2>&1 || return 0
    echo "$1/axe/node_modules/axe-core/axe.min.js"
}

# To root no file is unreadable, so what root runs proves little.
make_tester() {
    ! is_root || id "$TESTER" >/dev/null 2>&1 || useradd --system --user-group \
        --home-dir /nonexistent --shell /usr/sbin/nologin "$TESTER"
}

# as_tester COMMAND …: run it as the user for tests; whoever is not root is that user already.
as_tester() { if is_root; then runuser -u "$TESTER" -- "$@"; else "$@"; fi; }

usable() { "$@" -c 'import venv, ensurepip, sqlite3' 2>/dev/null; }

# python_for VERSION PLACE: print a Python of that version which the user for tests can start.
python_for() {
    local found prefix copy="$2/python$1"
    for found in $(type -aP "python$1") "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/"python$1"; do
        usable as_tester "$found" && { echo "$found"; return; }
    done
    # One in a home that is closed to others can be copied, where its library is then found beside it.
    for found in $(type -aP "python$1") "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/"python$1"; do
        usable "$found" || continue
        prefix=$("$found" -c 'import sys; print(sys.base_prefix)')
        mkdir "$copy"
        tar -C "$prefix" -c --exclude="lib/python$1/site-packages/*" --exclude="lib/python$1/test" . \
            | tar -C "$copy" -x --no-same-owner
        command -v patchelf >/dev/null || apt-get -qq install --no-install-recommends patchelf >/dev/null
        # shellcheck disable=SC2016
        patchelf --set-rpath '$ORIGIN/../lib' "$copy/bin/python$1"
        usable as_tester "$copy/bin/python$1" && { echo "$copy/bin/python$1"; return; }
        rm -rf "$copy"
    done
    return 1
}

# newest_python PLACE: the same for the newest version that is here.
newest_python() {
    local minor
    for minor in {19..11}; do
        python_for "3.$minor" "$1" && return
    done
}

# check_out FOLDER: what a clone of the work tree as it stands now would hold.
check_out() {
    mkdir -p "$1"
    if git rev-parse --git-dir >/dev/null 2>&1; then
        git ls-files -z --cached --others --exclude-standard --deduplicate
    else
        find . -name .venv -prune -o -type f -print0
    fi | while IFS= read -r -d '' file; do
        [ ! -e "$file" ] || printf '%s\0' "$file"
    done | tar -c --null --files-from - | tar -C "$1" -x --no-same-owner
}

# clean_environment HOME NAME=VALUE …: print, NUL after each, what `env -i` gives to a run there.
clean_environment() {
    local home="$1" pip
    shift
    mkdir -p "$home/tmp"
    # Where there is memory for files, the tests keep theirs there, in a folder with as odd a name.
    [ "$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 2200000 ] 2>/dev/null ||
        printf '%s\0' "TMPDIR=$home/tmp"
    printf '%s\0' "HOME=$home" PATH=/usr/local/bin:/usr/bin:/bin "$@"
    # How packages are reached is the machine's affair, and the same for every user of it.
    env -0 | grep -z -i -E '^(PIP_[A-Z_]+|SSL_CERT_(FILE|DIR)|(https?|all|no)_proxy|CI)=' || true
    for pip in "${PIP_CONFIG_FILE:-}" ~/.config/pip/pip.conf ~/.pip/pip.conf; do
        [ -r "$pip" ] && cp "$pip" "$home/pip.conf" && printf '%s\0' "PIP_CONFIG_FILE=$home/pip.conf" && break
    done
}

# suite USER FOLDER PYTHON ARGS NAME=VALUE …: `make test` in a checkout of its own in FOLDER.
suite() {
    local user="$1" folder="$2" python="$3" arguments="$4" environment
    shift 4
    check_out "$folder/checkout"
    mapfile -d '' -t environment < <(clean_environment "$folder/home" "$@")
    local start=(env -i "${environment[@]}" make test PYTHON="$python" ARGS="$arguments")
    if [ "$user" = "$(id -un)" ]; then
        (cd "$folder/checkout" && "${start[@]}" </dev/null)
    else
        chown -R "$user:" "$folder"
        (cd "$folder/checkout" && as_tester "${start[@]}" </dev/null)
    fi
}
