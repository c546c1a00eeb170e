#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare the manual pages and the README with the program and its tables, and run every example in them.

In a page, a display of literal text is an example when a line of it begins with `$ `. Comments before a display:

    .\\" file: NAME     what follows is the file NAME
    .\\" file: +NAME    … and more of it
    .\\" run            what the commands print is written here by --update

A line of three dots in the output stands for any number of lines. The examples of one page share a folder in which
examples/ is, too. A command that does not end with status 0 is followed by `$ echo $?`.
"""

import argparse
import difflib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAN = ROOT / "man"
SQEEIA = os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia"))
BUILD = os.environ.get("SQEEIA_BUILD", str(pathlib.Path(SQEEIA).parent))
TODAY = "1795348800"            # 22 November 2026

KINDS = {
    "WORD": "word", "ID": "id", "TEXT": "text", "COUNT": "count", "NUM": "number", "BOOL": "true or false",
    "TRI": "true or false", "ENUM": "choice", "CHOICE": "choice", "DATE": "date", "DURATION": "length of time",
    "EDGE": "edge", "FORMULA": "expression", "WORDS": "words", "TEXTS": "texts", "DATES": "dates",
    "DURATIONS": "lengths of time", "NODE": None, "ONE": "map", "LIST": "list", "MAP": "map",
}


class Counter:
    """What held and what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, what, problems):
        problems = list(problems)
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAIL {what}")
        for problem in problems[:40]:
            for line in str(problem).splitlines():
                print(f"     {line}")


def differ(left, left_name, right, right_name):
    """What is in one set only."""
    for item in sorted(set(left) - set(right)):
        yield f"{item}: in {left_name}, not in {right_name}"
    for item in sorted(set(right) - set(left)):
        yield f"{item}: in {right_name}, not in {left_name}"


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def rows(path, macro):
    """The arguments of every row of a table, strings unquoted."""
    text = re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)
    for row in re.finditer(rf"^{macro}\((.*?)\)$", text, flags=re.S | re.M):
        yield [re.sub(r'"\s*"', "", a).strip().strip('"') for a in split_arguments(row.group(1))]


def split_arguments(text):
    argument, quoted, i = "", False, 0
    while i < len(text):
        c = text[i]
        if c == "\\" and quoted:
            argument += text[i:i + 2]
            i += 2
            continue
        if c == '"':
            quoted = not quoted
        if c == "," and not quoted:
            yield argument
            argument = ""
        else:
            argument += c
        i += 1
    yield argument


def run(arguments, **more):
    return subprocess.run([SQEEIA, *arguments], capture_output=True, text=True, check=False, timeout=120,
                          stdin=subprocess.DEVNULL, **more)


# ---- pages ------------------------------------------------------------------

ESCAPES = {
    "e": "\\", "&": "", "-": "-", "(mu": "×", "(en": "–", "(em": "—", "(lq": "“", "(rq": "”", "(oq": "‘", "(cq": "’",
    "(aq": "'", "(ga": "`", "(bu": "•", "(<=": "≤", "(>=": "≥", "(->": "→", "(mi": "−", "[u2026]": "…", "(+-": "±",
}
BACK = {"×": r"\(mu", "–": r"\(en", "—": r"\(em", "“": r"\(lq", "”": r"\(rq", "‘": r"\(oq", "’": r"\(cq", "•": r"\(bu",
        "≤": r"\(<=", "≥": r"\(>=", "→": r"\(->", "−": r"\(mi", "…": r"\[u2026]", "±": r"\(+-"}


def plain(line):
    """A line of a literal display, as it is printed."""
    def one(match):
        name = match.group(1)
        if name in ESCAPES:
            return ESCAPES[name]
        if re.fullmatch(r"\[u[0-9A-F]{4}\]", name):
            return chr(int(name[2:-1], 16))
        raise SystemExit(f"docs: unknown escape \\{name} in: {line}")
    return re.sub(r"\\(\[[^\]]*\]|\(..|.)", one, line)


