# SPDX-License-Identifier: GPL-3.0-or-later
# What app/run and tests/run share: the packages of Debian 12 and 13 and Ubuntu 24.04, and the build. Needs $root.
# What they print goes to stderr: stdout belongs to the program.

build_packages=(g++ cmake ninja-build qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev
    libeigen3-dev libexpected-dev zlib1g-dev libzip-dev libcli11-dev nlohmann-json3-dev
    libpng-dev libjpeg-dev libtiff-dev libgif-dev libimagequant-dev libwebp-dev libheif-dev libqpdf-dev libhwy-dev libssl-dev pkgconf)
test_packages=(libgtest-dev python3-minimal python3-numpy poppler-utils mupdf-tools librsvg2-bin
    diffutils)

say() { printf '%s\n' "$*" >&2; }

# need PACKAGE... : installs those that are missing.
need() {
    if ! command -v apt-get >/dev/null; then
        say "This script installs packages on Debian and Ubuntu only. Here, install a C++20 compiler, CMake 3.25, Ninja," \
            "pkg-config, Qt 6.4 (Base, Svg, Charts), Eigen 3.4, tl-expected, zlib, libzip, CLI11," \
            "nlohmann-json, libpng, libjpeg-turbo, libtiff, giflib, libimagequant, libqpdf, Highway (libhwy), OpenSSL (libcrypto), libheif and libwebp with libwebpdemux and libwebpmux, and then run" \
            "'cmake --preset release && cmake --build build/release';" \
            "the program is build/release/app/poolscope."
        exit 1
    fi
    local installed missing sudo=
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null | sed -n 's/^.i *//p') || true
    mapfile -t missing < <(printf '%s\n' "$@" | grep -vxF -- "$installed")
    if [ ${#missing[@]} = 0 ]; then return; fi
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Packages are missing. As root, run: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
            exit 1
        fi
        sudo=sudo
    fi
    say "Installing ${missing[*]}"
    $sudo apt-get update -qq >&2 || say "apt-get update failed; trying with the package lists there are."
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# clang_program PROGRAM PACKAGE : prints the name of the oldest PROGRAM-VERSION from 14 up, installed where there is none.
clang_program() {
    oldest_clang_program "$1" | grep . && return
    need "$2"
    oldest_clang_program "$1" | grep .
}
oldest_clang_program() { compgen -c "$1-" | grep -xE "${1//+/[+]}-(1[4-9]|[2-9][0-9])" | sort -V | sed -n 1p; }

# configure FOLDER CMAKE-ARGUMENTS... : sets up build/FOLDER unless that is done.
configure() {
    local folder=$root/build/$1
    mkdir -p "$folder"
    # A build folder that moved with the source is of no use: start afresh.
    if [ -f "$folder/build.ninja" ] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        return
    fi
    say "Configuring build/$1"
    cmake -S "$root" -B "$folder" --fresh "${@:2}" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
}

# build FOLDER [--target TARGET...] : speaks only when there is something to build.
build() {
    cmake --build "$root/build/$1" "${@:2}" | sed -u '/Re-checking globbed/d; /no work to do/d' >&2
}

# lock NAME : one at a time, until the script ends or unlocks; two builds in one folder would spoil each other.
lock() {
    mkdir -p "$root/build"
    exec 9>"$root/build/$1.lock"
    flock 9
}
unlock() { exec 9>&-; }
