#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The interview at a real terminal: typed, interrupted, killed, resumed.

SQEEIA names the program; SEED (a number) makes the random points repeatable.
The property that matters: whatever happens at whatever prompt, every answer
that was typed before it is in the file.
"""
import fcntl
import os
import pathlib
import pty
import random
import re
import resource
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = pathlib.Path(__file__).resolve().parent
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
SMALL = HERE.parent / "walk" / "small.yaml"
PATIENCE = 30  # seconds until a missing prompt is a failure

START = """# kept by hand
sqeeia: assessment/1
questionnaire: {id: small, path: ./small.yaml}
about:
  title: An app    # for the clinic
answers:
"""

# A whole small assessment, as a person would type it.
TYPED = ["", "A form becomes an app", "partly", "tried with 40 people",
         "1, public", "12", "", "R Patel", "It began with a letter.",
         "Then came a call.", "", "", "it is dated", "yes", "worse",
         "people over 75 have no phone", "likely", "major",
         "asked the ward", "4", "nobody asked yet", "yes", "Wrong dose", "",
         "yes", "Wrong person", "two with one name", "no", "yes", ""]
FINISHED = START + """\
  A1: A form becomes an app
  A2: {answer: partly, because: tried with 40 people}
  A3: [staff, public]
  A4: 12
  A6: R Patel
  A7: "It began with a letter.\\nThen came a call."
  A8: {answer: planned, because: it is dated}
  B1.old.direction: {answer: worse, because: people over 75 have no phone}
  B1.old.harm: {answer: [likely, major], because: asked the ward}
