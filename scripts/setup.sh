#!/bin/sh
# Sets up the private environment in .venv, and says each step in Italian: what the program needs, from
# requirements.lock; with the argument `dev` what tests and checks need too, from requirements-dev.lock.
#
# It needs python3 (3.11 or newer) and nothing else: no pip, no ensurepip, no git, no root. When
# .venv is ready it says nothing and ends at once. .venv/.pronto (and .pronto-dev) is written last and
# taken away first, so that a set-up that was broken off is never taken for a finished one. pip and apt
# keep the settings of this machine. PYTHON=… names another Python.
set -u
cd "$(dirname "$0")/.." || exit 1

run_ready=.venv/.pronto
dev_ready=.venv/.pronto-dev
lock=requirements.lock
ready=$run_ready
if [ "${1:-}" = dev ]; then
    lock=requirements-dev.lock
    ready=$dev_ready
fi
home=$(pwd -P)
env_python=$home/.venv/bin/python
work=

say() { printf '%s\n' "$*" >&2; }

# The sentence a person reads comes last; before it the end of what pip or apt said.
fail() {
    [ ! -s "$work/log" ] || { say ''; tail -n 12 "$work/log" >&2; say ''; }
    say "Errore: $*"
    exit 1
}

# Runs a command with its words kept for the day it fails.
quietly() { "$@" >>"$work/log" 2>&1; }

said() { grep -qiE "$1" "$work/log"; }

# Why the last step failed and what to do about it, read from what pip or apt said.
reason() {
    if said 'certificate.verif|TLS CA cert'; then
        echo "perché mancano i certificati: installa il pacchetto ca-certificates e riprova."
    elif said 'do not match the hashes'; then
        echo "perché un pacchetto scaricato non è quello di $lock: svuota la memoria di pip (.venv/bin/python -m pip cache purge) e riprova."
    elif said 'no space left|disk quota'; then
        echo "perché il disco è pieno: libera almeno 500 MB e riprova."
    elif said 'permission denied|read-only file system'; then
        echo "perché non posso scrivere: usa una copia del progetto che sia tua e riprova."
    elif said 'connection|unreachable|resolving|name resolution|could not connect|timed out|proxy'; then
        echo "perché la rete non risponde: controlla la connessione o il proxy e riprova."
    else
        echo "(il motivo è qui sopra): ${1:-correggi e riprova.}"
    fi
}

# What .venv is made from: this folder and this Python, the locked packages and the project. A stamp
# that says the same means that there is nothing to do.
made_in() { "$env_python" -c 'import pip, sys; print(sys.prefix, *sys.version_info[:2])' 2>/dev/null; }

fingerprint() {
    cat "$1" pyproject.toml | cksum
    made_in
}

is_ready() { [ -f "$ready" ] && [ "$(cat "$ready")" = "$(fingerprint "$lock")" ]; }

# The environment was finished once, by this Python in this folder.
was_finished() {
    for stamp in "$run_ready" "$dev_ready"; do
        [ ! -f "$stamp" ] || [ "$(tail -n 1 "$stamp")" != "$(made_in)" ] || return 0
    done
    return 1
}

choose_python() {
    set -- python3 python3.13 python3.12 python3.11
    [ -z "${PYTHON:-}" ] || set -- "$PYTHON"
    for python in "$@"; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$python" -c 'import ctypes, sqlite3, ssl, venv' 2>/dev/null ||
                fail "questo Python è incompleto (python3-minimal?): installa il pacchetto python3 e riprova."
            return
        fi
    done
    found=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
        fail "manca Python: installa il pacchetto python3 (3.11 o più recente) e riprova."
    fail "serve Python 3.11 o più recente e qui c'è il $found: installa il pacchetto python3.11 e riprova."
}

# Debian keeps pip's own wheel in a package apart. Lists and package go to a private folder: the
# system's lists may be empty or old, and nothing of the system is touched.
fetch_pip_wheel() {
    venv_package="installa il pacchetto python3-venv e riprova."
    command -v apt-get >/dev/null || fail "a questo Python manca il modulo ensurepip: $venv_package"
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    set -- -q -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" \
        -o APT::Sandbox::User=root -o Debug::NoLocking=1 -o Acquire::Languages=none
    # A hook of the system's may fail here for want of root: the download is the judge.
    quietly apt-get "$@" update
    (cd "$work" && quietly apt-get "$@" download python3-pip-whl && quietly dpkg-deb -x python3-pip-whl_*.deb .) ||
        fail "non riesco a scaricare pip $(reason "$venv_package")"
}

make_environment() {
    say "1/3 Preparo l'ambiente privato in .venv"
    { quietly rm -rf .venv && quietly mkdir .venv; } || fail "non riesco a creare .venv $(reason)"
    if "$python" -c 'import ensurepip; ensurepip.version()' 2>/dev/null; then
        quietly "$python" -m venv .venv
    else
        fetch_pip_wheel
        wheel=$(echo "$work"/usr/share/python-wheels/pip-*.whl)
        quietly "$python" -m venv --without-pip .venv &&
            quietly "$env_python" "$wheel/pip" install --no-index --no-deps "$wheel"
    fi || fail "non riesco a creare .venv $(reason)"
}

install_packages() {
    say "2/3 Scarico e installo le $(grep -c '^[a-zA-Z0-9].*==' "$lock") librerie di $lock (può volerci qualche minuto)"
    quietly "$env_python" -m pip install --require-hashes -r "$lock" ||
        fail "non riesco a installare le librerie $(reason)"
    say "3/3 Installo Traguardo"
    quietly "$env_python" -m pip install --no-deps --no-build-isolation -e . ||
        fail "non riesco a installare Traguardo $(reason)"
    # Who runs it may not write here, or Python be told not to: each start would compile it all anew.
    quietly "$env_python" -m compileall -q -x '/\.' . || fail "non riesco a compilare Traguardo $(reason)"
}

# Writes the stamp of a lock.
conclude() {
    fingerprint "$1" >"$work/pronto"
    quietly cp "$work/pronto" "$2" || fail "non riesco a concludere $(reason)"
}

! is_ready || exit 0

# Settings of a person's pip that would send the packages elsewhere than into .venv.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1

trap '[ -z "$work" ] || rm -rf "$work"' EXIT
trap 'say "Interrotto: ripeti il comando, si ricomincia da capo."; exit 130' HUP INT TERM
work=$(mktemp -d) || fail "non posso scrivere in ${TMPDIR:-/tmp}: libera spazio o indica un'altra cartella con TMPDIR e riprova."
export TMPDIR="$work" # what pip leaves when it is killed goes too

# One set-up at a time in this folder; the lock goes with the process, however it ends.
if command -v flock >/dev/null; then
    exec 9<requirements.lock
    flock -n 9 || { say "Un'altra installazione è in corso: attendo che finisca."; flock 9; }
    ! is_ready || exit 0
fi

choose_python
# A finished environment is brought up to date; one that was broken off, moved to another folder or
# left behind by another Python is made anew.
if was_finished && quietly rm -f "$run_ready" "$dev_ready"; then
    say "1/3 Aggiorno l'ambiente privato in .venv"
else
    make_environment
fi
install_packages
conclude requirements.lock "$run_ready" # the other lock holds all of this one
[ "$ready" = "$run_ready" ] || conclude "$lock" "$ready"
say "Pronto."
