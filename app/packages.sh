# SPDX-License-Identifier: GPL-3.0-or-later
# What app/run and tests/run share: the packages of Debian 12 and 13 and Ubuntu 24.04, and the build. Needs $root.
# What they print goes to stderr: stdout belongs to the program.

build_packages=(g++ cmake ninja-build qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev
    libeigen3-dev libexpected-dev zlib1g-dev libzip-dev libcli11-dev nlohmann-json3-dev
    libpng-dev libjpeg-dev libtiff-dev libgif-dev libimagequant-dev libwebp-dev libheif-dev libqpdf-dev libhwy-dev libssl-dev pkgconf)
test_packages=(libgtest-dev python3-minimal python3-numpy poppler-utils mupdf-tools librsvg2-bin
    diffutils locales appstream desktop-file-utils shared-mime-info man-db zsh fish)

# On Ubuntu libheif reads HEIC with this beside it.
if grep -qx 'ID=ubuntu' /etc/os-release 2>/dev/null; then build_packages+=(libheif-plugin-libde265); fi

say() { printf '%s\n' "$*" >&2; }

# Where builds go: into the checkout, or where that cannot be written to, into the user's cache.
builds=${POOLSCOPE_BUILD:-$root/build}
if ! mkdir -p "$builds" 2>/dev/null || [ ! -w "$builds" ]; then
    if [ -n "${POOLSCOPE_BUILD:-}" ]; then say "POOLSCOPE_BUILD=$builds cannot be written to."; exit 1; fi
    builds=${XDG_CACHE_HOME:-$HOME/.cache}/poolscope-build
    say "$root cannot be written to, so $builds takes the build; POOLSCOPE_BUILD names another folder."
    mkdir -p "$builds"
fi
builds=$(cd "$builds" && pwd -P)

# progress TITLE : of lines as "40 %, words" the latest in one line of the terminal; elsewhere a line for each quarter.
progress() {
    local line quarter last=
    while IFS= read -r line; do
        if [ -t 2 ]; then
            printf '\r\033[K%.*s' "$(($(tput cols 2>/dev/null || echo 80) - 1))" "$1: $line" >&2
        else
            quarter=$((${line%% *} / 25))
            if [ "$quarter" != "$last" ]; then say "$1: $line"; fi
            last=$quarter
        fi
    done
    if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

# missing PACKAGE... : prints those that neither are installed nor come with another package.
missing() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}, ${Provides}\n' | sed -n 's/^.i *//p' | tr ',' '\n' |
        sed 's/^ *//; s/[ (].*//')
    printf '%s\n' "$@" | grep -vxF -- "$installed" || true
}

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
    local packages sudo=() log=$builds/packages.log
    mapfile -t packages < <(missing "$@")
    if [ ${#packages[@]} = 0 ]; then return; fi
    local line="apt-get update && apt-get install --no-install-recommends ${packages[*]}"
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -v >&2; then
            say "Packages are missing, and only an administrator can install them. This line does it, as root:"
            say "    $line"
            exit 1
        fi
        sudo=(sudo)
    fi
    # Where the lists cannot be had, trying again and again for each package would take minutes.
    local -a retries=()
    if ! "${sudo[@]}" apt-get update -qq -o APT::Update::Error-Mode=any >"$log" 2>&1; then
        say "Package lists could not be fetched; trying with those there are."
        retries=(-o Acquire::Retries=0)
    fi
    # "'address' file size hash" for each file that is to be fetched.
    local -a uris
    mapfile -t uris < <(apt-get install --print-uris -qq --no-install-recommends "${packages[@]}" 2>>"$log")
    if [ ${#uris[@]} -gt 0 ]; then
        say "Installing ${#uris[@]} packages, $(printf '%s\n' "${uris[@]}" | awk '{size += $3} END {printf "%.0f", size / 1e6}') MB to fetch: ${packages[*]}"
    fi
    if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o APT::Status-Fd=1 "${retries[@]}" "${packages[@]}" 2>&1 | tee -a "$log" |
        sed -un 's/^dlstatus:[^:]*:\([0-9]*\).*/\1 %, fetching/p; s/^pmstatus:[^:]*:\([0-9]*\).*/\1 %, installing/p' |
        progress "Packages"; then
        grep -E '^(E|W):' "$log" | tail -n 4 >&2
        say "The packages could not be installed; all that apt said is in $log. They have to be fetched once: is there a" \
            "connection to the network? Once they are there none is needed."
        exit 1
    fi
    printf '%s\n' "${packages[@]}" >>"$builds/installed-packages"
}

# clang_program PROGRAM PACKAGE : prints the name of the oldest PROGRAM-VERSION from 14 up, installed where there is none.
clang_program() {
    oldest_clang_program "$1" | grep . && return
    need "$2"
    oldest_clang_program "$1" | grep .
}
oldest_clang_program() { compgen -c "$1-" | grep -xE "${1//+/[+]}-(1[4-9]|[2-9][0-9])" | sort -V | sed -n 1p; }

# configure FOLDER CMAKE-ARGUMENTS... : sets up that build unless that is done, for this place and with these arguments.
configure() {
    local folder=$builds/$1 stamp=$builds/$1/configured-with
    mkdir -p "$folder"
    printf '%s\n' "$root" "${@:2}" >"$stamp.new"
    if [ -f "$folder/build.ninja" ] && cmp -s "$stamp.new" "$stamp"; then return; fi
    say "Configuring $folder"
    cmake -S "$root" -B "$folder" --fresh "${@:2}" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
    mv "$stamp.new" "$stamp"
}

# build FOLDER [--target TARGET...] : speaks only when there is something to build.
build() {
    local log=$builds/$1/build.log
    if ! NINJA_STATUS='[%p %f/%t] ' cmake --build "$builds/$1" "${@:2}" 2>&1 | tee "$log" |
        sed -un '/Re-checking globbed/d; s/^\[ *\([0-9]*\)% \([0-9]*\)\/\([0-9]*\)\].*/\1 %, file \2 of \3/p' | progress "Building"; then
        grep -vE '^\[ *[0-9]+% ' "$log" | tail -n 60 >&2
        say "The build failed; all of it is in $log."
        exit 1
    fi
}

# lock NAME : one at a time, until the script ends or unlocks; two builds in one folder would spoil each other.
lock() {
    exec 9>"$builds/$1.lock"
    flock -n 9 && return
    say "Another run is building in $builds; waiting until it ends."
    flock 9
}
unlock() { exec 9>&-; }