def roff(line):
    line = line.replace("\\", r"\e")
    for sign, escape in BACK.items():
        line = line.replace(sign, escape)
    return r"\&" + line if line[:1] in (".", "'") else line


class Block:
    """A display: its lines as printed, and where they stand in the source."""

    def __init__(self, first, lines, remarks):
        self.first, self.lines, self.remarks = first, lines, remarks

    def file(self):
        for remark in self.remarks:
            if remark.startswith("file: "):
                return remark[6:]
        return None


def man_blocks(source):
    remarks, block = [], None
    for number, line in enumerate(source.splitlines()):
        if block is not None:
            if line == ".Ed":
                yield block
                block = None
            else:
                block.lines.append(plain(line))
        elif line.startswith(".Bd -literal"):
            block = Block(number + 1, [], remarks)
            remarks = []
        elif line.startswith('.\\" '):
            remarks.append(line[4:])
        elif not line.startswith(".Pp"):
            remarks = []


def markdown_blocks(source):
    block, remarks = None, []
    for number, line in enumerate(source.splitlines()):
        if block is not None:
            if line.startswith("```"):
                yield block
                block = None
            else:
                block.lines.append(line)
        elif line.startswith("```"):
            block = Block(number + 1, [], remarks)
            remarks = []
        elif match := re.fullmatch(r"<!-- (.*) -->", line):
            remarks.append(match.group(1))


# ---- running examples ---------------------------------------------------------

class Shell:
    """A folder in which the examples of one page run."""

    def __init__(self, folder):
        self.folder = folder
        self.status = 0
        shutil.copytree(ROOT / "examples", folder / "examples")
        programs = folder / ".bin"
        programs.mkdir()
        (programs / "sqeeia").symlink_to(SQEEIA)
        self.env = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "COLUMNS": "80",
                    "SOURCE_DATE_EPOCH": TODAY, "TERM": "dumb"}
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]

    def run(self, command):
        if command == "echo $?":
            return [str(self.status)]
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.env, text=True, check=False, timeout=300,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.status = done.returncode
        return done.stdout.splitlines()


def steps(lines):
    """(command, its lines of source, expected output) for every `$ ` line."""
    i = 0
    while i < len(lines):
        if not lines[i].startswith("$ "):
            i += 1
            continue
        source = [lines[i]]
        while source[-1].endswith("\\"):
            i += 1
            source.append(lines[i])
        command = "\n".join([source[0][2:], *source[1:]])
        i += 1
        output = []
        while i < len(lines) and not lines[i].startswith("$ "):
            output.append(lines[i])
            i += 1
        while output and not output[-1]:
            output.pop()
        yield command, source, output


def matches(want, got):
    """Equal, where a line of three dots stands for any lines."""
    if not want:
        return not got
    if want[0].strip() == "...":
        return any(matches(want[1:], got[n:]) for n in range(len(got) + 1))
    return bool(got) and want[0].rstrip() == got[0].rstrip() and matches(want[1:], got[1:])


def run_block(shell, block, problems, update):
    """Runs the commands of a block; its lines as they should be."""
    out, failed_before = [], None
    for command, source, want in steps(block.lines):
        if failed_before and command != "echo $?":
            problems.append(f"{failed_before}: ended with {shell.status}, and no `$ echo $?` follows")
        got = shell.run(command)
        failed_before = command if shell.status and command != "echo $?" else None
        if not matches(want, got):
            if not update:
                problems.append(f"line {block.first + 1}: $ {command}")
                problems += list(difflib.unified_diff(want, got, "the page", "the program", n=1, lineterm=""))[2:]
            want = got
        out += source + want
    if failed_before:
        problems.append(f"{failed_before}: ended with {shell.status}, and no `$ echo $?` follows")
    return out


