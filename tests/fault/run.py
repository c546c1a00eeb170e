#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every allocation, every writing system call and every power cut, in turn.

SQEEIA names the program (one without sanitizers: they have allocators of their
own); CC a C compiler.  Allocations with the same functions on the stack (24 of
them) are one place: the first and the last of each place are made to fail
(of more than 10,000 allocations, the first).  --all takes every one (some
minutes; of more than 10,000, 1000 besides); SQEEIA_FAULT_STRIDE=N takes only every N-th.  The last line is
"fault: N passed, M failed"; the numbers before it say what was done.

What must hold, whatever is made to fail:
- no crash and no hang;
- either nothing comes of it (same status, same output, same files), or the
  status is 3 and a sentence says why;
- every file is as it was, or as it would have become: never half;
- nothing of ours is left behind, or the next run takes it away.
"""
import ast
import concurrent.futures
import errno
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SMALL = ROOT / "tests/walk/small.yaml"
STRIDE = int(os.environ.get("SQEEIA_FAULT_STRIDE", "1"))
WORKERS = os.cpu_count() or 1
WATCH = ("open,openat,creat,write,writev,pwrite64,fsync,fdatasync,rename,"
         "renameat,renameat2,link,linkat,unlink,unlinkat,close,ftruncate,"
         "fchmod,fchown,mkdir,mkdirat,flock")
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EINTR": errno.EINTR}

ANSWERED = """# kept by hand
sqeeia: assessment/1
questionnaire: {id: small, path: ./small.yaml}
about: {title: An app}
answers:
  A1: A form becomes an app
  A2: {answer: partly, because: tried with 40 people}
  A3: [staff, public]
  A4: 12
  A6: R Patel
  B1.old.direction: {answer: worse, because: people over 75 have no phone}
  B1.old.harm: {answer: [likely, major], because: asked the ward}
  B2.1.what: Wrong dose
actions:
  - {id: M1, what: Phones to lend, owner: R Patel, due: 2027-01-31, for: B1.old}
"""
BROKEN = ANSWERED.replace("A4: 12", "A4: [12").replace("sqeeia: a", "sqeeia: a")
STARTED = ANSWERED.split("  A1:")[0]
CHANGED = ANSWERED.replace("partly", "none").replace("A4: 12", "A4: 99")

# What a whole interview types is written down once.
TYPED = ast.literal_eval(re.search(
    r"^TYPED = (\[.*?\])\n", (ROOT / "tests/pty/interview.py").read_text(),
    re.S | re.M).group(1))

# For each command what to run; a command that is not here is run on a file.
RECIPES = {
    "templates": [["templates"], ["templates", "show", "screening"],
                  ["templates", "copy", "screening", "copy.yaml"]],
    "new": [["new", "./small.yaml", "new.yaml"],
            ["new", "./small.yaml", "a.yaml", "--force"]],
    "assess": [["assess", "a.yaml", "--set", "A4=13", "--set", "A5=2027-02-01"],
               ["assess", "a.yaml", "--no-input"],
               ["assess", "a.yaml", "--print"]],
    "check": [["check", "a.yaml"], ["check", "small.yaml"], ["check", "b.yaml"],
              ["check"], ["check", "--fix", "f.yaml"],
              ["check", "--format", "sarif", "b.yaml", "-o", "out.sarif"],
              ["check", "b.yaml", "--baseline", "base.json",
               "--update-baseline"]],
    "score": [["score", "--format", "json", "a.yaml"],
              ["score", "--explain", "a.yaml"]],
    "schema": [["schema"]],
    "completion": [["completion", "bash"]],
    "doctor": [["doctor"]],
    "explain": [["explain"], ["explain", "SQ101"], ["explain", "A2", "a.yaml"]],
    "help": [["help"], ["help", "check"]],
}
ALL = "--all" in sys.argv
if ALL:
    sys.argv.remove("--all")
MANY = 10000 # allocations

if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ:
    tempfile.tempdir = "/dev/shm" # no disk need turn for what is made to fail

SENTENCE = re.compile(r"memory|allocate|read|write|written|open|create|lock|"
                      r"make|Interrupted|No space|error")

passed = 0
failed = 0
done = {"allocations": 0, "system calls": 0, "kills": 0}


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    if failed <= 40:
        print(f"FAILED: {name}\n    {detail[:600]}", flush=True)


# ---- what there is to run ----------------------------------------------------

def rows(path, macro):
    """The second field of each row of a .def table."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return re.findall(rf'^{macro}\((\w+)(?:, "([\w-]+)")?', text, re.M)


