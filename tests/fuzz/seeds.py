#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes first inputs for the fuzz targets, out of what is in the repository:
seeds.py FOLDER makes FOLDER/yaml, FOLDER/expr and so on."""
import ast
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MAX = 16000  # bytes of one seed


def write(folder, texts):
    folder.mkdir(parents=True, exist_ok=True)
    for i, text in enumerate(texts):
        (folder / f"seed-{i:04}").write_bytes(text[:MAX])


def yaml_texts():
    places = ["examples", "tests/golden", "tests/walk", "tests/xlsx",
              "tests/html"]
    for place in places:
        for path in sorted((ROOT / place).rglob("*.yaml")):
            yield path.read_bytes()
    for path in sorted((ROOT / "templates").rglob("*.yaml")):
        text = path.read_bytes()
        for at in range(0, len(text), MAX):
            yield text[at:at + MAX]


def expressions():
    seen = set()
    for path in sorted((ROOT / "templates").rglob("*.yaml")) + \
            sorted((ROOT / "examples").rglob("*.yaml")):
        for text in re.findall(r'\b(?:when|must|is|check):\s*"([^"\n]+)"',
                               path.read_text(encoding="utf-8")):
            seen.add(text)
    source = (ROOT / "tests/unit/test_expr_eval.c").read_text()
    seen |= set(re.findall(r'"([^"\\\n]{3,})"', source))
    for text in sorted(seen):
        yield bytes([len(text) % 16]) + text.encode() + b"\xff" + text.encode()


def interviews():
    typed = ast.literal_eval(re.search(
        r"^TYPED = (\[.*?\])\n",
        (ROOT / "tests/pty/interview.py").read_text(), re.S | re.M).group(1))
    lines = "\n".join(typed).encode()
    for how in range(8):
        yield bytes([how]) + lines
    for word in re.findall(r'^\w+\(\w+, "([^"]+)"',
                           (ROOT / "src/walk/commands.def").read_text(), re.M):
        yield b"\0" + b"\n" + word.encode() + b"\nA3\n" + word.encode() + b" A2\n"


def chances(n):
    dice = random.Random(7)
    for size in (50, 100, 200, 300):
        for _ in range(n):
            yield bytes(dice.randrange(256) for _ in range(size))


def hostile():
    texts = [b"=1+1", b"<script>", b"javascript:x", b"]]>", b"&amp;", b"_x0041_",
             "\u202eabc".encode(), "\U0001f3e0".encode(), b"\x1b[31m", b"%s%n",
             b"a\nb\n\nc", b"| x | y |", b"- [ ] x", b"# h", b"x" * 5000,
             b"https://example.org", b"R Patel", b"'", b'"', b"`", b"\\", b"$(x)"]
    dice = random.Random(7)
    for how in range(16):
        dice.shuffle(texts)
        yield bytes([how]) + b"\xff".join(texts)


def main():
    folder = pathlib.Path(sys.argv[1])
    write(folder / "yaml", yaml_texts())
    write(folder / "expr", expressions())
    write(folder / "walk", interviews())
    write(folder / "score", chances(8))
    write(folder / "report", hostile())


main()
