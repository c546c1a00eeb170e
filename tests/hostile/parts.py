# SPDX-License-Identifier: MIT
"""The parts of the suite, by name."""
import concurrent.futures
import csv
import io
import json
import os
import pty
import re
import select
import termios
import time
import zipfile

import piles
import texts
from hold import (ABOUT, ANSWERS, FORMATS, HANG, MINIMAL, OBEYED, ROOT, SQEEIA,
                  Folder, Run, check, commands, handled)

FEW = max(2, os.cpu_count() or 1)


# ---- files that are no files -------------------------------------------------

def one_text(item):
    turn, (name, data, code) = item
    big = len(data) > 1 << 20
    with Folder() as f:
        f.write("small-answers.yaml", ABOUT + ANSWERS)
        path = f.write("x.yaml", data)
        r = f.run("check", "x.yaml", "--no-excerpt")
        handled(f"{name}: check", r)
        if code:
            check(f"{name}: check tells {code}", r.status == 1 and
                  f"[{code}" in r.out, r)
        # every command meets every third text, and each text every third
        for k, args in enumerate(commands("x.yaml")):
            if (k + turn) % 3 or (big and args[0] not in ("score", "status")):
                continue
            handled(f"{name}: {' '.join(args)}", f.run(*args))
            if "--fix" not in args and "--set" not in args:
                check(f"{name}: {' '.join(args)} leaves the file as it was",
                      path.read_bytes() == data)
            elif path.read_bytes() != data:
                path.write_bytes(data)
            check(f"{name}: {' '.join(args)} leaves nothing behind",
                  not [n for n in f.names() if n.startswith(".")], f.names())
            for made in f.names() - {"x.yaml", "small.yaml",
                                     "small-answers.yaml"}:
                (f.path / made).unlink()


def torn():
    with concurrent.futures.ThreadPoolExecutor(FEW) as pool:
        list(pool.map(one_text, enumerate(texts.all_texts())))


def one_mixed(item):
    turn, (name, questionnaire, assessment) = item
    with Folder() as f:
        f.write("small.yaml", questionnaire)
        f.write("small-answers.yaml", assessment)
        handled(f"{name}: check", f.run("check", ".", "--no-excerpt"))
        for k, args in enumerate(commands("small-answers.yaml")):
            if (k + turn) % 3 == 0:
                handled(f"{name}: {' '.join(args)}", f.run(*args))
        handled(f"{name}: new", f.run("new", "./small.yaml", "mine.yaml"))


def mixed():
    with concurrent.futures.ThreadPoolExecutor(FEW) as pool:
        list(pool.map(one_mixed, enumerate(texts.mixed(60))))


def selves():
    for name, text, _ in texts.selves():
        with Folder() as f:
            f.write("q.yaml", text)
            f.write("a.yaml", "sqeeia: assessment/1\nquestionnaire: {id: q, "
                    "path: ./q.yaml}\nabout: {title: x}\nanswers: {a: x}\n")
            r = f.run("check", "q.yaml", "--no-excerpt")
            handled(name, r)
            check(f"{name} is told", r.status == 1 and "error:" in r.out, r)
            for args in (["score", "a.yaml"], ["status", "a.yaml"],
                         ["assess", "a.yaml", "--no-input"],
                         ["report", "a.yaml"]):
                handled(f"{name}: {args[0]}", f.run(*args))
    with Folder() as f: # packs that use each other
        f.write("q.yaml", MINIMAL + "use: [./p.yaml]\n")
        f.write("p.yaml", "sqeeia: pack/1\nid: p\nversion: 1.0.0\ntitle: P\n"
                "use: [./r.yaml]\n")
        f.write("r.yaml", "sqeeia: pack/1\nid: r\nversion: 1.0.0\ntitle: R\n"
                "use: [./p.yaml]\n")
        r = f.run("check", "q.yaml")
        handled("packs that use each other", r)
        check("packs that use each other are told", r.status == 1, r)
    with Folder() as f: # 65 packs, each the next
        f.write("q.yaml", MINIMAL + "use: [./p0.yaml]\n")
        for i in range(70):
            f.write(f"p{i}.yaml", f"sqeeia: pack/1\nid: p{i}\nversion: 1.0.0\n"
                    f"title: P\nuse: [./p{i + 1}.yaml]\n")
        r = f.run("check", "q.yaml", "--no-excerpt")
        handled("70 packs behind each other", r)
        check("70 packs behind each other are told", r.status == 1, r)