def recipes():
    out = []
    for _, word in rows("src/cli/commands.def", "COMMAND"):
        out += RECIPES.get(word, [[word, "a.yaml"]])
        if word == "report":
            out.pop()
            for name, _ in rows("src/report/formats.def", "FORMAT"):
                out.append(["report", "--format", name, "a.yaml", "-o",
                            f"out.{name}"])
            out.append(["report", "a.yaml"])
    return out


def make_folder():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sqeeia-fault-"))
    (folder / "tmp").mkdir()
    shutil.copy(SMALL, folder / "small.yaml")
    (folder / "sqeeia.yaml").write_text(
        "sqeeia: project/1\norganisation: A trust\nassessments: [a.yaml]\n")
    (folder / "a.yaml").write_text(ANSWERED)
    (folder / "b.yaml").write_text(BROKEN)
    (folder / "f.yaml").write_text(ANSWERED.replace("partly", "partyl"))
    for name, _ in rows("src/report/formats.def", "FORMAT"):
        (folder / f"out.{name}").write_text("an older report\n")
    return folder


# ---- running -------------------------------------------------------------------

class Round:
    def __init__(self, line):
        fields = line.split("\t")
        self.kind, self.n, self.status = fields[0], int(fields[1]), int(fields[2])
        self.blocks = fields[3]
        self.files = dict(f.rsplit("/", 1) for f in fields[4].split(" ") if f)
        self.out_hash, self.out, self.err = fields[5:8]

    def visible(self):
        return {n: h for n, h in self.files.items() if n[0] != "."}

    def hidden(self):
        return [n for n in self.files if n[0] == "."]


