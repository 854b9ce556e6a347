#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# figure_times.sh POOLSCOPE : what 100 figures take as SVG, PDF and PNG (300 dpi), the median of 5 runs of each.
set -eu
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
TIMEFORMAT='%R %U'
for format in svg pdf png; do
    for _ in 1 2 3 4 5; do { time "$program" figure mnist:0-99 -o "x-{index}.$format"; } 2>&1; done | sort -n | sed -n 3p |
        awk -v f=$format '{ printf "%s: %.2f s, %.2f s of the processor, %.1f ms a figure\n", f, $1, $2, $2 * 10 }'
done