# ---- traps in the file system ------------------------------------------------

def try_all(f, name, file, status):
    for args in commands(file):
        r = f.run(*args)
        handled(f"{name}: {' '.join(args)}", r)
        if args[0] in ("score", "report", "status") and status:
            check(f"{name}: {' '.join(args)} ends with {status}",
                  r.status == status and r.err, r)
        check(f"{name}: {args[0]} wrote no report of nothing", not any(
            n.startswith("out.") for n in f.names()), f.names())


def traps():
    with Folder() as f:
        f.write("small-answers.yaml", ABOUT + ANSWERS)
        os.mkfifo(f.path / "fifo.yaml")
        try_all(f, "a FIFO that nobody fills", "fifo.yaml", 3)
        os.symlink("loop.yaml", f.path / "loop.yaml")
        try_all(f, "a link to itself", "loop.yaml", 3)
        os.symlink("nothing.yaml", f.path / "ahead.yaml")
        try_all(f, "a link to nothing", "ahead.yaml", 3)
        check("nothing was made at the end of the link",
              not (f.path / "nothing.yaml").exists())
        (f.path / "folder.yaml").mkdir()
        try_all(f, "a folder", "folder.yaml", 0)
        for device in ("/dev/zero", "/dev/full", "/dev/null", "/dev/tty",
                       "/proc/self/mem", "/proc/kmsg"):
            if os.path.exists(device):
                try_all(f, device, device, 3)
        check("the folder is as it was", f.names() == {
            "small.yaml", "small-answers.yaml", "fifo.yaml", "loop.yaml",
            "ahead.yaml", "folder.yaml"}, f.names())
    # the same, not named but found in a folder that is checked
    with Folder() as f, Folder() as other:
        secret = "root:secret"
        outside = other.write("outside.yaml", secret + "\n")
        os.mkfifo(f.path / "d.fifo.yaml")
        os.symlink("loop.yaml", f.path / "loop.yaml")
        os.symlink(outside, f.path / "away.yaml")
        os.symlink(other.path, f.path / "folder")
        os.symlink("small.yaml", f.path / "within.yaml")
        f.write("a.yaml", ABOUT + ANSWERS)
        for args in (["check", "."], ["score", "."], ["status", "."],
                     ["report", "-o", "out/", "."]):
            r = f.run(*args)
            handled(f"a folder of traps: {args}", r, (3,))
            check(f"a folder of traps: {args} does not read what a link leads "
                  "to", "secret" not in r.out + r.err and
                  "outside.yaml" not in r.out + r.err, r)
            check(f"a folder of traps: {args} says so", "away.yaml` is a link "
                  "that leads out of" in r.err, r)
            # what is read besides: an assessment, a questionnaire, a link to it
            check(f"a folder of traps: {args} goes on with the rest",
                  "3 files" in r.out if args[0] == "check" else
                  "a.yaml" in r.out or list(f.path.glob("out/*")), r)


