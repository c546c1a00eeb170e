#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the shell sees: exit status, streams and files of every command.

SQEEIA names the program.  Prints one line for every failure, and a closing
line `cli: N passed, M failed`.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
SMALL = HERE.parent / "walk" / "small.yaml"

HEAD = """sqeeia: assessment/1
questionnaire: {id: small, path: ./small.yaml}
about: {title: An app}
answers:
"""
DONE = HEAD + """  A1: a form
  A2: {answer: partly, because: tried}
  A3: [staff]
  A4: 5
  A8: planned
  B1.old.direction: same
  B1.young.direction: same
"""

passed = 0
failed = 0


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {name}\n{detail}")


class Run:
    """One call of the program in the folder of the test."""

    def __init__(self, *args, stdin="", env=None, cwd=None):
        full = {k: v for k, v in os.environ.items()
                if k not in ("NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR",
                             "CLICOLOR", "SQEEIA_COLOR", "ACCESSIBLE")}
        full.update({"SOURCE_DATE_EPOCH": "1793664000", "LC_ALL": "C.UTF-8",
                     "TERM": "xterm"})
        full.update(env or {})
        p = subprocess.run([SQEEIA, *map(str, args)], input=stdin, env=full,
                           capture_output=True, text=True, cwd=cwd,
                           timeout=60)
        self.args = args
        self.status = p.returncode
        self.out = p.stdout
        self.err = p.stderr

    def __str__(self):
        return (f"  sqeeia {' '.join(map(str, self.args))}\n"
                f"  status {self.status}\n  out {self.out[-800:]!r}\n"
                f"  err {self.err[-800:]!r}")


class Folder:
    """An empty folder with the small questionnaire in it."""

    def __init__(self, **files):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="sqeeia-cli-"))
        shutil.copy(SMALL, self.path / "small.yaml")
        for name, text in files.items():
            self.write(name.replace("_", "."), text)

    def write(self, name, text):
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.path / name).read_text(encoding="utf-8")

    def run(self, *args, **more):
        return Run(*args, cwd=self.path, **more)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def expect(name, run, status, out=None, err=None):
    good = run.status == status
    for text, stream in ((out, run.out), (err, run.err)):
        for part in [text] if isinstance(text, str) else text or []:
            good = good and part in stream
    check(name, good, f"  wanted {status}, {out!r}, {err!r}\n{run}")


def usage():
    with Folder() as f:
        for args in (["--help"], ["-h"], ["help"], ["check", "--help"],
                     ["help", "check"], ["--version"], ["-V"],
                     ["help", "environment"], ["help", "exit-status"],
                     ["--no-color", "help"], ["templates"]):
            r = f.run(*args)
            expect(f"{args} is done", r, 0)
            check(f"{args} prints to stdout only", r.out and not r.err, str(r))
        r = f.run()
        expect("nothing at all is wrong usage with help", r, 2, "Start\n")
        expect("an unknown command", f.run("chekc"), 2,
               err="sqeeia: unknown command `chekc`; did you mean `check`? "
                   "See `sqeeia --help`\n")
        expect("an unknown option", f.run("check", "--stirct"), 2,
               err="sqeeia check: unknown option `--stirct`; did you mean "
                   "`--strict`? See `sqeeia check --help`\n")
        expect("a shortened option", f.run("check", "--stri", "x"), 2,
               err="did you mean `--strict`?")
        expect("a missing argument", f.run("check", "--select"), 2,
               err="needs CODE")
        expect("a level that is none", f.run("check", "--fail-on", "bad", "x"),
               2, err="it takes note, warning or error")
        expect("help wins over mistakes",
               f.run("check", "--nonsense", "--help"), 0, "Usage: sqeeia check")
        expect("options before the command",
               f.run("-q", "--color=never", "check", "small.yaml"), 0)
        for args in (["assess"], ["assess", "a", "b"], ["new", "x"],
                     ["score"], ["report"], ["status"], ["explain"],
                     ["templates", "burn"], ["help", "nothing"]):
            expect(f"{args} is wrong usage", f.run(*args), 2, err="sqeeia")
        expect("a folder that is not there", f.run("-C", "nowhere", "check"),
               3, err="nowhere")
        expect("-C works in that folder",
               f.run("-C", f.path, "check", "small.yaml"), 0)