def run_examples(counter, path, update):
    source = path.read_text(encoding="utf-8")
    man = path.suffix != ".md"
    lines, problems, shift = source.splitlines(), [], 0
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp) / "work"
        folder.mkdir()
        shell = Shell(folder)
        for block in (man_blocks if man else markdown_blocks)(source):
            name = block.file()
            if name:
                with open(folder / name.lstrip("+"), "a" if name.startswith("+") else "w", encoding="utf-8") as file:
                    if name.startswith("+"):
                        file.write("\n" if not block.lines[0].startswith("  ") else "")
                    file.write("\n".join(block.lines) + "\n")
                continue
            if not any(line.startswith("$ ") for line in block.lines):
                continue
            new = run_block(shell, block, problems, update)
            if update and "run" in block.remarks:
                new = [roff(line) if man else line for line in new]
                at = block.first + shift
                lines[at:at + len(block.lines)] = new
                shift += len(new) - len(block.lines)
    if update and "\n".join(lines) + "\n" != source:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"docs: wrote {path.relative_to(ROOT)}")
    counter.that(f"examples in {path.relative_to(ROOT)}", problems)


# ---- comparisons ---------------------------------------------------------------

def check_lint(counter):
    if not shutil.which("mandoc"):
        print("docs: no mandoc here; the pages' form is not checked")
        return
    with tempfile.TemporaryDirectory() as temp:
        for page in MAN.glob("*.[1-9]"):
            folder = pathlib.Path(temp) / f"man{page.suffix[1:]}"
            folder.mkdir(exist_ok=True)
            shutil.copy(page, folder)
        if shutil.which("makewhatis"):
            subprocess.run(["makewhatis", temp], check=False, capture_output=True)
        for page in sorted(MAN.glob("*.[1-9]")):
            done = subprocess.run(["mandoc", "-Tlint", "-Wstyle", str(page)], capture_output=True, text=True,
                                  check=False, env={**os.environ, "MANPATH": temp})
            # pages of this manual only; those of the system need not be there
            said = [line for line in done.stdout.splitlines()
                    if "referenced manual not found" not in line or "Xr sqeeia" in line]
            counter.that(f"mandoc has nothing to say about {page.name}", said)


def commands():
    return [row[1] for row in rows("src/cli/commands.def", "COMMAND")]


def check_pages(counter):
    want = {"sqeeia.1", "sqeeia.3", "sqeeia-questionnaire.5", "sqeeia-assessment.5", "sqeeia-rules.7",
            "sqeeia-digital.7", "sqeeia-estate.7"}
    want |= {f"sqeeia-{word}.1" for word in commands()}
    have = {page.name for page in MAN.glob("*.[1-9]")}
    counter.that("every command has its page, and every page its subject",
                 differ(want, "what must be", have, "man/"))
    main = read("man/sqeeia.1")
    counter.that("sqeeia(1) names every command",
                 [word for word in commands() if f".It Xr sqeeia-{word} 1" not in main])


def options_of_help(text, heading):
    part = text.split(f"\n{heading}\n", 1)
    if len(part) < 2:
        return set()
    found = set()
    for line in part[1].splitlines():
        if line and not line.startswith(" "):
            break
        match = re.match(r"  (?:-(\w), |    )--([a-z-]+)(?: (\S+))?", line)
        if match:
            found.add(f"--{match.group(2)}" + (f" {match.group(3)}" if match.group(3) else ""))
            if match.group(1):
                found.add(f"-{match.group(1)}")
    return found


def options_of_page(source):
    found = set()
    for line in source.splitlines():
        if not line.startswith(".It Fl "):
            continue
        for letter in re.findall(r"Fl (\w)\b", line):
            found.add(f"-{letter}")
        for name, argument in re.findall(r"Fl -([a-z-]+)(?: Ar (\S+))?", line):
            found.add(f"--{name}" + (f" {argument}" if argument else ""))
    return found


