#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py PROGRAM SHIM FAULTS KILLS : what is left when calls of the system fail, or the program is killed.

FAULTS of the commands fail at a random call each, or all calls one after another with "all"; KILLS times a program ends
at a random call. Whatever happens, an output is the old file or the whole new one; after a failure that was told all
are old, and after the next run nothing else lies around. POOLSCOPE_RANDOM_SEED repeats a run.
"""
import concurrent.futures
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

PROGRAM, SHIM = (os.path.abspath(path) for path in sys.argv[1:3])
FAULTS, KILLS = sys.argv[3:5]
KINDS = ["enospc", "eio", "eintr", "short", "einval"]
STDOUT = "stdout"
OLD = b"what was there before\n"
IMAGE = bytes([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, 0, 6]) + bytes(i * 37 % 251 for i in range(36))
SMALL = ["--width", "30", "--panels", "output"]
# The words, the outputs that are there before, and those that are not.
COMMANDS = [
    (["pool", "x.idx", "--out", "y.npy", "--argmax", "a.npy", "--grad-in", "g.csv"], ["y.npy", "g.csv"], ["a.npy"]),
    (["pool", "x.idx", "--json", "--numpy", "p.py"], [], ["p.py"]),
    (["figure", "x.idx", "-o", "f.svg", "-o", "f.pdf", "-o", "f.png"], ["f.svg", "f.png"], ["f.pdf"]),
    (["figure", "--session", "s.svg", "-o", "f.svg"], ["f.svg"], []),
    (["animate", "x.idx", "-o", "frames/", "--to", "3", *SMALL], [], [f"frames/frame-000{i}.png" for i in range(1, 5)]),
    (["animate", "x.idx", "-o", "a.gif", "-o", "a.webp", "--to", "2", *SMALL], ["a.gif"], ["a.webp"]),
    (["study", "ties", "x.idx", "--json", "-o", "t.csv"], ["t.csv"], []),
    (["study", "sweep", "x.idx", "-o", "t.svg", "-o", "t.csv"], ["t.svg", "t.csv"], []),
    (["lessons", "--worksheet", "01-window", "-o", "w.pdf", "--answers", "v.pdf"], ["v.pdf"], ["w.pdf"]),
    (["lessons", "--check", "l.lesson"], [], []),
    (["info", "x.idx", "--json"], [], []),
]
SETS = [COMMANDS[2], COMMANDS[6],
        (["figure", "many.idx", "-o", "{index}.png", "--dpi", "20", "--numbers", "off", *SMALL],
         [f"{i}.png" for i in range(200)], [f"{i}.png" for i in range(200, 400)])]
MANY = bytes([0, 0, 8, 3]) + struct.pack(">III", 400, 2, 2) + bytes(i % 251 for i in range(1600))
LESSON = b"title: T\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\n"
INPUTS = {"x.idx": IMAGE, "many.idx": MANY, "l.lesson": LESSON}


def content(folder):
    """All files in the folder, those of the next level too."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


class Place:
    """A folder with the inputs and old outputs of a command."""

    def __init__(self, top, command):
        self.words, olds, _ = command
        self.folder = tempfile.mkdtemp(dir=top)
        self.work = os.path.join(self.folder, "work")
        os.mkdir(self.work)
        self.before = dict(INPUTS) | {name: OLD for name in olds}
        for name, data in self.before.items():
            self.write(name, data)

    def write(self, name, data):
        with open(os.path.join(self.work, name), "wb") as file:
            file.write(data)

    def run(self, fault=None):
        count = os.path.join(self.folder, "count")
        # Figures name their source, and all of them as one in the home folder.
        # The shim by its name alone: a space in a path would end it.
        env = dict(os.environ, HOME=self.work, LD_PRELOAD=os.path.basename(SHIM), LD_LIBRARY_PATH=os.path.dirname(SHIM),
                   POOLSCOPE_FAULT_FOLDER=self.work, POOLSCOPE_FAULT_COUNT=count)
        if fault:
            env["POOLSCOPE_FAULT"] = fault
        with open(os.path.join(self.work, STDOUT), "wb") as out:
            ran = subprocess.run([PROGRAM, *self.words], cwd=self.work, env=env, stdin=subprocess.DEVNULL, stdout=out,
                                 stderr=subprocess.PIPE, timeout=120)
        os.remove(os.path.join(self.work, STDOUT))
        calls = 0
        if os.path.exists(count):
            with open(count) as file:
                calls = int(file.read())
        return ran.returncode, ran.stderr.decode(errors="replace"), calls

    def remove(self):
        shutil.rmtree(self.folder)