def checking():
    error = HEAD + "  A2: excellent\n"
    note = HEAD + "  A1: x\n"
    with Folder(clean_yaml=DONE, error_yaml=error, note_yaml=note,
                broken_yaml="sqeeia: assessment/1\nabout: [\n",
                other_yaml="kind: something else\n") as f:
        expect("clean", f.run("check", "clean.yaml", "--ignore", "SQ3"), 0,
               "1 file, no findings\n")
        expect("an error", f.run("check", "error.yaml"), 1, "1 error")
        expect("an error and --exit-zero",
               f.run("check", "--exit-zero", "error.yaml"), 0, "1 error")
        expect("text that is not YAML", f.run("check", "broken.yaml"), 1,
               "error")
        expect("no such file", f.run("check", "none.yaml"), 3,
               err="none.yaml")
        expect("no such file outweighs an error",
               f.run("check", "error.yaml", "none.yaml"), 3, "1 error",
               "none.yaml")
        expect("and is not forgiven by --exit-zero",
               f.run("check", "--exit-zero", "none.yaml"), 3)
        r = f.run("check", ".")
        check("a folder leaves other YAML alone",
              r.status == 1 and "other.yaml" not in r.out and
              "\n5 files, " in r.out, str(r))
        expect("named by itself it is a finding",
               f.run("check", "other.yaml"), 1, "other.yaml")
        expect("standard input with a name",
               f.run("check", "-", "--stdin-name", "sub/x.yaml",
                     stdin="sqeeia: assessment/1\nabout: [\n"), 1,
               "sub/x.yaml:")
        expect("a built-in by its id", f.run("check", "sqeeia-digital"), 0)
        expect("nothing named and no project", f.run("check"), 2,
               err="name files or folders")
        expect("an unknown code", f.run("check", "--select", "SQ7", "x"), 2,
               err="no finding is called `SQ7`")
        expect("--ignore takes the error away",
               f.run("check", "--ignore", "SQ1,SQ3", "error.yaml"), 0)
        line = f.run("check", "--no-excerpt", "error.yaml").out.splitlines()
        check("--no-excerpt gives one line a finding",
              all(x.startswith("error.yaml:") or " file" in x for x in line),
              "\n".join(line))
        r = f.run("check", "-q", "--no-excerpt", "error.yaml")
        check("-q leaves the summary out", " file" not in r.out, str(r))
        r = f.run("check", "--dump", "-q", "--exit-zero", "clean.yaml")
        at = r.out.index("{\n") if "{\n" in r.out else 0
        check("--dump is JSON",
              json.loads(r.out[at:])["document"]["answers"]["A4"] == "5",
              str(r))
        r = f.run("check", "error.yaml", "--color", "always")
        check("colour when asked for", "\033[" in r.out, str(r))


def levels():
    """{clean, note, warning, error} x {--fail-on, --strict, --exit-zero}"""
    unread = HEAD + "  A2: excellent\n"
    plain = DONE.replace("A8: planned", "A8: planned\n  A6: R Patel")
    with Folder(error_yaml=unread, parked_yaml=plain) as f:
        for args, status in (([], 1), (["--fail-on", "error"], 1),
                             (["--fail-on", "note"], 1), (["--strict"], 1),
                             (["--exit-zero"], 0),
                             (["--strict", "--exit-zero"], 0),
                             (["--min-severity", "error"], 1)):
            expect(f"an error with {args}",
                   f.run("check", *args, "error.yaml"), status)
        r = f.run("check", "--fail-on", "note", "parked.yaml")
        if "warning" in r.out:
            for args, status in (([], 0), (["--fail-on", "warning"], 1),
                                 (["--strict"], 1), (["--fail-on", "note"], 1),
                                 (["--strict", "--exit-zero"], 0),
                                 (["--strict", "--min-severity", "error"], 1)):
                expect(f"a warning with {args}",
                       f.run("check", *args, "parked.yaml"), status)