def check_options(counter):
    for word in commands():
        path = MAN / f"sqeeia-{word}.1"
        if not path.exists():
            continue
        page = path.read_text(encoding="utf-8")
        text = run([word, "--help"], env={**os.environ, "COLUMNS": "100"}).stdout
        own = {o for o in options_of_help(text, "Options")}
        counter.that(f"options of sqeeia-{word}(1)", differ(own, "--help", options_of_page(page), "the page"))
        counter.that(f"sqeeia-{word}(1) says its exit status and where the rest is",
                     [s for s in (".Sh EXIT STATUS", ".Xr sqeeia 1", ".Sh EXAMPLES") if s not in page])
    text = run(["--help"], env={**os.environ, "COLUMNS": "100"}).stdout
    shared = options_of_help(text, "Options that every command takes")
    counter.that("options of sqeeia(1)",
                 differ(shared, "--help", options_of_page(read("man/sqeeia.1")), "the page"))


def section(source, heading):
    match = re.search(rf"^\.Sh {heading}$(.*?)(?=^\.Sh |\Z)", source, flags=re.M | re.S)
    return match.group(1) if match else ""


def check_exit_status(counter):
    page = set(re.findall(r"^\.It (\d+)", section(read("man/sqeeia.1"), "EXIT STATUS"), flags=re.M))
    help_text = set(re.findall(r"^ +(\d+)  ", run(["help", "exit-status"]).stdout, flags=re.M))
    enum = re.search(r"enum sq_exit \{(.*?)\};", read("src/cli/cli.h"), flags=re.S).group(1)
    source = {number for name, number in re.findall(r"SQ_EXIT_(\w+) = (\d+)", enum)}
    counter.that("exit statuses of sqeeia(1)", differ(source, "cli.h", page, "the page"))
    counter.that("exit statuses of `sqeeia help exit-status`",
                 differ(source - {"141"}, "cli.h", help_text - {"141"}, "the help"))


def check_environment(counter):
    page = set(re.findall(r"^\.It Ev (.*)", section(read("man/sqeeia.1"), "ENVIRONMENT"), flags=re.M))
    page = {name for line in page for name in re.findall(r"[A-Z_]{2,}", line)}
    text = run(["help", "environment"]).stdout
    said = {name for line in text.splitlines() if line.startswith("  ")
            for name in re.findall(r"[A-Z_]{2,}", line.strip().split("  ")[0])}
    counter.that("environment of sqeeia(1)", differ(said, "`sqeeia help environment`", page, "the page"))
    read_by = set()
    for file in (ROOT / "src").rglob("*.c"):
        read_by |= set(re.findall(r'(?:sq_env|getenv)\("(\w+)"\)', file.read_text(encoding="utf-8")))
    counter.that("every variable that is read is in sqeeia(1)", sorted(read_by - page))


def words_of(source):
    """The arrays of words of a reader: name → words."""
    found = {}
    for name, body in re.findall(r"static const char \*const (\w+)\[\] = \{(.*?)NULL\s*\}", source, flags=re.S):
        if "#include" in body:
            body = " ".join(f'"{row[1]}"' for row in rows("src/model/combine.def", "COMBINE"))
        found[name] = re.findall(r'"([^"]*)"', body)
    return found


def key_tables(path):
    """name → {key: (kind, needed, words)} for every table of a reader."""
    source = read(path)
    words = words_of(source)
    tables = {}
    for name, body in re.findall(r"struct sq_key (\w+)\[\] = \{(.*?)^\};", source, flags=re.S | re.M):
        table = {}
        for row in re.split(r"\n    \{(?=\")", "\n" + body)[1:]:
            match = re.match(r'"([^"]+)",\s*SQ_K_(\w+),\s*(true|false)', row)
            used = [w for n, w in words.items() if re.search(rf"\b{n}\b", row)]
            table[match.group(1)] = (match.group(2), match.group(3) == "true", used[0] if used else [])
        tables[name] = table
    return tables


def page_lists(source):
    """What follows a `.\\" keys: NAME` or `rows:` remark: [(name, [(item line, body)])]."""
    for match in re.finditer(r'^\.\\" (?:keys|rows): ([^\n]*)\n\.Bl [^\n]*\n(.*?)^\.El', source, flags=re.M | re.S):
        items = re.findall(r"^\.It (.*)\n((?:(?!\.It ).*\n)*)", match.group(2), flags=re.M)
        yield match.group(1), items