def reports_over_traps():
    """Where a report is written something else may stand."""
    with Folder() as f, Folder() as other:
        f.write("a.yaml", ABOUT + ANSWERS)
        target = other.write("theirs", "their own\n")
        for form in FORMATS:
            out = f"out.{form}"
            ending = {"text": "txt", "markdown": "md"}.get(form, form)
            for where in ("", "papers/"):
                (f.path / "papers").mkdir(exist_ok=True)
                link = f.path / f"{where}a-report.{ending}"
                os.symlink(target, link)
                r = f.run("report", "--format", form, "a.yaml",
                          *(["-o", where] if where else []))
                handled(f"a link where {form} goes", r)
                made_up = where or r.raw == b""
                check(f"a link where {form} goes: what it leads to is as it "
                      "was", target.read_bytes() == b"their own\n", r)
                check(f"a link where {form} goes: that is said",
                      not made_up or (r.status == 2 and
                                      "leads out of its folder" in r.err), r)
                link.unlink()
            os.symlink(f.write("papers/real", "older\n"), f.path / out)
            r = f.run("report", "--format", form, "-o", out, "a.yaml")
            handled(f"a link that was named for {form}", r, (0,))
            check(f"a link that was named for {form} stays one, and is "
                  "followed", (f.path / out).is_symlink() and
                  (f.path / "papers/real").stat().st_size > 10, r)
            (f.path / out).unlink()
            (f.path / out).mkdir()
            f.write(f"{out}/keep", "x")
            handled(f"a folder where {form} goes", f.run(
                "report", "--format", form, "-o", out, "a.yaml"))
            check(f"a folder where {form} goes is kept",
                  (f.path / out / "keep").read_text() == "x")
            os.mkfifo(f.path / f"fifo.{form}")
            handled(f"a FIFO where {form} goes", f.run(
                "report", "--format", form, "-o", f"fifo.{form}", "a.yaml"))
            handled(f"/dev/full where {form} goes", f.run(
                "report", "--format", form, "-o", "/dev/full", "a.yaml"),
                (2, 3))
            r = f.run("report", "--format", form, "-o", "a.yaml", "a.yaml")
            handled(f"{form} over the assessment itself", r, (2, 3))
            check(f"{form} over the assessment itself leaves it",
                  (f.path / "a.yaml").read_text() == ABOUT + ANSWERS)
            handled(f"a name of 300 letters for {form}", f.run(
                "report", "--format", form, "-o", "n" * 300, "a.yaml"), (2, 3))


def full_output():
    """What cannot be printed is not done: 3, and a sentence where one can be."""
    with Folder() as f:
        f.write("a.yaml", ABOUT + ANSWERS)
        every = [a for a in commands("a.yaml") if "-o" not in a]
        every += [["help"], ["schema"], ["completion", "bash"], ["templates"],
                  ["explain"], ["--version"]]
        for args in every:
            usual = f.run(*args)
            f.write("a.yaml", ABOUT + ANSWERS)
            (f.path / "new.yaml").unlink(missing_ok=True)
            if not usual.raw:
                continue
            with open("/dev/full", "wb") as full:
                r = f.run(*args, stdout=full)
            handled(f"{args} to /dev/full", r, (3,))
            check(f"{args} to /dev/full says why", "No space left" in r.err, r)
            with open("/dev/full", "wb") as full:
                handled(f"{args}, its errors to /dev/full",
                        f.run(*args, stderr=full), (0, 1, 2, 3, 4))
            r = Run(["/bin/sh", "-c", 'exec "$0" "$@" >&- 2>&- <&-', SQEEIA,
                     *args], f.path)
            handled(f"{args} with every stream closed", r, (1, 2, 3, 4))
            f.write("a.yaml", ABOUT + ANSWERS)
            (f.path / "new.yaml").unlink(missing_ok=True)


def blocked_heap():
    """Where the heap cannot grow in its place, as under valgrind, memory comes
    from elsewhere: nothing is short, and nothing may say so."""
    alone = ["valgrind", "--tool=none", "-q", SQEEIA]
    if Run([*alone, "--version"], "/").status != 0:
        print("not looked at: a heap that is blocked; it takes valgrind, and a "
              "build without sanitizers")
        return
    with Folder() as f:
        file = ROOT / "examples/ambient-scribe.sqeeia.yaml"
        for form in FORMATS:
            f.run("report", "--format", form, "-o", f"usual.{form}", file)
            r = Run([*alone, "report", "--format", form, "-o",
                     f"blocked.{form}", file], f.path)
            handled(f"{form} where the heap is blocked", r, (0,))
            check(f"{form} is the same where the heap is blocked",
                  r.status == 0 and (f.path / f"blocked.{form}").read_bytes()
                  == (f.path / f"usual.{form}").read_bytes(), r)