def new():
    with Folder(taken_yaml="mine\n") as f:
        r = f.run("new", "./small.yaml", "a.yaml", "--title", "An app: new",
                  "--reference", "SQ-1")
        expect("new writes a file", r, 0, "", "sqeeia assess a.yaml")
        text = f.read("a.yaml")
        check("it names its questionnaire",
              'path: ./small.yaml' in text and "digest: sha256:" in text, text)
        check("title and reference are kept",
              'title: "An app: new"' in text and "reference: SQ-1" in text,
              text)
        expect("and it can be checked", f.run("check", "a.yaml"), 0)
        expect("new does not overwrite", f.run("new", "./small.yaml",
                                               "taken.yaml"), 2,
               err="--force replaces it")
        check("the file is as it was", f.read("taken.yaml") == "mine\n")
        expect("new --force does", f.run("new", "./small.yaml", "taken.yaml",
                                         "--force"), 0)
        expect("no such template", f.run("new", "sqeeia-digitel", "b.yaml"),
               2, err="did you mean `sqeeia-digital`?")
        expect("nothing like a template", f.run("new", "zzzzzz", "b.yaml"),
               2, err="sqeeia templates")
        expect("a pack is none", f.run("new", "uk-groups", "b.yaml"), 2,
               err="is a pack")
        expect("a folder that is not there",
               f.run("new", "./small.yaml", "no/such/a.yaml"), 3)
        (f.path / "sub").mkdir()
        expect("a questionnaire outside the project",
               f.run("new", "./small.yaml", "sub/a.yaml"), 2,
               err="outside the project")
        check("writes nothing", not (f.path / "sub" / "a.yaml").exists())
        f.write("sqeeia.yaml", "sqeeia: project/1\n")
        expect("a questionnaire above the file",
               f.run("new", "./small.yaml", "sub/a.yaml"), 0)
        check("is named from the file",
              'path: "../small.yaml"' in f.read("sub/a.yaml"),
              f.read("sub/a.yaml"))
        expect("and found from there", f.run("check", "sub/a.yaml"), 0)
        expect("templates copy", f.run("templates", "copy", "nhs-risk",
                                       "risk.yaml"), 0)
        expect("templates copy does not overwrite",
               f.run("templates", "copy", "nhs-risk", "risk.yaml"), 2)
        r = f.run("templates", "show", "nhs-risk")
        check("templates show gives the same bytes",
              r.out == f.read("risk.yaml"))


def scoring():
    with Folder(done_yaml=DONE, part_yaml=HEAD + "  A1: x\n",
                wrong_yaml=HEAD + "  A2: excellent\n",
                lost_yaml=DONE.replace("./small", "./none"),
                broken_yaml="sqeeia: assessment/1\nabout: [\n") as f:
        r = f.run("score", "--format", "json", "done.yaml")
        expect("score as JSON", r, 0)
        figures = json.loads(r.out)
        check("it says what it is", figures["schema"] == "sqeeia-score" and
              figures["complete"] is True, r.out)
        r = f.run("score", "--format", "ndjson", "done.yaml", "part.yaml")
        lines = r.out.splitlines()
        check("one line a file", len(lines) == 2 and
              json.loads(lines[1])["complete"] is False, str(r))
        expect("the working", f.run("score", "--explain", "done.yaml"), 0)
        expect("the working is text",
               f.run("score", "--explain", "--format", "json", "done.yaml"), 2)
        expect("an error in it", f.run("score", "wrong.yaml"), 1,
               err="A2")
        expect("a questionnaire that is not there",
               f.run("score", "lost.yaml"), 2, err="questionnaire")
        expect("text that is not YAML", f.run("score", "broken.yaml"), 3)
        expect("a questionnaire is no assessment",
               f.run("score", "small.yaml"), 2, err="is a questionnaire")
        expect("no such file", f.run("score", "none.yaml"), 3)
        r = f.run("score", "--format", "ndjson", "none.yaml", "done.yaml")
        check("one bad file does not stop the rest",
              r.status == 3 and len(r.out.splitlines()) == 1, str(r))
        expect("status", f.run("status", "part.yaml"), 0,
               ["left", "Next: sqeeia assess part.yaml"])
        expect("status of what is done", f.run("status", "done.yaml"), 0,
               "Next: sqeeia report done.yaml")
        expect("--require-complete", f.run("status", "--require-complete",
                                           "part.yaml"), 4)
        expect("--require-complete, done",
               f.run("status", "--require-complete", "done.yaml"), 0)
        expect("unreadable outweighs unfinished",
               f.run("status", "--require-complete", "part.yaml",
                     "none.yaml"), 3)