def check_keys(counter, path, page):
    tables = key_tables(path)
    source = read(f"man/{page}")
    lists = {}
    for name, items in page_lists(source):
        lists.setdefault(name, []).extend(items)
    listed = {name for name in lists if name.endswith("_keys")}
    counter.that(f"{page} has every table of {path}", differ(tables, path, listed, page))
    for name, table in tables.items():
        have, problems = {}, []
        for head, body in lists.get(name, []):
            match = re.match(r"Ic (\S+)(?: Pq ([a-z ]+?)(, needed)?| No \( (needed) \))?$", head)
            if not match:
                problems.append(f"cannot read: .It {head}")
                continue
            key, kind, needed, needed_too = match.groups()
            have[key] = True
            if key not in table:
                continue
            want_kind, want_needed, words = table[key]
            if KINDS[want_kind] != kind:
                problems.append(f"{key} is {KINDS[want_kind]}, and the page says {kind}")
            if want_needed != bool(needed or needed_too):
                problems.append(f"{key}: needed is {want_needed}")
            for word in words if name != "dimension_keys" or key != "combine" else []:
                if not re.search(rf"Cm {re.escape(word)}\b(?!-)", body) and name != "evidence_keys":
                    problems.append(f"{key} may be {word}, and the page does not say so")
        problems += differ(table, path, have, page)
        counter.that(f"{name} in {page}", problems)


def check_rows(counter):
    source = read("man/sqeeia-questionnaire.5")
    for name, items in page_lists(source):
        match = re.match(r"(\S+\.def) (\w+) (\d)", name)
        if not match:
            continue
        table, macro, field = match.groups()
        want = [row[int(field) - 1] for row in rows(table, macro)]
        have = [re.match(r"(?:Cm|Ic) (\S+)", head).group(1) for head, _ in items]
        counter.that(f"rows of {table} in sqeeia-questionnaire(5)",
                     list(differ(want, table, have, "the page")) or
                     ([] if want == have else ["they stand in another order"]))


def number_of(text):
    """16 MiB, 10,000 or (16u * 1024 * 1024) as a number."""
    text = text.replace(",", "").replace("u", "").strip()
    match = re.fullmatch(r"(\d+) ?(KiB|MiB)?", text)
    if match:
        return int(match.group(1)) * {"KiB": 1024, "MiB": 1024 ** 2, None: 1}[match.group(2)]
    return eval(text, {"__builtins__": {}})     # only digits, * and << can be in it


def check_limits(counter):
    want = {}
    for name, value in re.findall(r"#define (SQ_\w+)[ \\\n]+(\([^)]*\)|\w+)", read("src/base/limits.h")):
        if re.fullmatch(r"[\d\s*<()u]+", value):
            want[name] = number_of(value)
    part = section(read("man/sqeeia-questionnaire.5"), "LIMITS")
    have = [number_of(value) for value in re.findall(r"^\.It .* Ta (.*)$", part, flags=re.M)]
    problems = []
    for name, value in want.items():
        if value in have:
            have.remove(value)
        else:
            problems.append(f"{name}, {value}, is not in the page")
    counter.that("limits in sqeeia-questionnaire(5)", problems + [f"{v} is no limit" for v in have])


def check_rules(counter):
    done = subprocess.run([sys.executable, str(MAN / "make-rules.py")], capture_output=True, text=True, check=False)
    problems = []
    if done.stdout != read("man/sqeeia-rules.7"):
        problems = ["it is not what man/make-rules.py prints: run man/make-rules.py >man/sqeeia-rules.7", done.stderr]
    counter.that("sqeeia-rules(7) is printed from the catalogue", problems)
    page = set(re.findall(r"\.It Ic (SQ\d{3})", read("man/sqeeia-rules.7")))
    listed = set(re.findall(r"\bSQ\d{3}\b", run(["explain", "--list"]).stdout))
    counter.that("every finding is in sqeeia-rules(7)", differ(listed, "`explain --list`", page, "the page"))


