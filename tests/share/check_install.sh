#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed runs, has one version, serves other projects, and goes again: check_install.sh BUILD VERSION SOURCE
set -eu -o pipefail
build=$1 version=$2 source=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }
# A log is shown only where something fails.
quiet() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; fail "failed: $*"; }; }

quiet cmake --install "$build" --component program --prefix "$work/usr"
mv "$build/installed.txt" "$work/"
[ "$("$work/usr/bin/poolscope" --version)" = "poolscope $version" ] || fail "another version"
grep -q "release version=\"$version\"" "$work"/usr/share/metainfo/*.xml || fail "another version in the metainfo"
zcat "$work/usr/share/man/man1/poolscope.1.gz" | grep -q "\"Poolscope $version\"" || fail "another version in the manual"
(cd "$work" && quiet usr/bin/poolscope figure mnist:18 -o three.svg)
# What a package takes is not what was installed.
DESTDIR=$work/package quiet cmake --install "$build" --component program --prefix /usr
[ ! -e "$build/installed.txt" ] || fail "the files of a package count as installed"
quiet cmake "-DBUILD=$work" -P "$source/cmake/uninstall.cmake"
[ ! -e "$work/usr" ] || { find "$work/usr"; fail "something was left"; }

# The library as it is installed, and without the installed one on its sources, in a build without any Qt.
quiet cmake --install "$build" --component development --prefix "$work/usr"
rm "$build/installed.txt"
expected='5 2 2 9 
0 0 1 0 1 0 0 0 0 1 1 0 0 0 0 0 '
quiet cmake -G Ninja -S "$source/examples/pool" -B "$work/found" "-DCMAKE_PREFIX_PATH=$work/usr" -DCMAKE_BUILD_TYPE=Release
quiet cmake --build "$work/found"
[ "$("$work/found/pool_array")" = "$expected" ] || fail "the example found something else"
/usr/bin/python3 -c 'import numpy, sys; numpy.save(sys.argv[1], numpy.arange(16.0).reshape(4, 4))' "$work/x.npy"
[ "$("$work/found/pool_file" "$work/x.npy")" = "120 40" ] || fail "the example read something else"
quiet cmake -G Ninja -S "$source/examples/pool" -B "$work/fetched" "-DPOOLSCOPE_SOURCE=$source" \
    -DCMAKE_DISABLE_FIND_PACKAGE_Qt6=ON -DCMAKE_DISABLE_FIND_PACKAGE_PNG=ON -DCMAKE_BUILD_TYPE=Debug
quiet cmake --build "$work/fetched"
[ "$("$work/fetched/pool_array")" = "$expected" ] || fail "the example found something else on the sources"
# All of the library configures without Qt too.
quiet cmake -G Ninja -S "$source" -B "$work/core" -DPOOLSCOPE_APP=OFF -DCMAKE_DISABLE_FIND_PACKAGE_Qt6=ON
