#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""memory.py PROGRAM : calls of every command under valgrind, which ends at the first wrong access to memory."""
import os
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
IMAGE = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 12, 0, 0, 0, 12]) + bytes(i * 37 % 251 for i in range(288))
LESSON = b"title: T\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\n"
SMALL = ["--width", "60", "--dpi", "60"]
CALLS = [
    *(["pool", "x.idx", "--op", op, "--size", "3", "--stride", "2", "--pad", "1", "--out", "y.npy", "--grad-in", "dx.npy", "--json"]
      for op in ("max", "min", "avg", "median", "lp", "softmax")),
    ["pool", "x.idx", "--argmax", "a.npy", "--patches", "p.npy", "--numpy", "p.py"],
    ["figure", "x.idx", "-o", "f.svg", "-o", "f.pdf", "-o", "f.png", "-o", "f.tif", *SMALL],
    ["figure", "--session", "f.tif", "-o", "g.svg"],
    ["animate", "x.idx", "-o", "a.gif", "-o", "a.webp", "--to", "2", *SMALL],
    ["figure", "--session", "a.gif", "-o", "h.svg"],
    ["figure", "x.idx#0-1", "--contact-sheet", "-o", "s.png", *SMALL],
    *(["study", kind, "x.idx#0-1", "--json", "-o", kind + ".svg"]
      for kind in ("ties", "shift", "sweep", "cost", "wins", "dataset", "compare", "cascade", "images")),
    ["lessons", "--worksheet", "01-window", "-o", "w.pdf"],
    ["lessons", "--check", "l.lesson"],
    ["info", "x.idx", "--json"],
    ["completion", "bash"],
]


def main():
    # What the machine has beyond this valgrind does not know.
    env = dict(os.environ, POOLSCOPE_CPU="sse4", QT_QPA_PLATFORM="offscreen")
    valgrind = ["valgrind", "--quiet", "--error-exitcode=99", "--exit-on-first-error=yes", "--leak-check=no"]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in {"x.idx": IMAGE, "l.lesson": LESSON}.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        for call in CALLS:
            ran = subprocess.run([*valgrind, PROGRAM, *call], cwd=folder, env=env, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE, check=False)
            if ran.returncode != 0:
                failed += 1
                print(f"{' '.join(call)}: exit {ran.returncode}\n{ran.stderr.decode(errors='replace')}")
    print(f"{len(CALLS)} calls under valgrind, {failed} failed")
    sys.exit(1 if failed else 0)


main()