def reporting():
    with Folder(done_yaml=DONE) as f:
        r = f.run("report", "done.yaml")
        expect("text goes to stdout", r, 0, "An app")
        check("and nothing is written",
              sorted(p.name for p in f.path.iterdir()) ==
              ["done.yaml", "small.yaml"])
        r = f.run("report", "--format", "text,xlsx", "done.yaml")
        expect("several go beside the file", r, 0, "",
               ["wrote done-report.txt", "wrote done-report.xlsx"])
        check("a workbook is a zip file",
              (f.path / "done-report.xlsx").read_bytes()[:2] == b"PK")
        first = (f.path / "done-report.xlsx").read_bytes()
        f.run("report", "--format", "xlsx", "done.yaml")
        check("the same bytes every time",
              (f.path / "done-report.xlsx").read_bytes() == first)
        expect("the ending says the format",
               f.run("report", "-o", "x.xlsx", "done.yaml"), 0)
        check("x.xlsx", (f.path / "x.xlsx").read_bytes()[:2] == b"PK")
        expect("a folder is made", f.run("report", "-o", "papers/",
                                         "--format", "text,xlsx",
                                         "done.yaml"), 0)
        check("papers/",
              sorted(p.name for p in (f.path / "papers").iterdir()) ==
              ["done-report.txt", "done-report.xlsx"])
        expect("two formats and one file", f.run("report", "-o", "x.txt",
                                                 "--format", "text,xlsx",
                                                 "done.yaml"), 2)
        expect("an unknown format", f.run("report", "--format", "xslx",
                                          "done.yaml"), 2,
               err="did you mean `xlsx`?")
        expect("a workbook to stdout", f.run("report", "--format", "xlsx",
                                             "-o", "-", "done.yaml"), 2)
        expect("an assessment is not overwritten",
               f.run("report", "-o", "done.yaml", "done.yaml"), 2)
        check("it is as it was", f.read("done.yaml") == DONE)
        expect("a place that cannot be written",
               f.run("report", "-o", "no/such/x.txt", "done.yaml"), 3)
        check("no temporary file stays",
              not [p for p in f.path.rglob(".*sqeeia*")])


def agenda():
    second = DONE.replace("An app", "'A second: app'") \
        .replace("about: {", "about: {reference: SQ-2, completed: 2026-10-30, "
                 "stage: pilot, ")
    with Folder(b_yaml=DONE, a_yaml=second, broken_yaml="sqeeia: "
                "assessment/1\nabout: [\n") as f:
        case = ["--kind", "panel", "-o", "packs/", "b.yaml", "a.yaml",
                "broken.yaml"]
        r = f.run("report", "--agenda", "one.txt", *case)
        expect("an agenda of what can be scored", r, 3, err="wrote one.txt")
        text = f.read("one.txt")
        check("its cases in the order named",
              "Agenda: 2 cases" in text and
              0 < text.find("1. An app") < text.find("2. A second: app (SQ-2)"),
              text)
        check("how long each has waited, and at which stage",
              "Waiting: not complete" in text and "Stage: pilot" in text and
              "Waiting: 4 days since it was complete" in text, text)
        check("what is left out is said", "broken.yaml" in
              text[text.find("Left out"):] and "a.yaml" not in
              text[text.find("Left out"):], text)
        expect("in two processes", f.run("report", "-j", "2", "--agenda",
                                         "two.txt", *case), 3)
        check("the same bytes", f.read("two.txt") == text)
        expect("as Markdown, of one file", f.run(
            "report", "--agenda", "one.md", "-o", "packs/", "a.yaml"), 0)
        check("one line a case", "| 1\\. A second: app (SQ-2) |" in
              f.read("one.md"), f.read("one.md"))
        expect("as a workbook, which it cannot be", f.run(
            "report", "--agenda", "one.xlsx", *case), 2,
            err="should end in .html, .md or .txt")
        expect("without a place for the reports", f.run(
            "report", "--agenda", "one.md", "a.yaml"), 2,
            err="--agenda goes with reports in files: -o")
        f.write("keep.md", DONE)
        expect("never in an assessment's place", f.run(
            "report", "--agenda", "keep.md", "-o", "packs/", "a.yaml"), 2,
            err="it is left as it is")
        check("which is as it was", f.read("keep.md") == DONE)