def unreadable():
    """Files without rights, as a user who has none."""
    as_nobody = []
    if os.getuid() == 0:
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534",
                     "--clear-groups", "--"]
        if Run([*as_nobody, "true"], "/").status != 0:
            print("not looked at: files without rights; setpriv is not here")
            return
    with Folder() as f:
        f.write("small-answers.yaml", ABOUT + ANSWERS)
        secret = f.write("secret.yaml", ABOUT + ANSWERS)
        f.write("closed/a.yaml", ABOUT + ANSWERS)
        f.write("flat/a.yaml", ABOUT.replace("./small", "../small") + ANSWERS)
        f.write("sqeeia.yaml", "sqeeia: project/1\n")
        program = f.path / "sqeeia"
        program.write_bytes(open(SQEEIA, "rb").read())
        for path, mode in ((f.path, 0o755), (program, 0o755), (secret, 0),
                           (f.path / "closed", 0), (f.path / "flat", 0o555)):
            path.chmod(mode)

        def run(*args):
            return Run([*as_nobody, "./sqeeia", *args], f.path,
                       env={"HOME": "/"})
        if run("--version").status != 0:
            print("not looked at: files without rights; a user without any "
                  "cannot start the program here")
            return
        for file in ("secret.yaml", "closed/a.yaml"):
            for args in commands(file):
                r = run(*args)
                handled(f"no right to read {file}: {args}", r)
                if args[0] in ("score", "report", "status", "check") and \
                        args[1] == file:
                    check(f"no right to read {file}: {args} says so",
                          r.status == 3 and "Permission denied" in r.err, r)
        r = run("check", ".")
        handled("a folder with what may not be read", r, (3,))
        check("what may be read in it is checked", "flat/a.yaml" in r.out or
              "file" in r.out, r)
        r = run("assess", "flat/a.yaml", "--set", "A4=13")
        handled("no right to write beside the answers", r, (3,))
        check("no right to write beside the answers is said",
              "Permission denied" in r.err, r)
        handled("no right to write the report", run(
            "report", "-o", "flat/out.txt", "flat/a.yaml"), (3,))
        handled("no right to write the workbook", run(
            "report", "--format", "xlsx", "-o", "flat/o.xlsx", "flat/a.yaml"),
            (3,))
        handled("no right to write the new file", run(
            "new", "./small.yaml", "flat/new.yaml"), (3,))
        handled("no right to mend", run("check", "--fix", "flat/a.yaml"),
                (0, 1, 3))
        check("nothing came into the folder", [p.name for p in
              (f.path / "flat").iterdir()] == ["a.yaml"])


# ---- texts that want more than to be read --------------------------------------

NASTY = [
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b[2J\x1b[H", "\x9b31m",
    "a\rb", "a\bb", "\u202eesrever", "\u2066in\u2069", "\u200fx",
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1",
    "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0", "\uff1d1+1",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
    "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "file:///etc/passwd",
    "[x](javascript:alert(1))", "<javascript:alert(1)>",
    "![x](javascript:alert(1))", "[x]: javascript:alert(1)",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>", "<!-- ", "]]>", "&lt;b&gt;", "&#60;b",
    "'onmouseover='x", "| a | b |", "```", "# h", "_x0041_", "%s%n%s", "$(id)",
    "`id`", "; rm -rf /", "../../etc/passwd", "\\\\server\\share",
]


def scalar(text):
    """As YAML: in double quotes, with everything odd escaped."""
    return json.dumps(text)


def nasty_assessment():
    cells = iter(NASTY * 3)
    hazards = "".join(
        f"  B2.r{i}.what: {scalar(t)}\n" for i, t in enumerate(NASTY[:3]))
    evidence = "".join(
        f"  - {{id: E{i}, title: {scalar(t)}, kind: other, link: {scalar(t)}, "
        f"date: 2026-01-01}}\n" for i, t in enumerate(NASTY))
    actions = "".join(
        f"  - {{id: M{i}, what: {scalar(t)}, owner: {scalar(t)}, "
        "due: 2027-01-31, for: B1.old, kind: reduce, status: open}\n"
        for i, t in enumerate(NASTY))
    return f"""sqeeia: assessment/1
questionnaire: {{id: small, path: ./small.yaml}}
about:
  title: {scalar(next(cells))}
  organisation: {scalar(next(cells))}
  author: {scalar(next(cells))}
  summary: {scalar(" ".join(NASTY))}
answers:
  A1: {scalar(next(cells))}
  A2: {{answer: partly, because: {scalar(" ".join(NASTY))}}}
  A3: [staff, public]
  A4: 12
  A6: {scalar(next(cells))}
  A7: {scalar(chr(10).join(NASTY))}
  B1.old.direction: {{answer: worse, because: {scalar("=2+5")}}}
  B1.old.harm: {{answer: [likely, major], because: {scalar(next(cells))}}}
{hazards}evidence:
{evidence}actions:
{actions}"""


