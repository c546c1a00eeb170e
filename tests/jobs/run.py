#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`check -j N` says the same as `check`, and `score -j N` as `score`: every byte, in every format, whatever is in the
files.

SQEEIA names the program.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from counting import check, total  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
FORMATS = ["text", "gcc", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "tap", "rdjson", "markdown"]
HEAD = ("sqeeia: assessment/1\nquestionnaire: {id: small, path: %s}\n"
        "about: {title: An app, reference: R-%s, go-live: 2026-03-01%s}\nanswers:\n")
WORDS = ("  A7: the same twelve and more words that stand in several of these made up files\n"
         "  B1.old.direction: worse\n  B1.old.harm: {answer: [likely, major]}\n")


def run(folder, *args, stdin=None, verb="check"):
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")}
    env.update({"LC_ALL": "C.UTF-8", "HOME": "/nonexistent"})
    done = subprocess.run([SQEEIA, verb, *(["--today", "2026-11-01"] if verb == "check" else []), *args], cwd=folder, env=env,
                          capture_output=True, input=stdin, timeout=300)
    return done.returncode, done.stdout, done.stderr


def same(name, folder, *args, stdin=None, jobs=("2", "5"), verb="check"):
    one = run(folder, *args, stdin=stdin, verb=verb)
    for n in jobs:
        many = run(folder, *args, "-j", n, stdin=stdin, verb=verb)
        check(f"{name}: -j {n}", one == many, (args, one[0], many[0], one[2][-300:], many[2][-300:]))
    return one


def fill(folder):
    """Forty files: good, bad, not YAML, not ours; questionnaires good and bad between them; links between files."""
    folder = pathlib.Path(folder)
    shutil.copy(ROOT / "tests/walk/small.yaml", folder / "small.yaml")
    small = (ROOT / "tests/walk/small.yaml").read_text()
    (folder / "m-bad.yaml").write_text(small.replace("id: small", "id: smally") + "wrong-key: 1\n")
    (folder / "z-other.yaml").write_text(small.replace("title:", "title: Other than", 1))
    for i in range(36):
        path = ("./small.yaml", "./m-bad.yaml", "./gone.yaml", "./z-other.yaml")[0 if i % 6 else i // 6 % 4]
        links = f", links: {{parent: R-{i - 1}, children: [R-{90 + i}]}}" if i % 3 == 1 else ""
        text = HEAD % (path, i if i % 7 else 1, links) + WORDS
        text += ("  A2: excellent\n", "  A4: 5\n  ZZ: 1\n", "  A3: [staff]\n", "  A2: partly\n")[i % 4]
        if i % 9 == 4:
            text += "  A5: \"never closed\n"
        if i % 8 == 5:
            text += "suppress:\n  - {code: SQ302, because: known, by: a.b, until: 2027-01-01}\n"
        (folder / f"f{i:02}.yaml").write_text(text)
    (folder / "values.yaml").write_text("replicas: 2\n")
    (folder / "latin.yaml").write_bytes(b"sqeeia: assessment/1\nabout: {title: caf\xe9}\n")
    return folder


def figures(folder):
    """Findings in questionnaires are told once, where a file first names it, whoever works on that file."""
    files = sorted(x.name for x in folder.glob("f*.yaml"))
    for form in ("text", "json", "ndjson"):
        code, out, err = same(f"figures as {form}", folder, "--format", form, *files, verb="score")
        check(f"figures as {form}: there are some", code == 3 and len(out) > 5000 and err.count(b"no key `wrong-key`") == 1,
              (code, out[-300:], err[-900:]))
    same("figures of a folder", folder, ".", verb="score")
    same("the working", folder, "--explain", *files, verb="score", jobs=("3",))
    same("figures of a file that is not there", folder, *files[:5], "no-such.yaml", *files[5:9], "m-bad.yaml", verb="score")
    same("figures of standard input", folder, *files[:5], "-", *files[5:9], verb="score",
         stdin=(folder / "f02.yaml").read_bytes())
    check("wrong counts of figures are refused", all(run(folder, *files, "-j", n, verb="score")[0] == 2
                                                     for n in ("0", "65", "two", "-1")))


def main():
    with tempfile.TemporaryDirectory() as temp:
        folder = fill(temp)
        code, out, err = same("all of it", folder, ".")
        check("there is something to tell", code == 1 and out.count(b"\n") > 60 and b"SQ446" in out, out[-500:])
        for form in FORMATS:
            same(form, folder, "--format", form, ".", jobs=("3",))
        files = sorted(x.name for x in folder.glob("f*.yaml"))
        same("a file that is not there", folder, *files, "no-such.yaml", "f01.yaml")
        same("said more of", folder, "-v", *files)
        same("built-in ones and standard input", folder, *files[:9], "sqeeia-screening", "-", "--stdin-name", "in.yaml",
             *files[9:], stdin=(folder / "f02.yaml").read_bytes())
        same("two formats at once", folder, ".", "--format", "text", "--format", "sarif", "--output", "x.sarif")
        same("levels", folder, ".", "--strict", "--min-severity", "warning", "--all", "--no-excerpt")
        first = run(folder, ".", "--baseline", "one.json", "--update-baseline", "-j", "4")
        second = run(folder, ".", "--baseline", "two.json", "--update-baseline")
        check("the baseline", first[0] == second[0]
              and (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes(), (first, second))
        figures(folder)
        (folder / "f03.yaml").write_text(HEAD % ("./small.yaml", "3", "") + "  A2: very good\n")
        same("less than the baseline, and more", folder, ".", "--baseline", "one.json")
        check("wrong counts are refused", all(run(folder, ".", "-j", n)[0] == 2 for n in ("0", "65", "two", "-1")))
        mended = run(folder, "--fix", "--diff", "-j", "3", *files)
        check("--diff is as ever", mended == run(folder, "--fix", "--diff", *files), mended)
    same("the examples, the templates, every rule", ROOT, "examples", "templates", "tests/golden/rule", jobs=("2",))
    same("figures of the examples", ROOT, "examples", verb="score", jobs=("2",))
    return total("jobs")


sys.exit(main())
