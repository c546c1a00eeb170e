# SPDX-License-Identifier: MIT
"""What every part of the suite shares: a folder to be hostile in, a run of the
program, and what must hold of every run, whatever it was given."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", ROOT / "build/dev/sqeeia"))
SMALL = (ROOT / "tests/walk/small.yaml").read_text(encoding="utf-8")
HANG = 120  # [s] after which a run is held to hang; the machine may be busy

ABOUT = """sqeeia: assessment/1
questionnaire: {id: small, path: ./small.yaml}
about: {title: An app}
"""
ANSWERS = "answers:\n  A1: A form\n  A2: {answer: partly, because: tried}\n"
MINIMAL = """sqeeia: questionnaire/1
id: q
version: 1.0.0
title: Q
sections:
  - id: s
    title: S
    questions:
      - {id: a, ask: A?, type: text}
"""

# Characters a terminal obeys or that turn the direction of writing.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c"
                    "\u202a-\u202e\u2066-\u2069]")
CRASH = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error:|"
                   r"Assertion .* failed|Segmentation|core dumped")

passed = 0
failed = 0


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return True
    failed += 1
    if failed <= 40:
        print(f"FAILED: {name}\n    {str(detail)[:1500]}", flush=True)
    return False


def rows(path, macro):
    """The words of a .def table."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return [b or a for a, b in
            re.findall(rf'^{macro}\((\w+)(?:, "([\w-]+)")?', text, re.M)]


FORMATS = rows("src/report/formats.def", "FORMAT")


class Run:
    def __init__(self, args, cwd, stdin=b"", env=None, **more):
        full = {k: v for k, v in os.environ.items()
                if k.endswith("SAN_OPTIONS") or k in ("PATH", "HOME", "TMPDIR")}
        full.update(LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1793664000",
                    TERM="xterm", **(env or {}))
        self.args = args
        feed = {"stdin": stdin} if hasattr(stdin, "fileno") else {"input": stdin}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        pipes.update(more)
        try:
            got = subprocess.run(args, cwd=cwd, env=full, timeout=HANG, **feed,
                                 **pipes)
            self.status, self.raw = got.returncode, got.stdout or b""
            self.errors = got.stderr or b""
        except subprocess.TimeoutExpired as hung:
            self.status, self.raw = "hangs", hung.stdout or b""
            self.errors = hung.stderr or b""
        self.out = self.raw.decode("utf-8", "surrogateescape")
        self.err = self.errors.decode("utf-8", "surrogateescape")

    def __str__(self):
        return (f"{' '.join(map(str, self.args[1:]))}: status {self.status}\n"
                f"    out {self.out[:600]!r}\n    err {self.err[:600]!r}")


class Folder:
    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="sqeeia-hostile-"))
        self.write("small.yaml", SMALL)

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            text = text.encode("utf-8", "surrogateescape")
        path.write_bytes(text)
        return path

    def run(self, *args, **more):
        more.setdefault("cwd", self.path)
        return Run([SQEEIA, *map(str, args)], **more)

    def names(self):
        return {str(p.relative_to(self.path)) for p in self.path.rglob("*")}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["chmod", "-R", "u+rwX", self.path], check=False)
        shutil.rmtree(self.path, ignore_errors=True)


def handled(name, run, status=(0, 1, 2, 3, 4), text=True):
    """What holds of every run: it ends as the table of the manual says, without
    a sanitizer's word, and prints nothing that a terminal would obey."""
    good = run.status in status and not CRASH.search(run.err)
    if good and text:
        shown = run.out.replace("\r\n", "\n") + run.err # CSV ends lines so
        good = not OBEYED.search(shown) and not re.search("[\udc80-\udcff]",
                                                          shown)
    return check(name, good, run)


def commands(file):
    """Every command of the table, on this file: (arguments, may it write it)."""
    known = {
        "templates": [["templates", "show", file]],
        "new": [["new", file, "new.yaml"]],
        "assess": [["assess", file, "--no-input"], ["assess", file, "--print"],
                   ["assess", file, "--set", "A4=13"],
                   ["assess", "small-answers.yaml", "--answers", file,
                    "--no-input"]],
        "status": [["status", file]],
        "check": [["check", file], ["check", file, "--diff"],
                  ["check", file, "--fix"], ["check", file, "--dump"],
                  ["check", "small-answers.yaml", "--baseline", file],
                  ["check", "--files-from", file]],
        "score": [["score", "--explain", file],
                  ["score", "--format", "json", file]],
        "report": [["report", "--format", f, "-o", f"out.{f}", file]
                   for f in FORMATS],
        "explain": [["explain", "A1", file]],
        "schema": [], "completion": [], "doctor": [["doctor"]], "help": [],
    }
    for word in rows("src/cli/commands.def", "COMMAND"):
        if check(f"the suite knows what to do with `{word}`", word in known):
            yield from known[word]