def all_links(html):
    return re.findall(r'(?:href|src|action)\s*=\s*"([^"]*)"', html)


def texts_neutralised():
    with Folder() as f:
        f.write("a.yaml", nasty_assessment())
        for form in ("text", "gcc", "json", "jsonl", "sarif", "github",
                     "gitlab", "junit", "checkstyle", "tap", "rdjson",
                     "markdown"):
            handled(f"check --format {form}", f.run(
                "check", "--format", form, "a.yaml"))
        for args in (["score", "a.yaml"], ["score", "--explain", "a.yaml"],
                     ["status", "a.yaml"], ["assess", "a.yaml", "--print"],
                     ["assess", "a.yaml", "--no-input"],
                     ["explain", "A1", "a.yaml"],
                     ["check", "--dump", "a.yaml"]):
            handled(f"{args}", f.run(*args))
        for kind in ("paper", "panel", "public", "actions", "due-regard",
                     "record", "summary"):
            for form in FORMATS:
                out = f.path / f"out-{kind}.{form}"
                r = f.run("report", "--kind", kind, "--format", form, "-o",
                          out.name, "a.yaml")
                handled(f"{kind} as {form}", r)
                if not out.exists():
                    check(f"{kind} as {form} is refused with a reason",
                          r.status in (1, 2) and r.err, r)
                elif form == "xlsx":
                    workbook(kind, out)
                else:
                    page(kind, form, out.read_bytes().decode("utf-8"))
        check("there was a report of every format", all(
            list(f.path.glob(f"out-*.{x}")) for x in FORMATS), f.names())
        # names of files are texts too
        for name in ("\x1b[31mx.yaml", "\u202exyz.yaml", "-rf.yaml", "a b.yaml",
                     "a\nb.yaml", "=1+1.yaml", "<b>.yaml", "%s%n.yaml"):
            f.write(name, nasty_assessment())
            for args in commands("./" + name):
                if args[0] in ("check", "score", "status", "report") and \
                        "--files-from" not in args and \
                        "small-answers.yaml" not in args:
                    handled(f"a file called {name!r}: {args}", f.run(*args))
        # and options
        for option in ("--format", "--kind", "--select", "--today", "--lang"):
            for word in ("\x1b[31m", "\u202e", "%s%n", "x" * 100000, ""):
                r = f.run("report" if option in ("--kind", "--lang") else
                          "check", option, word, "a.yaml")
                handled(f"{option} {word[:10]!r}", r)


def page(kind, form, text):
    name = f"{kind} as {form}"
    check(f"{name}: nothing a terminal obeys", not OBEYED.search(
        text.replace("\ufeff", "").replace("\r\n", "\n") if form == "csv"
        else text), repr(OBEYED.search(text)))
    if form == "html":
        for link in all_links(text):
            check(f"{name}: {link!r} is a link of a kind that is meant",
                  re.match(r"(https?://|mailto:|#|data:image/(png|svg))", link))
        check(f"{name}: no script", not re.search(
            r"<script|<iframe|<object|<embed|<img src=x|<[^>]* on\w+=", text,
            re.I))
        check(f"{name}: the policy forbids scripts and loading",
              "Content-Security-Policy" in text and "default-src 'none'" in
              text)
    if form == "markdown":
        check(f"{name}: no link that runs", not re.search(
            r"(?<!\\)\]\(\s*<?\s*(java|vb|data|file)", text, re.I), text[:300])
        check(f"{name}: no tag of theirs", not re.search(
            r"(?<!\\)<(script|img|!-- (?!-->)|/style|javascript)", text),
            text[:300])
    if form == "json":
        json.loads(text)
    if form == "csv":
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))):
            for cell in row:
                check(f"{name}: {cell[:30]!r} is no formula",
                      not re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell))


