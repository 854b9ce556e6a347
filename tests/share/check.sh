#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed beside the program, as its readers see it: check.sh SHARE ID
set -eu -o pipefail
share=$1 id=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }
# quiet COMMAND... : it succeeds and has nothing to say.
quiet() {
    "$@" >"$work/said" 2>&1 || { cat "$work/said"; fail "$1 failed"; }
    [ ! -s "$work/said" ] || { cat "$work/said"; fail "$1 has something to say"; }
}

quiet desktop-file-validate "$share/$id.desktop"
# There is no homepage, which some versions of this program ask for and others do not know of.
homepage=--override=url-homepage-missing=info
said=$(appstreamcli validate --no-net "$homepage" "$share/$id.metainfo.xml" 2>&1) || true
case $said in *'not recognized'*) homepage= ;; esac
appstreamcli validate --no-net --no-color ${homepage:+"$homepage"} "$share/$id.metainfo.xml"
mkdir -p "$work/mime/packages"
cp "$share/$id.mime.xml" "$work/mime/packages/$id.xml"
quiet env XDG_DATA_HOME="$work" update-mime-database "$work/mime"
grep -q 'application/x-poolscope-session:\*.poolscope$' "$work/mime/globs2" || fail "sessions have no type"
icons=("$share"/icons/*/apps/"$id.png")
[ ${#icons[@]} -gt 5 ] || fail "there are ${#icons[@]} icons"
for icon in "${icons[@]}"; do
    folder=${icon#"$share"/icons/}
    # The width stands in the head of a PNG, in four bytes after the first sixteen.
    [ "$(od -An -tu4 --endian=big -j16 -N4 "$icon" | tr -d ' ')" = "${folder%%x*}" ] || fail "$icon has another size"
done

# The page of the manual, as it is read.
MANWIDTH=80 man --warnings -E UTF-8 -l "$share/poolscope.1.gz" >"$work/page" 2>"$work/warnings"
[ ! -s "$work/warnings" ] || { cat "$work/warnings"; fail "man has warnings"; }
for words in "poolscope pool SOURCE" "--temperature T" "Ctrl+Shift+P" "POOLSCOPE_CPU" "EXIT STATUS"; do
    grep -qF -- "$words" "$work/page" || fail "the page does not say $words"
done

# Completion, as it is done.
. "$share/bash/poolscope"
compopt() { :; }
in_bash() {
    COMP_WORDS=(poolscope "$@") COMP_CWORD=$#
    _poolscope poolscope "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
    echo "${COMPREPLY[*]}"
}
expect() { [ "$1" = "$2" ] || fail "completed to '$1' instead of '$2'"; }
expect "$(in_bash fi)" "figure"
expect "$(in_bash mn)" "mnist:"
expect "$(in_bash pool x.npy --te)" "--temperature"
expect "$(in_bash pool x.npy --op m)" "max min median"
expect "$(in_bash pool x.npy --op = m)" "max min median"
expect "$(in_bash study sh)" "shift"
expect "$(in_bash help st)" "study"
expect "$(in_bash completion z)" "zsh"
expect "$(in_bash pool x.npy --out y)" ""  # names of files are for the shell
if command -v zsh >/dev/null; then quiet zsh -n "$share/zsh/_poolscope"; fi
if command -v fish >/dev/null; then
    # fish COMMAND-LINE : what is offered and begins so, without descriptions. Fish 4 goes on to what merely contains it.
    in_fish() {
        HOME=$work fish --no-config -c "source '$share/fish/poolscope.fish'; complete -C '$1'" | cut -f 1 |
            { grep "^${1##* }" || true; } | sort | tr '\n' ' '
    }
    expect "$(in_fish 'poolscope pool --op me')" "median "
    expect "$(in_fish 'poolscope pool --tem')" "--temperature "
    expect "$(in_fish 'poolscope comp')" "completion "
fi
