#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden files of findings: rule/CODE/ for rules, read/CODE/ for what the readers find.

rule/CODE/bad.yaml gives exactly bad.out, in which CODE is found; ok*.yaml give nothing. With with*.yaml in the
folder, they are checked beside bad.yaml. Assessments answer house.yaml. read/CODE/in* gives exactly out, and
ok* there, where there is one, nothing of that code. Every row of the catalogue has its folder.
The templates and the schemes under examples/ give nothing but what is KNOWN here.
`--update` rewrites what is expected: read the difference before you keep it.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TODAY = "2026-11-01"
# Findings that a small file alone cannot provoke; each has its test elsewhere.
TOO_BIG = {"SQ013", "SQ905"}
# Forms that call 8 (or 9) high and act on more than that: published so, and kept so.
KNOWN = {
    ("examples/schemes/airedale/questionnaire.yaml", "SQ213"),
    ("examples/schemes/nhs-5x5/questionnaire.yaml", "SQ213"),
    ("templates/quality.yaml", "SQ213"),
}


def rows(kind):
    text = (ROOT / "src/diag/catalog.def").read_text(encoding="utf-8")
    return re.findall(rf"^{kind}\((SQ\d+),", text, re.M)


def check(program, folder, files):
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    alone = [] if (folder / "sqeeia.yaml").exists() else ["--no-project"]
    done = subprocess.run([program, "check", *alone, "--today", TODAY, *files], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120)
    if done.returncode not in (0, 1) or done.stderr:
        return f"status {done.returncode}\n{done.stderr.decode(errors='replace')}".encode()
    return done.stdout


class Tally:
    def __init__(self, update):
        self.update, self.passed, self.failed = update, 0, 0

    def note(self, wrong):
        if wrong:
            self.failed += 1
            print(f"FAIL {wrong}")
        else:
            self.passed += 1

    def compare(self, path, got, code):
        if self.update and not got.startswith(b"status "):
            path.write_bytes(got)
        want = path.read_bytes() if path.exists() else b"(no such file)\n"
        if f"[{code} ".encode() not in got:
            self.note(f"{path.relative_to(HERE)}: {code} is not found\n{got.decode(errors='replace')}")
        elif got != want:
            self.note(f"{path.relative_to(HERE)}\n--- expected\n{want.decode(errors='replace')}"
                      f"+++ got\n{got.decode(errors='replace')}")
        else:
            self.note("")


def run_rule(program, code, tally):
    folder = HERE / "rule" / code
    with tempfile.TemporaryDirectory() as place:
        # Where the assessments answer house.yaml, it lies beside them.
        for path in [*folder.glob("*.yaml"), HERE / "house.yaml"]:
            shutil.copy(path, place)
        look_at_rule(program, code, folder, pathlib.Path(place), tally)


def look_at_rule(program, code, folder, place, tally):
    bad = sorted(p.name for p in folder.glob("bad*.yaml"))
    ok = sorted(p.name for p in folder.glob("ok*.yaml"))
    if not bad or not ok:
        tally.note(f"rule/{code}: needs bad.yaml, bad.out and ok.yaml")
    extra = sorted(p.name for p in folder.glob("with*.yaml"))
    for name in bad:
        tally.compare(folder / name.replace(".yaml", ".out"), check(program, place, extra + [name]), code)
    for name in ok:
        got = check(program, place, extra + [name])
        n = 1 + len(extra)
        quiet = f"{n} file{'s' if n > 1 else ''}, no findings\n".encode()
        tally.note("" if got == quiet else f"rule/{code}/{name} is not silent\n{got.decode(errors='replace')}")


def run_read(program, code, tally):
    folder = HERE / "read" / code
    files = sorted(p.name for p in folder.glob("in*"))
    if not files:
        tally.note(f"read/{code}: needs in.yaml (or in.bin) and out")
    for name in files:
        out = "out" + name[2:].rsplit(".", 1)[0]
        tally.compare(folder / out, check(program, folder, [name]), code)
    for path in sorted(folder.glob("ok*")):
        got = check(program, folder, [path.name])
        if f"[{code} ".encode() in got or got.startswith(b"status "):
            tally.note(f"read/{code}/{path.name}: {code} is found\n{got.decode(errors='replace')}")
        else:
            tally.note("")


def run_templates(program, tally):
    """Rules are silent on what we ship."""
    files = sorted(ROOT.glob("templates/**/*.yaml")) + sorted(ROOT.glob("examples/schemes/*/questionnaire.yaml"))
    for path in files:
        name = str(path.relative_to(ROOT))
        got = check(program, ROOT, ["--select", "SQ2", "--no-excerpt", "--all", name]).decode(errors="replace")
        lines = [line for line in got.splitlines() if " [SQ" in line or line.startswith("status ")]
        new = [line for line in lines if (name, line.rsplit("[", 1)[-1].split()[0]) not in KNOWN]
        tally.note("\n".join(new))


def main():
    update = "--update" in sys.argv[1:]
    only = [a for a in sys.argv[1:] if not a.startswith("-")]
    program = os.environ.get("SQEEIA")
    if not program:
        sys.exit("set SQEEIA to the program")
    program = os.path.abspath(program)
    tally = Tally(update)
    for kind, run in (("RULE", run_rule), ("FOUND", run_read)):
        codes = rows(kind)
        folder = HERE / ("rule" if kind == "RULE" else "read")
        for path in sorted(folder.iterdir()):
            if path.name not in codes:
                tally.note(f"{path.relative_to(HERE)}: the catalogue has no such {kind} row")
        for code in codes:
            if code not in TOO_BIG and (not only or code in only):
                run(program, code, tally)
    if not only:
        run_templates(program, tally)
    print(f"golden: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