def workbook(kind, path):
    name = f"{kind} as xlsx"
    with zipfile.ZipFile(path) as z:
        for part in z.namelist():
            data = z.read(part).decode("utf-8")
            for formula in re.findall(r"<f[^>]*>([^<]*)</f>", data):
                check(f"{name}: no formula of theirs: {formula}", not re.search(
                    r"cmd|HYPERLINK|SUM\(1\)|^1\+1|2\+5", formula, re.I))
            for link in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"',
                                   data):
                check(f"{name}: {link!r} is a link of a kind that is meant",
                      re.match(r"https?://|mailto:", link))
            check(f"{name}: {part} asks for nothing outside", not re.search(
                r"<ddeLink|externalLink|oleLink", data))
            check(f"{name}: {part} has no control character", not re.search(
                "[\x00-\x08\x0b\x0c\x0e-\x1f]", data))


def interview():
    """At a terminal, where an escape would work."""
    for answers in (nasty_assessment(), ABOUT):
        with Folder() as f:
            f.write("a.yaml", answers)
            typed = ["list", "show A1", "A1", "\x1b[31m red", "?", "A7",
                     "\u202eabc", "review", "quit"]
            pid, fd = pty.fork()
            if pid == 0:
                os.chdir(f.path)
                quiet = termios.tcgetattr(0) # what is typed is not our doing
                quiet[3] &= ~termios.ECHO
                termios.tcsetattr(0, termios.TCSANOW, quiet)
                os.environ.update(LC_ALL="C.UTF-8", TERM="dumb", NO_COLOR="1",
                                  COLUMNS="80")
                os.execv(SQEEIA, [SQEEIA, "assess", "a.yaml"])
            seen = b""
            end = time.monotonic() + HANG
            while time.monotonic() < end:
                if not select.select([fd], [], [], 1)[0]:
                    continue
                try:
                    data = os.read(fd, 65536)
                except OSError:
                    break
                if not data:
                    break
                seen += data
                if re.search(rb"(: |\? |> )$", seen):
                    os.write(fd, typed.pop(0).encode() + b"\n" if typed
                             else b"\x04")
                    seen += b"\n"
            os.close(fd)
            if time.monotonic() >= end:
                os.kill(pid, 9)
            _, status = os.waitpid(pid, 0)
            text = seen.decode("utf-8", "replace").replace("\r\n", "\n")
            check("an interview over hostile answers ends",
                  os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, 4),
                  f"{status} {text[-800:]!r}")
            check("an interview shows nothing that a terminal obeys",
                  not OBEYED.search(text), repr(text[-2000:]))


def paste():
    """A command that is shown may be pasted: the name in it is one word."""
    with Folder() as f:
        for name in ("a; touch gone; .yaml", "$(touch gone).yaml",
                     "`touch gone`.yaml", "it's.yaml", "-rf.yaml",
                     "a b.yaml", "*.yaml", "~.yaml", "a\ntouch gone\n.yaml"):
            f.write("./" + name, ABOUT + ANSWERS)
            r = f.run("status", "./" + name)
            shown = re.search(r"Next: sqeeia assess (.*)", r.out)
            if not check(f"{name!r}: the next command is shown", shown, r):
                continue
            got = Run(["/bin/sh", "-c", "printf '<%s>' " + shown.group(1)],
                      f.path)
            meant = ("./" + name).replace("\n", "\ufffd")
            check(f"{name!r}: pasted, it is that one word",
                  got.out == f"<{meant}>", f"{shown.group(1)} {got.out}")
        check("nothing was run", "gone" not in f.names())


# ---- a project file that wants out ---------------------------------------------

SYSTEM = re.compile(r"/(etc/(ld\.so\.|localtime|locale)|lib|usr/(lib|share/"
                    r"(locale|zoneinfo))|proc/self/|proc/\d+/|proc/cpuinfo|"
                    r"proc/meminfo|proc/sys/vm|sys/fs/cgroup|sys/devices|"
                    r"dev/(null|tty|pts)|home/\S*/lib)")