def assessing():
    with Folder(a_yaml=HEAD, done_yaml=DONE) as f:
        expect("no terminal", f.run("assess", "a.yaml"), 2,
               err="--no-input")
        r = f.run("assess", "a.yaml", "--set", "A2=partly", "--set",
                  "B1.old.direction=worse", "--set",
                  "B1.old.harm=likely, major")
        expect("--set", r, 0, "", "3 answers written")
        check("one line each", f.read("a.yaml") == HEAD +
              "  A2: partly\n  B1.old.direction: worse\n"
              "  B1.old.harm: [likely, major]\n", f.read("a.yaml"))
        before = f.read("a.yaml")
        expect("a wrong one", f.run("assess", "a.yaml", "--set", "A4=5",
                                    "--set", "A2=excellent"), 2,
               err=["A2", "nothing was written"])
        check("takes none", f.read("a.yaml") == before)
        expect("--as signs", f.run("assess", "a.yaml", "--as", "R Patel",
                                   "--set", "A4=7"), 0)
        check("with name and day",
              "  A4: {answer: 7, by: R Patel, on: 2026-11-03}\n"
              in f.read("a.yaml"), f.read("a.yaml"))
        f.write("sqeeia.yaml", "sqeeia: project/1\nas: S Jones\n")
        f.run("assess", "a.yaml", "--set", "A1=x")
        check("the project file can name who answers",
              "  A1: {answer: x, by: S Jones, on: 2026-11-03}\n"
              in f.read("a.yaml"), f.read("a.yaml"))
        f.run("--no-project", "assess", "a.yaml", "--set", "A8=none")
        check("--no-project leaves it out",
              "  A8: none\n" in f.read("a.yaml"), f.read("a.yaml"))
        expect("-v says what is read", f.run("score", "-v", "a.yaml"), 0,
               err=["the project file is ", "reading a.yaml"])
        f.write("sqeeia.yaml", "sqeeia: project/1\nassess: x\n")
        expect("a wrong project file", f.run("score", "a.yaml"), 2,
               err="--no-project")
        (f.path / "sqeeia.yaml").unlink()
        expect("a reason in braces",
               f.run("assess", "a.yaml", "--set",
                     "A2={answer: not-applicable, because: none}"), 0)
        check("is kept", "  A2: {answer: not-applicable, because: none}\n"
              in f.read("a.yaml"), f.read("a.yaml"))
        expect("lines of answers", f.run(
            "assess", "a.yaml", "--answers", "-",
            stdin="# ours\nA1={answer: An app}\n\nA3 = staff, public\n"), 0)
        check("are taken", "  A1: An app\n" in f.read("a.yaml") and
              "  A3: [staff, public]\n" in f.read("a.yaml"), f.read("a.yaml"))
        expect("facts of the front page", f.run(
            "assess", "a.yaml", "--set", "about.owner=R Patel", "--answers",
            "-", stdin="answers:\n  about.go-live: 2027-02-01\n"), 0)
        check("are set in `about`", "about: {title: An app, go-live: "
              "2027-02-01, owner: R Patel}\n" in f.read("a.yaml"),
              f.read("a.yaml"))
        expect("a fact that is none", f.run("assess", "a.yaml", "--set",
                                            "about.stage=soon"), 2,
               err="one of these: idea, options, ")
        f.write("more.yaml", "answers:\n  A8: {answer: shown, because: x}\n"
                             "  A3: [nobody]\n")
        expect("a YAML map of answers",
               f.run("assess", "a.yaml", "--answers", "more.yaml"), 0)
        check("is taken", "  A8: {answer: shown, because: x}\n"
              in f.read("a.yaml"), f.read("a.yaml"))
        r = f.run("assess", "a.yaml", "--answers", "-",
                  stdin="A1=x\nA22=partly\n")
        expect("a wrong line is named", r, 2, err="<stdin>:2: A22: there is "
               "no question `A22`; did you mean `A2`?")
        expect("--no-input lists what is missing",
               f.run("assess", "a.yaml", "--no-input"), 4,
               "a.yaml: B1.young.direction is not answered: ")
        expect("--no-input, done",
               f.run("assess", "done.yaml", "--no-input"), 0)
        expect("--print", f.run("assess", "a.yaml", "--print"), 0,
               "  [ ] Partly in place\n")
        expect("no such file", f.run("assess", "none.yaml", "--no-input"), 3,
               err="sqeeia new")
        expect("a questionnaire is no assessment",
               f.run("assess", "small.yaml", "--no-input"), 2,
               err="is a questionnaire")
        expect("no such question in --only",
               f.run("assess", "a.yaml", "--only", "A22,A1"), 2,
               err="`A22`")
        if os.geteuid() != 0:
            os.chmod(f.path, 0o555)
            expect("a folder that cannot be written",
                   f.run("assess", "a.yaml", "--set", "A4=8"), 3)
            os.chmod(f.path, 0o755)
        check("no lock or temporary file stays",
              not [p for p in f.path.rglob(".*sqeeia*")])


