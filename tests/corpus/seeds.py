#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""seeds.py FOLDER [PROGRAM] : the files of the corpus as seeds for the fuzz targets, a folder for each target.

What would only slow a fuzzer down, large files, stays away. PROGRAM draws the sessions and figures.
"""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import files  # noqa: E402
import texts  # noqa: E402

MOST_BYTES = 100_000
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def write(folder, target, name, data):
    if len(data) > MOST_BYTES:
        return
    os.makedirs(os.path.join(folder, target), exist_ok=True)
    with open(os.path.join(folder, target, name), "wb") as file:
        file.write(data)


def main():
    folder = sys.argv[1]
    for kind, members in files.all_files().items():
        for name, data, *_ in members:
            write(folder, kind, name, data)
    for name, data, *_ in texts.lesson_files():
        write(folder, "lesson", name, data)
    lessons = os.path.join(ROOT, "resources", "lessons")
    for name in sorted(os.listdir(lessons)):
        if name.endswith(".lesson"):
            with open(os.path.join(lessons, name), "rb") as file:
                write(folder, "lesson", name, file.read())
    sessions = os.path.join(ROOT, "tests", "core", "session", "sessions")
    for name in sorted(os.listdir(sessions)):
        if name.endswith(".poolscope"):
            with open(os.path.join(sessions, name), "rb") as file:
                write(folder, "session", name, file.read())
    # Settings of every operation and rule, a few bytes each, and what follows as values.
    for i in range(64):
        write(folder, "pool", f"case-{i}", bytes((i * 37 + j * 101) % 256 for j in range(20 + i)))
    if len(sys.argv) < 3:
        return
    for kind, members in texts.all_files(os.path.abspath(sys.argv[2]), folder).items():
        for name, data, *_ in members:
            target = "record_" + name.rsplit(".", 1)[1] if kind == "record" else kind
            write(folder, target, name, data)
    for ending, data in animations(os.path.abspath(sys.argv[2]), folder).items():
        write(folder, "record_" + ending, "record." + ending, data)


def animations(program, folder):
    """What carries a record beside the figures of the corpus."""
    small = ["--width", "20", "--panels", "output", "--dpi", "40"]
    calls = {"tif": ["figure", "mnist:18", *small], "gif": ["animate", "mnist:18", "--to", "1", *small],
             "webp": ["animate", "mnist:18", "--to", "1", *small]}
    found = {}
    for ending, words in calls.items():
        path = os.path.join(folder, "made." + ending)
        subprocess.run([program, *words, "-o", path], check=True)
        with open(path, "rb") as file:
            found[ending] = file.read()
        os.remove(path)
    # What ffmpeg writes into the metadata of an MP4, without the pictures.
    found["mp4"] = b"\0\0\0\x18ftypisom" + found["webp"][found["webp"].find(b"<poolscope:figure"):]
    return found


main()