def traced(f, args, cwd):
    """Files that were opened, and everything else that was asked for."""
    log = f.path / "trace"
    log.unlink(missing_ok=True)
    r = Run(["strace", "-f", "-qq", "-y", "-s", "4096", "-o", str(log), "-e",
             "trace=%file,%network,execve,execveat", SQEEIA, *args], cwd,
            env={"ASAN_OPTIONS": "detect_leaks=0", "LSAN_OPTIONS": ""})
    if not log.exists():
        return None, r
    return log.read_text(errors="replace").splitlines(), r


def escapes():
    """Nothing in a file that was only read runs a program, reads outside the
    project, or reaches the network."""
    if Run(["strace", "-V"], "/").status != 0:
        print("not looked at: what is asked of the kernel; strace is not here")
        return
    with Folder() as f:
        outside = f.path / "outside"
        inside = f.path / "inside"
        for name in ("q.yaml", "pack.yaml", "logo.svg", "base.json",
                     "other.yaml", "packs/deep.yaml"):
            text = MINIMAL.replace("title: Q", "title: SECRET")
            if name == "pack.yaml":
                text = "sqeeia: pack/1\nid: p\nversion: 1.0.0\ntitle: SECRET\n"
            f.write(f"outside/{name}", text)
        f.write("inside/.git/HEAD", "ref: refs/heads/main\n")
        f.write("inside/.git/config", "[core]\n\tpager = touch ../ran\n"
                "\tfsmonitor = touch ../ran\n[include]\n\tpath = "
                f"{outside}/other.yaml\n")
        f.write("inside/.git/hooks/pre-commit", "#!/bin/sh\ntouch ../ran\n")
        f.write("inside/small.yaml", open(f.path / "small.yaml").read())
        os.symlink(outside / "q.yaml", inside / "link.yaml")
        os.symlink(outside, inside / "away")
        os.symlink("away", inside / "again")
        plain = "sqeeia: project/1\n"
        projects = {
            "paths that climb": "assessments: [../outside]\n",
            "paths from the root": f"assessments: [{outside}]\n",
            "a link to a folder": "assessments: [away]\n",
            "a link to a link": "assessments: [again/q.yaml]\n",
            "templates that climb": "templates: [../outside]\n",
            "templates behind a link": "templates: [away]\n",
            "a baseline that climbs": "baseline: ../outside/base.json\n",
            "a baseline behind a link": "baseline: away/base.json\n",
            "a logo that climbs": "logo: ../outside/logo.svg\n",
            "a logo behind a link": "logo: away/logo.svg\n",
            "a logo by URL": "logo: https://example.org/logo.svg\n",
            "words of the shell": "assessments: ['$(touch ../ran)', "
            "'`touch ../ran`', '| touch ../ran', '~/.ssh']\n"
            "as: '$(touch ../ran)'\n",
            "URLs": "assessments: ['https://example.org/a.yaml', "
            "'file:///etc/passwd', '//example.org/share/a.yaml']\n",
            "keys that are none": "hooks: {check: touch ../ran}\n"
            "editor: touch ../ran\npager: touch ../ran\n"
            "plugins: [../outside/other.yaml]\n",
        }
        uses = {
            "a questionnaire that climbs":
                "questionnaire: {id: q, path: ../outside/q.yaml}",
            "a questionnaire from the root":
                f"questionnaire: {{id: q, path: {outside}/q.yaml}}",
            "a questionnaire behind a link":
                "questionnaire: {id: q, path: ./link.yaml}",
            "a questionnaire behind a folder":
                "questionnaire: {id: q, path: ./away/q.yaml}",
            "a questionnaire by URL":
                "questionnaire: {id: q, path: 'https://example.org/q.yaml'}",
            "a questionnaire among templates": "questionnaire: {id: other}",
        }
        answers = "\nabout: {title: x}\nanswers: {a: x}\n"
        cases = [(n, p, "questionnaire: {id: small, path: ./small.yaml}")
                 for n, p in projects.items()]
        cases += [(n, "", u) for n, u in uses.items()]
        cases += [(f"a pack: {p}", "", p) for p in (
            "../outside/pack.yaml", f"{outside}/pack.yaml", "away/pack.yaml",
            "deep", "../outside/../outside/pack.yaml")]
        for name, project, use in cases:
            f.write("inside/sqeeia.yaml", plain + project)
            if name.startswith("a pack: "):
                f.write("inside/packed.yaml", MINIMAL + f"use: [{use}]\n")
                use = "questionnaire: {id: q, path: ./packed.yaml}"
            f.write("inside/a.yaml", "sqeeia: assessment/1\n" + use + answers)
            for args in (["check", "."], ["check"], ["check", "sqeeia.yaml"],
                         ["score", "a.yaml"],
                         ["report", "--format", "html", "-o", "-", "a.yaml"],
                         ["status", "."]):
                calls, r = traced(f, args, inside)
                if calls is None:
                    print("not looked at: tracing is not allowed here")
                    return
                judge_calls(f"{name}: {' '.join(args)}", calls, r, inside)
        check("nothing was run", not (f.path / "ran").exists())


