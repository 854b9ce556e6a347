# SPDX-License-Identifier: GPL-3.0-or-later
"""pool_table.py POOL_BENCH pool|growth|threads ROUNDS : runs the benchmark, one process for each shape, everything in
random order within it, and prints the ratios of medians. Only those inside one row mean anything."""
import json
import os
import statistics
import subprocess
import sys
import tempfile

SHAPES = "ABCDEFGHL"


def medians(program, rounds, *arguments):
    """What the program calls its shape, and the median time of each benchmark in milliseconds, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "times.json")
        ran = subprocess.run([program, *arguments, f"--benchmark_out={out}", "--benchmark_out_format=json",
                              "--benchmark_enable_random_interleaving=true", f"--benchmark_repetitions={rounds}",
                              "--benchmark_min_time=0.01"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if ran.returncode != 0:
            sys.exit(ran.stderr.decode())
        with open(out, encoding="utf-8") as file:
            told = json.load(file)
    runs = told["benchmarks"]
    times = {}
    for run in runs:
        if run["run_type"] == "iteration":
            onClock = run["name"].endswith("/real_time")
            name = run["name"].removesuffix("/real_time")
            times.setdefault(name, []).append(run["real_time" if onClock else "cpu_time"])
    return told["context"].get("shape", ""), {name: statistics.median(values) for name, values in times.items()}


def cell(over, under, times):
    """How many times as long the first takes as the second."""
    return f"{times[over] / times[under]:.2f}" if over in times and under in times else "-"


def printRow(cells, widths):
    print("  ".join(str(text).rjust(width) for text, width in zip(cells, widths)), flush=True)


def best_peer(part, times):
    """Which peer is the fastest at it, and how many times as long as ours it takes."""
    peers = [(times[name], name.split("/")[0]) for name in times
             if name.endswith("/" + part) and name.split("/")[0] not in ("limit", "ours", "scatter")]
    return f"{min(peers)[1]} {min(peers)[0] / times['ours/' + part]:.2f}" if peers else "-"


def pool(program, rounds):
    head = ["shape", "limit, ms", "forward", "winners", "facts", "backward", "any: winners", "backward",
            "scatter", "best peer: forward", "winners", "backward", "PyTorch: winners", "backward"]
    widths = [26] + [max(8, len(text)) for text in head[1:8]] + [8] + [18] * 3 + [16, 8]
    print("Ours, times the memory's limit (facts: of winners; any: not whole numbers alone); scatter and peers, times ours:")
    printRow(head, widths)
    for name in SHAPES:
        title, t = medians(program, rounds, name)
        printRow([title, f"{t['limit/forward']:.4f}",
                  cell("ours/forward", "limit/forward", t), cell("ours/winners", "limit/winners", t),
                  cell("ours/facts", "limit/winners", t), cell("ours/backward", "limit/backward", t),
                  cell("ours/winners of any numbers", "limit/winners", t),
                  cell("ours/backward of any numbers", "limit/backward", t), cell("scatter/backward", "ours/backward", t),
                  best_peer("forward", t), best_peer("winners", t), best_peer("backward", t),
                  cell("PyTorch/winners", "ours/winners", t), cell("PyTorch/backward", "ours/backward", t)], widths)


def growth(program, rounds):
    _, t = medians(program, rounds, "growth")
    print("A window of 63 at every cell of 1024x1024, times one of 7:")
    for op in ("max", "avg", "median"):
        print(f"  {op:8}forward {cell(f'forward/{op} 63', f'forward/{op} 7', t)}"
              f"   backward {cell(f'backward/{op} 63', f'backward/{op} 7', t)}")


def threads(program, rounds):
    print("One thread, times two, by the clock:")
    for name in SHAPES:
        title, one = medians(program, rounds, name, "1", "--benchmark_filter=ours/(winners|backward)$")
        _, two = medians(program, rounds, name, "2", "--benchmark_filter=ours/(winners|backward)(/real_time)?$")
        print(f"  {title:26}" + "".join(f"  {part} {one[f'ours/{part}'] / two[f'ours/{part}']:.2f}"
                                              for part in ("winners", "backward")), flush=True)


if __name__ == "__main__":
    {"pool": pool, "growth": growth, "threads": threads}[sys.argv[2]](sys.argv[1], sys.argv[3])