def status():
    later = DONE + "later: {A1: 2026-11-01, A8: 2026-11-02}\n"
    with Folder(a_yaml=HEAD + "  A1: x\n", done_yaml=DONE,
                later_yaml=later) as f:
        expect("what is left, by section and by role",
               f.run("status", "a.yaml"), 0,
               ["Sections with something left\n  1. The change: ",
                "Waiting for\n", "Next: sqeeia assess a.yaml\n"])
        expect("--require-complete",
               f.run("status", "--require-complete", "a.yaml"), 4)
        r = f.run("status", "--require-complete", "done.yaml")
        expect("all done", r, 0)
        check("nothing is left for later", "later" not in r.out, str(r))
        expect("what was left for later", f.run("status", "later.yaml"), 0,
               "Left for later\n  A1 (since 2026-11-01), A8 (since "
               "2026-11-02)\n")


def explaining():
    with Folder(done_yaml=DONE) as f:
        expect("a code", f.run("explain", "SQ006"), 0, "duplicate-key")
        expect("a name", f.run("explain", "duplicate-key"), 0, "SQ006")
        expect("a question of a file", f.run("explain", "A2", "done.yaml"), 0,
               "How well is it tested?")
        expect("a question of a questionnaire",
               f.run("explain", "B1.direction", "--questionnaire",
                     "./small.yaml"), 0, "What does it do to")
        expect("a cell", f.run("explain", "B1.old.direction", "done.yaml"), 0,
               "What does it do to")
        expect("a trace key", f.run("explain", "ea2010-s149"), 0, "Equality")
        expect("a band", f.run("explain", "high", "done.yaml"), 0, "above 3")
        expect("a dimension", f.run("explain", "fairness", "done.yaml"), 0,
               "percent")
        expect("nothing of the kind", f.run("explain", "SQ0006"), 2,
               err="did you mean `SQ006`?")
        expect("--list", f.run("explain", "--list"), 0, "SQ001")


def streams():
    with Folder(done_yaml=DONE) as f:
        p = subprocess.run(f"{SQEEIA} explain --list | head -1", shell=True,
                           cwd=f.path, capture_output=True, text=True)
        check("a closed pipe is no complaint", p.stderr == "", p.stderr)
        with open("/dev/full", "w", encoding="utf-8") as full:
            p = subprocess.run([SQEEIA, "templates"], stdout=full,
                               stderr=subprocess.PIPE, text=True, cwd=f.path)
        check("a full disk behind stdout is status 3",
              p.returncode == 3 and "standard output" in p.stderr, p.stderr)
        for env, args, colour in (
                ({}, [], False),
                ({"CLICOLOR_FORCE": "1"}, [], True),
                ({"FORCE_COLOR": "1"}, [], True),
                ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, [], False),
                ({"NO_COLOR": ""}, ["--color=always"], True),
                ({"NO_COLOR": "1"}, ["--color=always"], True),
                ({"SQEEIA_COLOR": "always", "NO_COLOR": "1"}, [], True),
                ({"SQEEIA_COLOR": "always"}, ["--no-color"], False),
                ({"CLICOLOR_FORCE": "0"}, [], False)):
            f.write("e.yaml", HEAD + "  A2: excellent\n")
            r = f.run("check", *args, "e.yaml", env=env)
            check(f"colour with {env} {args}", ("\033[" in r.out) == colour,
                  str(r))


def main():
    if not os.access(SQEEIA, os.X_OK):
        print(f"no program at {SQEEIA}; set SQEEIA")
        return 1
    for part in (usage, checking, levels, new, scoring, reporting, agenda,
                 assessing, status, explaining, streams):
        part()
    print(f"cli: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