def judge_calls(name, calls, r, inside):
    handled(name, r)
    check(f"{name}: nothing of what lies outside is shown",
          "SECRET" not in r.out + r.err, r)
    text = "\n".join(calls)
    check(f"{name}: one program, and no other", len(re.findall(
        r"\bexecve(?:at)?\(", text)) == 1, text[-800:])
    check(f"{name}: no network", not re.search(
        r"\b(socket|connect|bind|sendto|sendmsg|recvfrom)\(", text),
        text[-800:])
    opened = re.findall(r"\bopen(?:at|at2)?\(.*\)\s+=\s+\d+<(.*?)>$", text, re.M)
    home = os.path.realpath(inside)
    strange = [p for p in opened if p != home and
               not p.startswith(home + "/") and not SYSTEM.match(p)]
    check(f"{name}: nothing outside is opened", opened and not strange, strange)
    written = re.findall(r"\b(?:openat|rename\w*|unlink\w*|mkdir\w*|symlink\w*|"
                         r"link\w*)\(.*(?:O_CREAT|O_WRONLY|O_RDWR).*|"
                         r"\b(?:rename|unlink|mkdir|symlink|link)\w*\(.*", text)
    check(f"{name}: nothing is written", not written, written)


def one_pile(item):
    name, questionnaire, answers, told = item
    with Folder() as f:
        f.write("questionnaire.yaml", questionnaire)
        f.write("a.yaml", "sqeeia: assessment/1\nquestionnaire: {id: pile, "
                "path: ./questionnaire.yaml}\nabout: {title: x}\nanswers:\n" +
                answers)
        for args in (["check", "questionnaire.yaml"], ["check", "a.yaml"],
                     ["score", "a.yaml"], ["status", "a.yaml"],
                     ["report", "--format", "text", "-o", "-", "a.yaml"],
                     ["report", "--format", "xlsx", "-o", "a.xlsx", "a.yaml"]):
            r = f.run(*args)
            handled(f"{name}: {' '.join(args)}", r, status=(0, 1, 2))
            if args == ["check", told]:
                check(f"{name}: too much, and said", "[SQ013" in r.out, r)
            elif args[0] in ("score", "report"):
                good = {None: 0, "a.yaml": 1, "questionnaire.yaml": 2}[told]
                check(f"{name}: {' '.join(args)} works", r.status == good, r)
        if "questions on one another" in name:
            with zipfile.ZipFile(f.path / "a.xlsx") as z:
                words = z.read("xl/sharedStrings.xml").decode()
            check(f"{name}: the workbook says where its formulas end",
                  "whether it is asked: q" in words)


def heaps_of_work():
    with concurrent.futures.ThreadPoolExecutor(FEW) as pool:
        list(pool.map(one_pile, piles.all_piles()))


PARTS = {
    "paste": paste,
    "escapes": escapes,
    "torn": torn,
    "mixed": mixed,
    "piles": heaps_of_work,
    "selves": selves,
    "traps": traps,
    "reports": reports_over_traps,
    "full": full_output,
    "heap": blocked_heap,
    "rights": unreadable,
    "texts": texts_neutralised,
    "interview": interview,
}