def check_small_tables(counter):
    assess, report = read("man/sqeeia-assess.1"), read("man/sqeeia-report.1")
    words = [row[1] for row in rows("src/walk/commands.def", "WALK")]
    have = re.findall(r"^\.It Ic (?:\\&)?(\S+)", assess, flags=re.M)
    counter.that("what can be typed, in sqeeia-assess(1)", differ(words, "walk/commands.def", have, "the page"))
    formats = [row[0] for row in rows("src/report/formats.def", "FORMAT")]
    have = re.findall(r"^\.It Cm (\S+)", report, flags=re.M)
    counter.that("formats in sqeeia-report(1)", differ(formats, "formats.def", have, "the page"))
    kinds = [row[1].strip('"') for row in rows("src/report/kinds.def", "KIND")]
    have = re.findall(r"^\.It Ic (\S+)", report, flags=re.M)
    counter.that("kinds in sqeeia-report(1)", differ(kinds, "kinds.def", have, "the page"))


def key_paths(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            name = f"{path}.{key}" if path else key
            yield name
            yield from key_paths(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from key_paths(inner, path + "[]")


def check_json(counter):
    have = set(re.findall(r"^\.It Ic (\S+)", section(read("man/sqeeia-score.1"), "JSON"), flags=re.M))
    files = sorted((ROOT / "examples").glob("*.yaml")) + sorted((ROOT / "examples" / "schemes").glob("waiver/*ed.yaml"))
    want = set()
    done = run(["score", "--format", "ndjson", *map(str, files)])
    for line in done.stdout.splitlines():
        want |= set(key_paths(json.loads(line)))
    counter.that("keys of the JSON in sqeeia-score(1)", differ(want, "the program", have, "the page"))


def check_library(counter):
    page = read("man/sqeeia.3")
    header = read("include/sqeeia.h")
    want = re.findall(r"\b(sqeeia_\w+)\(", re.sub(r"/\*.*?\*/", "", header, flags=re.S))
    have = re.findall(r"^\.Fo (sqeeia_\w+)|^\.Fn (sqeeia_\w+) \"", section(page, "SYNOPSIS"), flags=re.M)
    counter.that("functions in sqeeia(3)",
                 differ(want, "sqeeia.h", [a or b for a, b in have], "the page"))
    for kind in ("status", "level"):
        body = re.search(rf"enum sqeeia_{kind} \{{(.*?)\}};", header, flags=re.S).group(1)
        want = re.findall(r"\bSQEEIA_[A-Z_]+", re.sub(r"/\*.*?\*/", "", body, flags=re.S))
        have = re.findall(r"^\.It Dv (SQEEIA_\w+)", page, flags=re.M)
        counter.that(f"constants of sqeeia_{kind} in sqeeia(3)", sorted(set(want) - set(have)))
    compile_example(counter, page)


def compile_example(counter, page):
    """The program of the page, built against what `cmake --install` installs, as a newcomer would."""
    programs = [b for b in man_blocks(page) if any("int main" in line or line == "main(void)" or "main(int" in line
                                                   for line in b.lines)]
    if len(programs) != 1:
        counter.that("sqeeia(3) has one complete program", [f"it has {len(programs)}"])
        return
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp)
        (folder / "example.c").write_text("\n".join(programs[0].lines) + "\n", encoding="utf-8")
        done = subprocess.run(["cmake", "--install", BUILD, "--prefix", temp], capture_output=True, text=True,
                              check=False)
        pc = next(folder.rglob("sqeeia.pc"), None)
        if done.returncode or not pc:
            counter.that("the library can be installed", [done.stdout[-500:], done.stderr[-2000:]])
            return
        env = {**os.environ, "PKG_CONFIG_PATH": str(pc.parent)}
        flags = subprocess.run(["pkg-config", f"--define-variable=prefix={temp}", "--cflags", "--libs", "sqeeia"], capture_output=True, text=True,
                               check=False, env=env)
        library = next(folder.rglob("libsqeeia.so"))
        command = ["cc", "-std=c17", "-Wall", "-Wextra", "-Werror", "-o", str(folder / "example"),
                   str(folder / "example.c"), *shlex.split(flags.stdout), f"-Wl,-rpath,{library.parent}"]
        built = subprocess.run(command, capture_output=True, text=True, check=False)
        problems = [flags.stderr, built.stderr] if built.returncode or flags.returncode else []
        if not problems:
            example = ROOT / "examples" / "ambient-scribe.sqeeia.yaml"
            done = subprocess.run([str(folder / "example"), str(example)], capture_output=True, text=True,
                                  check=False, env={**os.environ, "SOURCE_DATE_EPOCH": TODAY})
            try:
                if done.returncode or json.loads(done.stdout)["schema"] != "sqeeia-score":
                    problems.append(f"it ended with {done.returncode}: {done.stdout[:300]}{done.stderr[:300]}")
            except ValueError:
                problems.append(f"it did not print JSON: {done.stdout[:300]}")
            done = subprocess.run([str(folder / "example"), "/nowhere.yaml"], capture_output=True, text=True,
                                  check=False)
            if done.returncode == 0 or not done.stderr:
                problems.append("it does not say that a file cannot be read")
        counter.that("the program of sqeeia(3) builds against the installed library, and works", problems)
        counter.that("it builds with CMake, too", build_with_cmake(folder))


def build_with_cmake(folder):
    (folder / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.21)\nproject(figures C)\nfind_package(sqeeia REQUIRED)\n"
        "add_executable(figures example.c)\ntarget_link_libraries(figures sqeeia::sqeeia)\n", encoding="utf-8")
    for command in (["cmake", "-S", str(folder), "-B", str(folder / "b"), f"-DCMAKE_PREFIX_PATH={folder}"],
                    ["cmake", "--build", str(folder / "b")]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return [done.stdout[-500:], done.stderr[-2000:]]
    return []


def check_readme(counter):
    have = re.findall(r"^\| `sqeeia ([a-z-]+)` \| (.*) \|$", read("README.md"), flags=re.M)
    want = [(row[1], row[3]) for row in rows("src/cli/commands.def", "COMMAND")]
    counter.that("commands in README.md", differ(want, "commands.def", have, "README.md"))


def check_links(counter):
    for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = read(page)
        links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
        missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
        paths = [p for p in re.findall(r"`((?:src|tests|man|examples|include|cmake|templates)/[\w./-]*)`", text)
                 if not (ROOT / p).exists()]
        counter.that(f"links and paths in {page}", missing + paths)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write what the examples print into the pages")
    parser.add_argument("--only", metavar="PAGE", help="run the examples of this page only, and nothing else")
    options = parser.parse_args()
    if not os.access(SQEEIA, os.X_OK):
        sys.exit(f"docs: no program at {SQEEIA} (set SQEEIA)")
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["SOURCE_DATE_EPOCH"] = TODAY
    counter = Counter()
    if not options.only:
        check_lint(counter)
        check_pages(counter)
        check_options(counter)
        check_exit_status(counter)
        check_environment(counter)
        check_keys(counter, "src/model/questionnaire_read.c", "sqeeia-questionnaire.5")
        check_keys(counter, "src/model/assessment_read.c", "sqeeia-assessment.5")
        check_keys(counter, "src/model/project_read.c", "sqeeia.1")
        check_rows(counter)
        check_limits(counter)
        check_rules(counter)
        check_small_tables(counter)
        check_json(counter)
        check_library(counter)
        check_readme(counter)
        check_links(counter)
    for path in [*sorted(MAN.glob("*.[1-9]")), ROOT / "README.md"]:
        if not options.only or options.only in path.name:
            run_examples(counter, path, options.update)
    print(f"docs: {counter.passed} passed, {counter.failed} failed")
    return 1 if counter.failed else 0


if __name__ == "__main__":
    sys.exit(main())