def drawn(top, svg):
    """What a command makes when nothing fails, and in how many calls."""
    def make(command):
        place = Place(top, command)
        if svg:
            place.write("s.svg", svg)
        status, err, calls = place.run()
        assert status == 0 and calls > 0, err
        after = content(place.work)
        place.remove()
        return after, calls
    return make


def wrong_after_fault(top, command, expected, kind, number, svg):
    place = Place(top, command)
    place.write("s.svg", svg)
    before = content(place.work)
    status, err, _ = place.run(f"{kind}:{number}")
    after = content(place.work)
    what = f"{' '.join(command[0])} with {kind} at call {number}: "
    is_saved = status == 0 or "was saved, but may be lost" in err
    place.remove()
    if status not in (0, 1) or (status == 1) != bool(err.startswith("poolscope: ")) or "internal error" in err:
        return what + f"ended with {status}: {err}"
    if status != 0 and kind in ("eintr", "short"):
        return what + f"that is no failure: {err}"
    if kind == "einval" and "already written anew" in err:
        # Where no names can be exchanged, what is said to be new is.
        told = err.rsplit(": ", 1)[1].strip().split(", ")
        before |= {name: expected[name] for name in told}
    if after != (expected if is_saved else before):
        return what + f"changed {sorted(n for n in after.keys() | before.keys() if after.get(n) != before.get(n))}: {err}"
    return None


def wrong_after_kill(top, command, expected, number, svg):
    place = Place(top, command)
    place.write("s.svg", svg)
    before = content(place.work)
    status, _, _ = place.run(f"kill:{number}")
    after = content(place.work)
    what = f"{' '.join(command[0])} killed at call {number}: "
    try:
        if status != -signal.SIGKILL:
            return what + f"ended with {status}"
        for name in (expected.keys() | after.keys()) - {n for n in after if ".poolscope-" in n}:
            if after.get(name) not in (before.get(name), expected.get(name)):
                return what + f"{name} is neither the old nor the new file"
        status, err, _ = place.run()
        if status != 0 or content(place.work) != expected:
            return what + f"the next run leaves {sorted(content(place.work).keys() ^ expected.keys())}: {err}"
    finally:
        place.remove()
    return None


def main():
    seed = int(os.environ.get("POOLSCOPE_RANDOM_SEED") or random.SystemRandom().randrange(1 << 31))
    print(f"POOLSCOPE_RANDOM_SEED={seed}", flush=True)
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as top, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        top = os.path.realpath(top)
        first = Place(top, COMMANDS[0])
        first.words = ["figure", "x.idx", "-o", "s.svg"]
        first.run()
        svg = content(first.work)["s.svg"]
        first.remove()
        made = list(pool.map(drawn(top, svg), COMMANDS + SETS))
        points = [(command, after, kind, number) for command, (after, calls) in zip(COMMANDS, made)
                  for kind in KINDS for number in range(1, calls + 1)]
        chosen = points if FAULTS == "all" else rng.sample(points, min(int(FAULTS), len(points)))
        jobs = [pool.submit(wrong_after_fault, top, *point, svg) for point in chosen]
        for i in range(int(KILLS)):
            command, (after, calls) = (SETS[i % 3], made[len(COMMANDS) + i % 3])
            jobs.append(pool.submit(wrong_after_kill, top, command, after, rng.randrange(1, calls + 1), svg))
        wrong = [problem for problem in (job.result() for job in jobs) if problem]
    print("\n".join(wrong))
    print(f"{len(chosen)} of {len(points)} fault points, {KILLS} kills: {len(wrong)} otherwise than expected")
    return 1 if wrong else 0


sys.exit(main())