"""

passed = 0
failed = 0


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {name}\n{detail}", flush=True)


class Folder:
    def __init__(self, text=START):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="sqeeia-pty-"))
        shutil.copy(SMALL, self.path / "small.yaml")
        self.file = self.path / "a.yaml"
        self.home = self.path / "home"
        self.home.mkdir()
        self.file.write_text(text, encoding="utf-8")

    def read(self):
        return self.file.read_text(encoding="utf-8")

    def litter(self):
        return [p.name for p in self.path.rglob(".*sqeeia*")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Talk:
    """`sqeeia assess a.yaml` on a terminal of 80 by 24."""

    def __init__(self, folder, *args, term="xterm", limit=False, env=None,
                 columns=80, settle=0.006, shell=None):
        self.seen = b""
        self.status = None
        self.settle = settle
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(folder.path)
            for name in ("NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR",
                         "SQEEIA_COLOR", "ACCESSIBLE", "COLUMNS"):
                os.environ.pop(name, None)
            os.environ.update(TERM=term, LC_ALL="C.UTF-8", HOME=str(folder.home),
                              SOURCE_DATE_EPOCH="1793664000",
                              XDG_STATE_HOME=str(folder.home / "state"),
                              TMPDIR=str(folder.home))
            os.environ.update(env or {})
            if limit:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            if shell:
                os.execv(shutil.which("bash"), ["bash", "-c", shell])
            os.execv(SQEEIA, [SQEEIA, "assess", "a.yaml", *args])
        self.pid, self.fd = pid, fd
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def _more(self, wait):
        if not select.select([self.fd], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.seen += data
        return bool(data)

    def prompt(self):
        """Everything since the last call, once a prompt stands at its end."""
        end = time.monotonic() + PATIENCE
        from_here = len(self.seen)
        while time.monotonic() < end:
            text = self.seen[from_here:]
            if re.search(rb"[^\n]*(: |\? )$", text) and not self._more(self.settle):
                return text.decode("utf-8", "replace")
            if not self._more(0.05) and self.ended():
                break
        raise AssertionError("no prompt after:\n" +
                             self.seen[-1500:].decode("utf-8", "replace"))

    def send(self, text):
        os.write(self.fd, text if isinstance(text, bytes) else text.encode())

    def type(self, line):
        self.send(line + "\n")
        return self.prompt()

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = (os.WEXITSTATUS(status)
                               if os.WIFEXITED(status)
                               else -os.WTERMSIG(status))
        return self.status is not None

    def wait(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.ended():
                while self._more(0.02):
                    pass
                break
            self._more(0.02)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = -signal.SIGKILL
        return self.status

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def close(self):
        if not self.ended():
            self.kill()
        try:
            os.close(self.fd)
        except OSError:
            pass

    def text(self):
        return self.seen.decode("utf-8", "replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def whole():
    """Types it all; returns what the file holds at each prompt."""
    stages = []
    with Folder() as f, Talk(f) as t:
        screen = t.prompt()
        check("it starts with the sections",
              "1. The change: Not yet started" in screen, screen)
        for line in TYPED[:-1]:
            stages.append(f.read())
            t.type(line)
        stages.append(f.read())
        t.send(TYPED[-1] + "\n")
        check("the end is status 0", t.wait() == 0, t.text()[-800:])
        check("it says what comes next",
              "Saved. Next: sqeeia check a.yaml" in t.text(),
              t.text()[-800:])
        text = f.read()
        check("every answer is on its line", text.startswith(FINISHED), text)
        check("the rest too", "  B2.r1.what: Wrong dose\n"
              "  B2.r2.what: Wrong person\n"
              "  B2.r2.cause: two with one name\n" in text, text)
        check("no lock stays", f.litter() == [], f.litter())
        r = subprocess.run([SQEEIA, "status", "--require-complete", "a.yaml"],
                           cwd=f.path, capture_output=True, text=True)
        check("and it is complete", r.returncode == 0, r.stdout + r.stderr)
    return stages


def one_line_a_change(stages):
    worst = 0
    for before, after in zip(stages, stages[1:]):
        a = before.splitlines()
        b = after.splitlines()
        changed = sum(1 for x in b if x not in a)
        worst = max(worst, changed)
        check("no line but the answer's is touched",
              all(x in b for x in a[:6]), after)
    check("an answer is one line of a diff", worst == 1, str(worst))


def killed(stages):
    """kill -9 at every prompt."""
    for n, expected in enumerate(stages):
        with Folder() as f:
            with Talk(f) as t:
                t.prompt()
                for line in TYPED[:n]:
                    t.type(line)
                t.kill()
            check(f"killed at prompt {n}, the file has all of it",
                  f.read() == expected, f.read())
            with Talk(f) as t:  # the lock of a dead process is no lock
                screen = t.prompt()
                check(f"resumed after prompt {n}",
                      "1. The change: " in screen, screen)
                t.send("quit\n")
                check(f"and left again after prompt {n}", t.wait() == 0,
                      t.text())
            check(f"without a change after prompt {n}", f.read() == expected)


def killed_anywhere(stages, dice):
    """kill -9 without waiting for a prompt: before or after the line."""
    for _ in range(25):
        n = dice.randrange(1, len(TYPED) - 1)
        with Folder() as f:
            with Talk(f) as t:
                t.prompt()
                for line in TYPED[:n - 1]:
                    t.type(line)
                t.send(TYPED[n - 1] + "\n")
                time.sleep(dice.random() * 0.02)
                t.kill()
            check(f"killed within answer {n}: before it or after it",
                  f.read() in (stages[n - 1], stages[n]), f.read())
            r = subprocess.run([SQEEIA, "check", "-q", "--fail-on", "error",
                                "a.yaml"], cwd=f.path, capture_output=True,
                               text=True)
            check("the file is whole", r.returncode == 0, r.stdout)


def interrupted(stages, dice):
    for _ in range(25):
        n = dice.randrange(len(stages))
        with Folder() as f, Talk(f) as t:
            t.prompt()
            for line in TYPED[:n]:
                t.type(line)
            if dice.random() < 0.5:
                t.send("half a li")
            t.send(b"\x03")
            check(f"Ctrl-C at prompt {n} is status 130", t.wait() == 130,
                  t.text()[-500:])
            check("it says how to go on",
                  "Saved. Resume with `sqeeia assess a.yaml`" in t.text()
                  or "Saved. Next: " in t.text(), t.text()[-500:])
            check(f"Ctrl-C at prompt {n} costs nothing",
                  f.read() == stages[n], f.read())
            check("no lock stays", f.litter() == [], f.litter())
    for _ in range(10):
        with Folder() as f, Talk(f) as t:
            n = dice.randrange(1, len(stages))
            t.prompt()
            for line in TYPED[:n - 1]:
                t.type(line)
            t.send(TYPED[n - 1] + "\n")
            time.sleep(dice.random() * 0.01)
            t.send(b"\x03")
            check("Ctrl-C within an answer ends it", t.wait() == 130,
                  t.text()[-500:])
            check("before the answer or after it",
                  f.read() in (stages[n - 1], stages[n]), f.read())


def resumed(stages):
    """Stop after every few answers, start again, and still finish it."""
    with Folder() as f:
        at = 0
        while at < len(TYPED) - 1:
            with Talk(f) as t:
                t.prompt()
                screen = t.type("")
                left = 4
                while left and "That was the last" not in screen:
                    screen = t.type(answer_for(screen))
                    left -= 1
                t.send(b"\x03")
                t.wait()
                at += 4
        with Talk(f) as t:
            screen = t.prompt()
            check("everything is answered in pieces",
                  "1. The change: Completed" in screen and
                  "2. Who is touched: Completed" in screen, screen)


def answer_for(screen):
    """What a person would type at this prompt."""
    prompt = screen.rstrip("\r\n").splitlines()[-1]
    for part, answer in (("Because", ""), ("come back later", "yes"), ("Why is it not", ""),
                         ("Add one?", "no"), ("Date", ""), ("More", ""),
                         ("(Enter leaves it empty)", ""), ("in people", "3"),
                         ("with commas", "1"), ("Enter takes", "")):
        if part in prompt:
            return answer
    return "1" if "  1. " in screen else "some words"


def ended_otherwise(stages):
    for name, send, status in (("SIGTERM", signal.SIGTERM, 143),
                               ("SIGHUP", signal.SIGHUP, 129)):
        with Folder() as f, Talk(f) as t:
            t.prompt()
            for line in TYPED[:4]:
                t.type(line)
            os.kill(t.pid, send)
            check(f"{name} is status {status}", t.wait() == status, t.text())
            check(f"{name} costs nothing", f.read() == stages[4])
    with Folder() as f, Talk(f) as t:
        t.prompt()
        for line in TYPED[:4]:
            t.type(line)
        t.send(b"\x04")
        check("the end of input saves and is status 0", t.wait() == 0,
              t.text())
        check("and says so", "Saved. Resume with" in t.text(), t.text())
        check("and costs nothing", f.read() == stages[4])
    with Folder() as f:
        t = Talk(f)
        t.prompt()
        for line in TYPED[:4]:
            t.type(line)
        os.close(t.fd)  # the terminal goes away
        end = time.monotonic() + PATIENCE
        while not t.ended() and time.monotonic() < end:
            time.sleep(0.01)
        check("a lost terminal ends it", t.status in (129, 0, 3),
              str(t.status))
        if t.status is None:
            os.kill(t.pid, signal.SIGKILL)
        check("and costs nothing", f.read() == stages[4])


def accessible():
    for args, term in ((["--accessible"], "xterm"), ([], "dumb")):
        with Folder() as f, Talk(f, *args, term=term) as t:
            t.prompt()
            for line in TYPED[:-1]:
                t.type(line)
            for line in ("?", "help", "score", "check", "list", "goto A2",
                         "evidence A report", "data", "R Patel", "2026-01-01",
                         "action Ask again", "R Patel", "2027-01-31", "reduce",
                         "evidence", "", "goto B2.+", "check all", "change 1",
                         ":later", "list", "quit"):
                if line == "quit":
                    t.send("quit\n")
                    t.wait()
                else:
                    t.type(line)
            data = t.seen.replace(b"\r\n", b"\n")
            check(f"no ESC, CR or BS with {args} {term}",
                  not re.search(rb"[\x1b\r\x08]", data))
            text = data.decode("utf-8")
            check("no box drawing", not re.search("[\u2500-\u259f]", text))
            if args:
                check("nothing but ASCII of ours", text.isascii(),
                      str(re.findall("[^\x00-\x7f]+", text)))
            bad = [x for x in text.splitlines()
                   if args and re.search(r"\S  +\S", x)]
            check("no two blanks but indentation", not bad, "\n".join(bad))


def full_disk():
    with Folder() as f, Talk(f, limit=True) as t:
        t.prompt()
        t.type("")
        resource.prlimit(t.pid, resource.RLIMIT_FSIZE,
                         (0, resource.RLIM_INFINITY))
        screen = t.type("A form")
        check("a write that fails is told", "Not saved: " in screen, screen)
        check("and the interview goes on", "(A2)" in screen, screen)
        check("the file is as it was", f.read() == START, f.read())
        resource.prlimit(t.pid, resource.RLIMIT_FSIZE,
                         (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        screen = t.type("save")
        check("save tries again", "a.yaml is written." in screen, screen)
        check("with the answer that was kept",
              f.read() == START + "  A1: A form\n", f.read())
        resource.prlimit(t.pid, resource.RLIMIT_FSIZE,
                         (0, resource.RLIM_INFINITY))
        t.type("partly")
        t.send(b"\x03")
        check("what cannot be kept is said at the end", t.wait() in (3, 130),
              t.text())
        check("in plain words", "Saved." not in t.text()[-600:] and
              "lost" in t.text()[-600:] and "A2: partly" in
              t.text()[-600:], t.text()[-600:])
        check("no temporary file stays", f.litter() == [], f.litter())


def two_interviews():
    """Two people at one file at the same time."""
    with Folder() as f, Talk(f, "--as", "Ann") as ann, \
            Talk(f, "--as", "Bob") as bob:
        ann.prompt()
        bob.prompt()
        bob.type("A4")
        ann.type("")
        ann.type("A form")
        screen = bob.type("7")
        check("the second is told of the first",
              "changed by somebody else" in screen, screen)
        ann.type("partly")
        ann.type("tried in May")
        bob.type("2026-11-03")
        text = f.read()
        day = "on: 2026-11-03}"
        check("both keep all of their answers", all(x in text for x in (
            f"  A1: {{answer: A form, by: Ann, {day}\n",
            f"  A2: {{answer: partly, because: tried in May, by: Ann, {day}\n",
            f"  A4: {{answer: 7, by: Bob, {day}\n",
            f"  A5: {{answer: 2026-11-03, by: Bob, {day}\n")), text)
        bob.type(":goto A3")
        ann.type("staff")
        screen = bob.type("public")
        check("a clash on one question is asked about",
              "A3 was changed by somebody else" in screen and
              "Which one stays?" in screen, screen)
        ann.type("list")
        ann.type("A7")
        ann.type("While the other thinks.")
        check("nobody waits for who is asked", "While the other thinks" in
              f.read(), f.read())
        bob.type("2")
        text = f.read()
        check("and what was said stays", f"  A3: {{answer: [public], by: Bob"
              in text and "While the other thinks" in text, text)
        ann.send(b"\x03")
        bob.send(b"\x03")
        ann.wait()
        bob.wait()
        check("no lock stays", f.litter() == [], f.litter())


def two_writers():
    with Folder() as f, Talk(f) as t:
        t.prompt()
        t.type("")
        f.file.write_text(START + "  A4: 7 # theirs\n", encoding="utf-8")
        screen = t.type("A form")
        check("another's change is noticed",
              "changed by somebody else" in screen, screen)
        check("and both are kept", f.read() == START +
              "  A1: A form\n  A4: 7 # theirs\n", f.read())
        r = subprocess.run([SQEEIA, "assess", "a.yaml", "--set", "A5=2026-01-01"],
                           cwd=f.path, capture_output=True, text=True)
        check("a batch gets in between", r.returncode == 0 and
              "  A5: 2026-01-01\n" in f.read(), r.stderr)
        f.file.write_text("answers: [", encoding="utf-8")
        screen = t.type("partly")
        check("a file that was spoilt is left alone",
              "Not saved: " in screen and f.read() == "answers: [", screen)
        f.file.write_text(START, encoding="utf-8")
        screen = t.type("")
        screen = t.type("save")
        check("and written when it is mended",
              "  A2: partly\n" in f.read(), f.read())


def put_aside():
    """`later` is for tomorrow, too: it stands in the file."""
    with Folder() as f:
        with Talk(f) as t:
            t.prompt()
            t.type("")
            screen = t.type(":later")
            check("later goes on", "(A2)" in screen, screen)
            check("and is in the file at once",
                  f.read() == START + "later:\n  A1: 2026-11-03\n", f.read())
            t.kill()
        with Talk(f) as t:
            screen = t.prompt()
            check("it is shown on the list", "Left for later: A1" in screen,
                  screen)
            screen = t.type("")
            check("and not asked first", "(A2)" in screen, screen)
            t.type("partly")
            t.type("")
            t.send(b"\x03")
            t.wait()
        text = f.read()
        r = subprocess.run([SQEEIA, "check", "-q", "--fail-on", "error",
                            "a.yaml"], cwd=f.path, capture_output=True,
                           text=True)
        check("check knows the key", r.returncode == 0, r.stdout)
        with Talk(f, "--only", "A1") as t:
            t.prompt()
            t.send("A form\n")
            t.wait()
        check("an answer takes it away", f.read() == text.replace(
            "later:\n  A1: 2026-11-03\n", "").replace(
                "  A2:", "  A1: A form\n  A2:"), f.read())


def taken_back():
    """Evidence and actions go with `undo`, to the byte."""
    with Folder() as f, Talk(f) as t:
        f.file.write_text(START + "  A2: partly\n", encoding="utf-8")
        t.prompt()
        t.close()
    with Folder(START + "  A2: partly\n") as f, Talk(f) as t:
        t.prompt()
        before = f.read()
        t.type("A2")
        for lines in (["evidence A report", "data", "R Patel", "2026-01-01"],
                      ["action Ask again", "R Patel", "2027-01-31", "reduce"],
                      ["evidence", "Another report", "", "", ""]):
            for line in lines:
                t.type(line)
            check("it was written", f.read() != before)
            t.type("undo")
            check(f"undo takes back {lines[0]}", f.read() == before, f.read())


def long_text():
    """Text from a file, and a line longer than a terminal keeps."""
    with Folder() as f, Talk(f) as t:
        (f.path / "notes.txt").write_text("First.\n\nSecond: \u00e9.\n",
                                          encoding="utf-8")
        t.prompt()
        t.type("A7")
        screen = t.type("@none.txt")
        check("a file that is not there is an error",
              "Error: " in screen and "none.txt" in screen, screen)
        t.type("@notes.txt")
        check("a text can come from a file",
              '  A7: "First.\\n\\nSecond: \u00e9."\n' in f.read(), f.read())
        t.type("")
        t.type("list")
        t.type("A7")
        screen = t.type("x" * 5000)
        check("a line that the terminal cut is told",
              "may be missing" in screen, screen[-600:])
        t.send(b"\x03")
        t.wait()


def letters():
    """Erase takes off a letter, whatever its bytes; arrows are refused."""
    with Folder() as f, Talk(f) as t:
        t.prompt()
        mode = termios.tcgetattr(t.fd)
        check("the terminal is told of UTF-8", mode[0] & 0o40000, str(mode[0]))
        t.type("")
        t.send("caf\u00e9".encode())
        time.sleep(0.05)
        t.send(b"\x7f")
        screen = t.type("\u00e9 \u65e5\u672c")
        check("letters survive", "  A1: caf\u00e9 \u65e5\u672c\n" in f.read(),
              f.read() + screen)
        t.type("back")
        screen = t.type("x\033[D")
        check("an arrow key is refused kindly", "Error: The text has" in
              screen and "arrow key" in screen, screen)
        t.send(":quit\n")
        t.wait()
        # a fresh terminal has it off again
    with Folder() as f, Talk(f) as t:
        t.prompt()
        before = termios.tcgetattr(t.fd)[0]
        t.send("quit\n")
        t.wait()
        check("IUTF8 was on while asking", before & 0o40000)


def edited():
    """`edit` opens an editor; what it leaves is the answer."""
    with Folder() as f:
        script = f.path / "ed.sh"
        script.write_text("#!/bin/sh\nshift $(($# - 1))\n"
                          "cp \"$1\" \"$HOME/page\"\n"
                          "stty -a <\"$(tty)\" >\"$HOME/stty\"\n"
                          "printf 'One line.\\n\\nAnother.\\n\\n' >\"$1.new\"\n"
                          "sed -n '/>8/,$p' \"$1\" >>\"$1.new\"\n"
                          "mv \"$1.new\" \"$1\"\n", encoding="utf-8")
        script.chmod(0o755)
        with Talk(f, env={"SQEEIA_EDITOR": f"{script} --wait",
                          "EDITOR": "false"}) as t:
            t.prompt()
            t.type("A7")
            screen = t.type("edit")
            check("an editor's text is the answer",
                  '  A7: "One line.\\n\\nAnother."\n' in f.read(),
                  f.read() + screen)
            page = (f.home / "page").read_text(encoding="utf-8")
            check("with the guidance below the scissors",
                  re.search(r">8.*\n.*\n# A7: Tell the story", page), page)
            check("the editor has the terminal as it was",
                  "-iutf8" in (f.home / "stty").read_text(), "")
            check("its file is gone",
                  list((f.home / "state" / "sqeeia").glob("*.md")) == [])
        with Talk(f, env={"VISUAL": "false"}) as t:
            t.prompt()
            t.type("A7")
            before = f.read()
            screen = t.type("edit")
            check("an editor that fails changes nothing",
                  f.read() == before and "is kept" in screen, screen)
            left = list((f.home / "state" / "sqeeia").glob("*.md"))
            check("and leaves its file", len(left) == 1 and
                  left[0].stat().st_mode & 0o777 == 0o600, str(left))


def pasted():
    with Folder() as f, Talk(f) as t:
        t.prompt()
        t.type("A1")
        t.send("A form\nbecomes\nan app\n")
        screen = t.prompt()
        check("pasted lines are one text", "  A1: A form becomes an app\n" in
              f.read() and "3 lines came at once" in screen, screen)
        t.type("back")
        t.type(":goto A7")
        t.send("First.\n\nSecond.\n")
        t.prompt()
        check("a long text keeps its lines",
              '  A7: "First.\\n\\nSecond."\n' in f.read(), f.read())


def stopped_and_continued():
    """Ctrl-Z and fg, under a shell that has jobs."""
    if not shutil.which("bash"):
        return
    with Folder() as f:
        shell = (f"set -m; '{SQEEIA}' assess a.yaml & echo $! >$HOME/pid; "
                 "fg >/dev/null; stty -a >$HOME/stty; "
                 "echo 'back? : '; read -r; fg")
        with Talk(f, shell=shell) as t:
            t.prompt()
            t.type("")
            check("IUTF8 is on while asking",
                  termios.tcgetattr(t.fd)[0] & 0o40000)
            t.send(b"\x1a")
            end = time.monotonic() + PATIENCE
            while b"back?" not in t.seen and time.monotonic() < end:
                t._more(0.05)
            check("Ctrl-Z gives the terminal back as it was",
                  "-iutf8" in (f.home / "stty").read_text())
            at = len(t.seen)
            t.send("\n")
            screen = t.prompt()
            check("fg asks again", screen.rstrip("\r\n").splitlines()[-1] ==
                  "Answer: " and b"Answer: " in t.seen[at:], screen)
            while not (termios.tcgetattr(t.fd)[0] & 0o40000) and \
                    time.monotonic() < end:
                time.sleep(0.01)
            check("and fg takes it again",
                  termios.tcgetattr(t.fd)[0] & 0o40000)
            t.type("A form")
            check("and the answer is taken", "A1: A form" in f.read(),
                  f.read())
            os.kill(int((f.home / "pid").read_text()), signal.SIGCONT)
            screen = t.prompt()
            check("SIGCONT asks again", screen.strip() == "Answer:", screen)
            t.send(b"\x03")
            t.wait()


def clashes():
    for typed, kept in (("1", "theirs"), ("2", "A form")):
        with Folder() as f, Talk(f) as t:
            t.prompt()
            t.type("")
            f.file.write_text(START + "  A1: theirs\n  A4: 7\n",
                              encoding="utf-8")
            screen = t.type("A form")
            check("two answers to one question are asked about",
                  "1. Theirs: theirs" in screen and "2. Yours: A form" in
                  screen, screen)
            t.type("what?")
            t.type(typed)
            check(f"{kept} stays", f"  A1: {kept}\n" in f.read(), f.read())
            check("and so does the rest", "  A4: 7\n" in f.read(), f.read())
    with Folder() as f, Talk(f) as t:
        t.prompt()
        t.type("")
        f.file.write_text(START + "  A1: theirs\n", encoding="utf-8")
        t.type("A form")
        t.send(b"\x03")
        t.wait()
        check("who does not say loses nothing", "A1: theirs" in f.read() and
              any("A1: A form" in p.read_text()
                  for p in (f.home / "state" / "sqeeia").iterdir()), t.text())


def rescued():
    """The folder cannot be written: the answers go elsewhere."""
    with Folder() as f, Talk(f, limit=False) as t:
        t.prompt()
        t.type("")
        os.rename(f.path / "a.yaml", f.path / "b.yaml")
        os.mkdir(f.path / "a.yaml")
        screen = t.type("A form")
        check("a file that cannot be written is told", "Not saved: " in screen,
              screen)
        name = re.search(r"kept in (\S+), and", screen.replace("\r\n", " "))
        check("the rescue file is named", name, screen)
        rescue = pathlib.Path(name.group(1))
        check("and holds the answer", "  A1: A form\n" in
              rescue.read_text(encoding="utf-8"))
        check("for its owner alone", rescue.stat().st_mode & 0o77 == 0)
        t.type("partly")
        t.send(b"\x03")
        t.wait()
        os.rmdir(f.path / "a.yaml")
        os.rename(f.path / "b.yaml", f.path / "a.yaml")
        r = subprocess.run([SQEEIA, "assess", "a.yaml", "--answers",
                            str(rescue)], cwd=f.path, capture_output=True,
                           text=True)
        check("--answers takes it back", r.returncode == 0 and
              f.read() == START + "  A1: A form\n  A2: partly\n",
              f.read() + r.stderr)


def looks():
    """Widths, colours and locales."""
    for columns in (40, 80, 132):
        with Folder() as f, Talk(f, columns=columns) as t:
            t.prompt()
            for line in TYPED[:-1]:
                t.type(line)
            text = re.sub(r"\x1b\[[0-9;]*m", "", t.text())
            wide = [x for x in text.splitlines() if len(x) > columns
                    and not x.startswith("sqeeia: ") and ": " not in x[-60:]]
            check(f"nothing is wider than {columns}", not wide,
                  "\n".join(wide))
    for env, colour in (({}, True), ({"NO_COLOR": "1"}, False),
                        ({"CLICOLOR_FORCE": "1"}, True),
                        ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
                        ({"ACCESSIBLE": "1", "CLICOLOR_FORCE": "1"}, False)):
        with Folder() as f, Talk(f, env=env) as t:
            t.prompt()
            check(f"colour with {env}", ("\x1b" in t.text()) == colour)
    with Folder() as f, Talk(f, env={"LC_ALL": "C"}) as t:
        t.prompt()
        t.type("")
        t.type("caf\u00e9 \u65e5\u672c e\u0301")
        check("a C locale keeps letters too",
              "  A1: caf\u00e9 \u65e5\u672c e\u0301\n" in f.read(), f.read())


def manual():
    """The session in the manual, typed again."""
    page = HERE.parent.parent / "man" / "sqeeia-assess.1"
    block = re.search(r'\.\\" session\n\.Bd [^\n]*\n(.*?)\n\.Ed',
                      page.read_text(encoding="utf-8"), re.S).group(1)
    block = re.sub(r"^\\&", "", block, flags=re.M).replace("\\e", "\\")
    wanted = "\n" + block
    with Folder() as f:
        subprocess.run([SQEEIA, "new", "screening", "a.yaml", "--force",
                        "--title", "Repeat prescriptions by app"],
                       cwd=f.path, check=True, capture_output=True)
        with Talk(f, env={"NO_COLOR": "1"}) as t:
            screen = t.prompt().replace("\r\n", "\n")
            while wanted.startswith(screen.rstrip()):
                typed, wanted = wanted[len(screen.rstrip()):].split("\n", 1)
                before = len(t.seen)
                t.send(typed.strip() + "\n")
                if typed.strip() == "quit":
                    t.wait()
                    screen = t.seen[before:].decode().replace("\r\n", "\n")
                    screen = screen.split("\n", 1)[1]
                    break
                screen = t.prompt().replace("\r\n", "\n").split("\n", 1)[1]
            check("the session in the manual is what happens",
                  screen.strip() == wanted.strip(),
                  f"{screen}--- manual\n{wanted[:800]}")


def linked():
    """The target of a link is written, and keeps its mode."""
    with Folder() as f:
        (f.path / "deep").mkdir()
        f.file.rename(f.path / "deep" / "real.yaml")
        shutil.copy(SMALL, f.path / "deep" / "small.yaml")
        f.file.symlink_to("deep/real.yaml")
        os.chmod(f.path / "deep" / "real.yaml", 0o640)
        with Talk(f) as t:
            t.prompt()
            t.type("")
            t.type("A form")
            check("the link stays a link", f.file.is_symlink())
            check("its target has the answer", "A1: A form" in f.read())
            check("and its mode", f.file.stat().st_mode & 0o777 == 0o640)
            if os.geteuid() == 0:
                os.chown(f.file, 1234, 4321)
                t.type("partly")
                st = f.file.stat()
                check("and its owner", (st.st_uid, st.st_gid) == (1234, 4321) and
                      st.st_mode & 0o777 == 0o640 and "A2: " in f.read(),
                      str(st))


def main():
    if not os.access(SQEEIA, os.X_OK):
        print(f"no program at {SQEEIA}; set SQEEIA")
        return 1
    seed = int(os.environ.get("SEED", "1"))
    dice = random.Random(seed)
    if sys.argv[1:]:
        for name in sys.argv[1:]:
            globals()[name]()
        print(f"pty: {passed} passed, {failed} failed")
        return failed > 0
    stages = whole()
    one_line_a_change(stages)
    killed(stages)
    killed_anywhere(stages, dice)
    interrupted(stages, dice)
    resumed(stages)
    ended_otherwise(stages)
    accessible()
    full_disk()
    two_writers()
    two_interviews()
    put_aside()
    taken_back()
    long_text()
    letters()
    edited()
    pasted()
    stopped_and_continued()
    clashes()
    rescued()
    looks()
    linked()
    manual()
    print(f"pty: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
