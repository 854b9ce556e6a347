#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py PROGRAM [--show] : what comes of every file of the corpus.

Each is opened by the program, which ends with 0 or 1 and never otherwise; a refusal is one line on stderr that names
the file, and leaves nothing behind. --show prints what was said.
"""
import concurrent.futures
import json
import os
import resource
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import files  # noqa: E402
import texts  # noqa: E402

MOST_MEMORY = 1 << 20  # KiB: what any file may cost


def run(program, folder, words):
    """Status, stdout, stderr, and the most memory it had, in KiB."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([program, *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return child.returncode, out.read().decode(), err.read().decode(errors="replace"), usage.ru_maxrss


def factsOf(out, expected):
    facts = json.loads(out)
    if len(expected) == 2:
        return facts["shape"], facts["sum"]
    first = facts["arrays"][0]
    return first["name"], first["shape"], first["sum"]


def problems(program, folder, name, words, expected, bounded):
    status, out, err, memory = run(program, folder, words)
    if bounded and memory > MOST_MEMORY:
        yield f"took {memory} KiB"
    if isinstance(expected, str):
        begin = "poolscope: " + (expected if expected.startswith("--") else name)  # an option, or the file
        if status != 1:
            yield f"ended with {status}, not 1: {err}"
        # The decoder of AVIF has a word of its own before that.
        elif not any(line.startswith(begin) for line in err.splitlines()) or expected not in err or out:
            yield f"should begin with {begin!r} and say {expected!r}: {err!r}"
        return
    if status != 0:
        yield f"ended with {status}, not 0: {err}"
    elif expected and factsOf(out, expected) != tuple(expected):
        yield f"holds {factsOf(out, expected)}, not {expected}"


def main():
    program, show = os.path.abspath(sys.argv[1]), "--show" in sys.argv
    # The sanitizers take memory for themselves.
    bounded = "--unbounded" not in sys.argv
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, members in [*files.all_files().items(), *texts.all_files(program, folder).items()]:
            os.mkdir(os.path.join(folder, kind))
            for member in members:
                name, data, expected = member[:3]
                words = member[3] if len(member) > 3 else ["info", "--json"]
                name = kind + "/" + name
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
                cases.append((name, [*words, name], expected))
        before = sorted(os.listdir(folder))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(lambda c: list(problems(program, folder, *c, bounded)), cases))
        if show:
            for name, words, _ in cases:
                print(name, *run(program, folder, words)[:3])
        stray = [n for n in os.listdir(folder) if n not in before]
    wrong = [f"{name}: {problem}" for (name, _, _), all_ in zip(cases, found) for problem in all_]
    wrong += [f"{name} was left behind" for name in stray]
    print("\n".join(wrong))
    print(f"{len(cases)} files, {len(wrong)} otherwise than expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