def environment(folder, **more):
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(("FAULT_", "LC_", "SQEEIA_")) and k not in
           ("NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "ACCESSIBLE", "LANG")}
    env.update(LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1793664000", TERM="xterm",
               TMPDIR=str(folder / "tmp"), XDG_STATE_HOME=str(folder / "state"),
               LD_PRELOAD=str(LIBRARY), **more)
    return env


def run_rounds(folder, args, **more):
    """Lines of the log."""
    log = pathlib.Path(tempfile.mkstemp(prefix="sqeeia-fault-log-")[1])
    got = subprocess.run([SQEEIA, *args], cwd=folder, timeout=1200,
                         stdin=subprocess.DEVNULL, capture_output=True,
                         env=environment(folder, FAULT_LOG=str(log), **more))
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if got.returncode:
        print(f"FAILED: {args}: the harness itself, status {got.returncode}: "
              f"{got.stderr.decode()[:300]}")
        raise SystemExit(1)
    return text.split("\n")[:-1]


def counted(folder, args):
    """One run without a fault: it, its allocations, the first and last of each
    place, and its calls by number."""
    lines = run_rounds(folder, args, FAULT_WATCH=WATCH, FAULT_PLACES="1")
    allocs = int(lines[1].split("\t")[1])
    places = [tuple(map(int, p.split())) for p in lines[2].split("\t")[1:]]
    return Round(lines[0]), allocs, places, lines[4:]


def chosen(n, places):
    """Those of `n` allocations that are made to fail."""
    # where there are many, the first of each place only
    some = {k for place in places for k in place[:1 if n > MANY else 2]}
    if ALL:
        some |= set(range(1, n + 1, n // 1000 if n > MANY else 1))
    return sorted(some)[::STRIDE]


def batches(last, size=100):
    """Ranges that cover 1 to `last`, as FAULT_ROUNDS takes them."""
    step = STRIDE * size
    return [f"{n}-{min(n + step - 1, last)}/{STRIDE}"
            for n in range(1, last + 1, step)]


def spread(jobs):
    """Each job is (args, more); rounds come back in their order."""
    def one(job):
        args, more = job
        folder = make_folder()
        try:
            lines = run_rounds(folder, args, **more)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return [Round(x) for x in lines]
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, jobs))


# ---- judging -------------------------------------------------------------------

def files_are_whole(r, before, after):
    for name in set(r.visible()) | set(before) | set(after):
        now = r.visible().get(name)
        if now not in (before.get(name), after.get(name)):
            return False
    return True


def judge(r, good, before, silent=False):
    """Why the round is not as it must be; None when it is."""
    if r.status < 0:
        return f"signal {-r.status}"
    after = good.visible()
    if r.status == 3 and "cannot open" in r.err:
        after = {n: r.visible().get(n) if n == "out.sarif" else h
                 for n, h in after.items()} # the findings of what was read
    if not files_are_whole(r, before, after):
        return "a file is neither as before nor as it should become"
    if r.status == good.status and r.visible() == good.visible() and \
            r.out_hash == good.out_hash:
        return None
    if r.status != 3:
        return f"status {r.status}"
    if not silent and not SENTENCE.search(r.err):
        return "no sentence says why"
    return None


def is_told(args, r, before):
    """`doctor` says what is wrong here: that is its work (without memory, that
    the locale cannot be had)."""
    return args == ["doctor"] and r.status in (0, 1, 3) and \
        r.visible() == before


def describe(r, again=None):
    return (f"{r.kind} {r.n}: status {r.status}, files {' '.join(r.files)}, "
            f"err {r.err!r}, out {r.out[:200]!r}") + \
        ("; " + describe(again) if again else "")


def paired(rounds):
    """Each round with the one in what it left, if there was one."""
    for i, r in enumerate(rounds):
        if r.kind == "round":
            again = rounds[i + 1] if i + 1 < len(rounds) else None
            yield r, again if again and again.kind == "again" else None


# ---- the campaigns -------------------------------------------------------------

def allocations(args, good, n, which, before):
    for kind in ("alloc", "alloc+"):
        # one that fails, and all from one on: the latter at fewer places
        if kind == "alloc+":
            which = which[::len(which) // 100 + 1]
        jobs = [(args, {"FAULT_KIND": kind, "FAULT_ROUNDS":
                        ",".join(map(str, which[i:i + 300]))})
                for i in range(0, len(which), 300)]
        for rounds in spread(jobs):
            for r in rounds:
                done["allocations"] += 1
                why = judge(r, good, before)
                if is_told(args, r, before):
                    why = None
                if not why and r.hidden():
                    why = "left behind: " + " ".join(r.hidden())
                if not why and r.status == good.status and \
                        r.blocks != "-" and int(r.blocks) > int(good.blocks):
                    why = f"{r.blocks} blocks not freed, not {good.blocks}"
                check(f"{' '.join(args)}, {kind} {r.n} of {n}: {why}", not why,
                      describe(r))


def faults(args, good, calls, before):
    jobs = []
    for number in ERRORS.values():
        jobs += [(args, {"FAULT_KIND": str(number), "FAULT_WATCH": WATCH,
                         "FAULT_AGAIN": "litter", "FAULT_ROUNDS": r})
                 for r in batches(len(calls))]
    writes = [n + 1 for n, c in enumerate(calls) if "write" in c][::STRIDE]
    jobs += [(args, {"FAULT_KIND": "short", "FAULT_WATCH": WATCH,
                     "FAULT_AGAIN": "litter",
                     "FAULT_ROUNDS": ",".join(map(str, writes[i:i + 100]))})
             for i in range(0, len(writes), 100)]
    for job, rounds in zip(jobs, spread(jobs)):
        for r, again in paired(rounds):
            done["system calls"] += 1
            call = calls[r.n - 1] if r.n <= len(calls) else "?"
            silent = call.startswith("write 2")
            why = judge(r, good, before, silent)
            if is_told(args, r, before):
                why = None
            if not why and again:
                why = judge_again(again, good)
            check(f"{' '.join(args)}, {job[1]['FAULT_KIND']} at call {r.n} "
                  f"({call}): {why}", not why, describe(r, again))


def judge_again(again, good):
    if again.hidden():
        return "left behind: " + " ".join(again.hidden())
    if again.visible() != good.visible():
        return "the next run does not finish the work"
    return None


def kills(args, good, calls, before):
    jobs = []
    # behind a call is before the next
    for kind in ("kill", "kill-one"):
        jobs += [(args, {"FAULT_KIND": kind, "FAULT_WATCH": WATCH,
                         "FAULT_AGAIN": "1", "FAULT_ROUNDS": r})
                 for r in batches(len(calls))]
    for job, rounds in zip(jobs, spread(jobs)):
        for r, again in paired(rounds):
            done["kills"] += 1
            why = None
            # what a process of its own did may end without the whole
            if r.status not in (-9, 3, good.status):
                why = f"status {r.status}"
            elif not files_are_whole(r, before, good.visible()):
                why = "a file is neither as before nor as it should become"
            else:
                why = judge_again(again, good)
            call = calls[r.n - 1] if r.n <= len(calls) else "?"
            check(f"{' '.join(args)}, {job[1]['FAULT_KIND']} at call {r.n} "
                  f"({call}): {why}", not why,
                  describe(r, again))


# ---- the interview, at a terminal ----------------------------------------------

class Terminal:
    """Lines typed at the prompts, then the end of input."""

    def __init__(self, folder, lines, **more):
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(folder)
            env = environment(folder, **more)
            os.execve(SQEEIA, [SQEEIA, "assess", "i.yaml"], env)
        self.status = None
        self.seen = b""
        lines = list(lines)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([fd], [], [], 1)[0]:
                continue
            try:
                data = os.read(fd, 65536)
            except OSError:
                data = b""
            if not data:
                break
            self.seen += data
            if re.search(rb"(: |\? )$", self.seen):
                os.write(fd, lines.pop(0).encode() + b"\n" if lines
                         else b"\x04")
                self.seen += b"\0" # so that one prompt is answered once
        os.close(fd)
        if time.monotonic() >= end:
            os.kill(pid, 9)
        _, status = os.waitpid(pid, 0)
        self.status = (os.WEXITSTATUS(status) if os.WIFEXITED(status)
                       else -os.WTERMSIG(status))


def interview():
    """SIGKILL at every call of an interview: every answer whose next question
    was shown is in the file, and nothing is half."""
    watch = WATCH + ",read"

    def start():
        folder = make_folder()
        (folder / "i.yaml").write_text(STARTED)
        return folder

    def text(folder):
        return (folder / "i.yaml").read_text(encoding="utf-8")

    folder = start()
    log = folder / "log"
    whole = Terminal(folder, TYPED, FAULT_WATCH=watch, FAULT_CALLS=str(log))
    calls = log.read_text().split("\n")[:-1]
    final = text(folder)
    shutil.rmtree(folder)
    renames = [i for i, c in enumerate(calls) if c.startswith("rename")]
    check("the interview ends well", whole.status == 0 and len(renames) > 10,
          f"status {whole.status}, {len(renames)} saves\n" +
          whole.seen.decode("utf-8", "replace")[-500:])
    for i in renames:
        before = calls[:i]
        last_read = max(k for k, c in enumerate(before) if c == "read 0")
        check("an answer is saved before anything more is shown",
              "write 2" not in before[last_read:], "\n".join(before[last_read:]))

    # what the file is after each save: read where the next one begins
    def killed_at(n, kind):
        folder = start()
        t = Terminal(folder, TYPED, FAULT_WATCH=watch, FAULT_AT=str(n),
                     FAULT_KIND=kind)
        got = text(folder), t.status, [p.name for p in folder.glob(".*")]
        again = None
        if n % 5 == 0 or n in near:
            again = Terminal(folder, ["quit"])
            got += (text(folder), [p.name for p in folder.glob(".*sqeeia-*")],
                    again.status)
        shutil.rmtree(folder)
        return got

    near = set()
    for i in renames:
        near |= {i, i + 1, i + 2}
    points = [(n, kind) for n in range(1, len(calls) + 1, STRIDE)
              for kind in ("kill", "killed")]
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        results = list(pool.map(lambda p: killed_at(*p), points))
    stages = {0: STARTED}
    for (n, kind), got in zip(points, results):
        done["kills"] += 1
        saves = len([i for i in renames if i < n - 1 or
                     (i == n - 1 and kind == "killed")])
        stages.setdefault(saves, got[0])
        name = f"interview, {kind} at call {n} ({calls[n - 1]})"
        check(f"{name}: status {got[1]}", got[1] in (-9, 0), "")
        check(f"{name}: what was answered is there, whole",
              got[0] == stages[saves], f"{saves} saves, but:\n{got[0]}")
        if len(got) > 3:
            check(f"{name}: the next run tidies up", not got[4],
                  f"{got[4]} status {got[5]}")
    for k in range(1, len(renames)):
        more, less = stages.get(k), stages.get(k - 1)
        if more and less:
            check("each save adds to the one before",
                  len(more) >= len(less) and more != less, more)
    check("the last save is what it ends with", stages[len(renames)] == final)


# ---- all of it ------------------------------------------------------------------

def build_library(folder):
    out = folder / "inject.so"
    subprocess.run([os.environ.get("CC", "cc"), "-std=c17", "-O1", "-Wall",
                    "-shared", "-fPIC", "-o", str(out),
                    str(HERE / "inject.c"), str(HERE / "rounds.c")], check=True)
    return out


def main():
    for args in recipes():
        if len(sys.argv) > 1 and not set(sys.argv[1:]) & set(args):
            continue
        start = time.monotonic()
        folder = make_folder()
        before = {p.name: None for p in folder.iterdir()}
        good, allocs, places, calls = counted(folder, args)
        lines = run_rounds(folder, args, FAULT_ROUNDS="1-1",
                           FAULT_KIND="kill", FAULT_WATCH="open,openat")
        before = Round(lines[0]).visible()
        shutil.rmtree(folder)
        check(f"{' '.join(args)}: runs", 0 <= good.status <= 4 and
              not good.hidden(), describe(good))
        which = chosen(allocs, places)
        allocations(args, good, allocs, which, before)
        faults(args, good, calls, before)
        kills(args, good, calls, before)
        print(f"{' '.join(args)}: {len(which)} of {allocs} allocations, at "
              f"{len(places)} places; {len(calls)} calls; "
              f"{time.monotonic() - start:.1f} s", flush=True)
    if len(sys.argv) == 1 or "interview" in sys.argv:
        interview()
    print("injected: " + ", ".join(f"{n} {what}" for what, n in done.items()))
    print(f"fault: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/release/sqeeia"))
    if not os.access(SQEEIA, os.X_OK):
        sys.exit(f"fault: there is no program {SQEEIA}; SQEEIA names it")
    work = pathlib.Path(tempfile.mkdtemp(prefix="sqeeia-fault-lib-"))
    try:
        LIBRARY = build_library(work)
        sys.exit(main())
    finally:
        shutil.rmtree(work, ignore_errors=True)
