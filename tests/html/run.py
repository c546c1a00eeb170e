#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pages, Markdown, JSON and CSV as those who read them meet them: a parser, a schema, a browser, axe, a printer.

    tests/html/run.py [--keep FOLDER]

Looks at every kind of report of every example and of assessments made to break pages (hostile.py). The browser's
part needs Chromium and npm, which fetches axe-core and playwright-core into build/; without them it is left out.
"""

import csv
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import hostile  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SQEEIA = pathlib.Path(os.environ.get("SQEEIA", ROOT / "build/dev/sqeeia")).resolve()
KINDS = ["paper", "panel", "public", "actions", "due-regard", "record", "summary"]
MODULES = {"axe-core": "4.14.1", "playwright-core": "1.65.1"}


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, what, problems):
        problems = [p for p in problems if p]
        if problems:
            self.failed += 1
            print(f"FAIL {what}")
            for p in problems[:6]:
                print(f"     {p}")
        else:
            self.passed += 1


def run(*args, env=None, cwd=None):
    base = {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS") or k in ("PATH", "HOME", "TMPDIR")}
    base.update({"LC_ALL": "C.UTF-8"}, **(env or {}))
    return subprocess.run([SQEEIA, *map(str, args)], env=base, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)


ENDINGS = {"html": "html", "markdown": "md", "text": "txt", "json": "json", "csv": "csv"}


def report(folder, file, kind, *formats):
    """Paths of the reports, None for one that is not there; findings in the file are no failure here."""
    done = run("report", "--kind", kind, "--format", ",".join(formats), "-o", f"{folder}/", file)
    stem = file.name.rsplit(".", 1)[0]
    paths = [folder / f"{stem}-{'report' if kind == 'paper' else kind}.{ENDINGS[f]}" for f in formats]
    return [p if done.returncode in (0, 1) and p.exists() else None for p in paths]


# ---- without a browser -------------------------------------------------------

def read_html(path):
    """Well-formed as XML, every id once, every reference answered."""
    text = path.read_text(encoding="utf-8")
    try:
        tree = xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as e:
        return [f"not well-formed: {e}"]
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    problems = [f"id {i} twice" for i in set(ids) if ids.count(i) > 1]
    for e in tree.iter():
        wanted = (e.get("aria-labelledby") or "").split() + ([e.get("href")[1:]] if (e.get("href") or "").startswith("#") else [])
        problems += [f"no id {w}" for w in wanted if w not in ids]
    levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch("h[1-6]", e.tag)]
    if levels.count(1) != 1:
        problems.append(f"{levels.count(1)} headings of the first level")
    problems += [f"h{b} after h{a}" for a, b in zip(levels, levels[1:]) if b > a + 1]
    for table in tree.iter("table"):
        widths = {len(list(row)) for row in table.iter("tr")}
        if len(widths) != 1:
            problems.append(f"a table with rows of {widths} cells")
        if table.find("caption") is None or not "".join(table.find("caption").itertext()).strip():
            problems.append("a table without a caption")
    for svg in tree.iter("svg"):
        if svg.get("role") != "img" or svg.find("title") is None or not "".join(svg.find("desc").itertext()).strip():
            problems.append("a drawing without role, title or description")
    if "default-src 'none'" not in text or re.search(r"<script|<link|@import|url\(", re.sub(r"<(title|desc|p|li|td|th|dd|dt|h\d)\b.*?</\1>", "", text, flags=re.S)):
        problems.append("it may reach outside itself")
    return problems


def lint_html(path):
    """xmllint knows HTML 4: it may not know a name, and must find nothing else."""
    done = subprocess.run(["xmllint", "--html", "--noout", "--huge", path], capture_output=True, text=True)
    return [line for line in done.stderr.splitlines() if re.search(r"error :", line) and not re.search(r"Tag \w+ invalid", line)]


def read_markdown(path):
    text = path.read_text(encoding="utf-8")
    problems = []
    # what is left of HTML are line ends and breakers of mentions
    for found in re.findall(r"<[^>\n]*>?", text.replace("<br>", "").replace("<!-- -->", "")):
        problems.append(f"raw HTML: {found[:60]}")
    if not re.match(r"#{1,3} \S", text):
        problems.append("it does not begin with a heading")
    columns = None
    for line in text.splitlines():
        if line.startswith("|"):
            n = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
            if columns is not None and n != columns:
                problems.append(f"a table row of {n} cells among {columns}: {line[:80]}")
            columns = n
        else:
            columns = None
        if re.search(r"(?<![\\\w])@\w", line):
            problems.append(f"a mention: {line[:80]}")
        if re.search(r"(?<!\\)\]\(", line):
            problems.append(f"a link: {line[:80]}")
    return problems


def read_csv(path):
    raw = path.read_bytes()
    problems = []
    if not raw.endswith(b"\r\n") or raw.startswith(b"\xef\xbb\xbf"):
        problems.append("it does not end in CRLF, or begins with a mark")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
    problems += [f"{len(r)} cells in a row of {len(rows[0])}" for r in rows if len(r) != len(rows[0])]
    for r in rows[1:]:
        for cell in r:
            if re.match("[=@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell) or (re.match("[+-]", cell) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)):
                problems.append(f"a formula: {cell[:40]}")
    return problems


def read_text(path):
    """80 columns, but for a word that is longer; a wide letter has two."""
    def width(line):
        return sum(0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    lines = path.read_text(encoding="utf-8").splitlines()
    problems = [f"a line of {width(x)}: {x[:70]}" for x in lines if width(x) > 80 and max(map(width, x.split())) < 60]
    return problems + ["a line ends in a blank" for x in lines if x != x.rstrip(" ")]


def check_files(tally, folder, cases, schema):
    import jsonschema
    validator = jsonschema.Draft202012Validator(schema)
    pages = []
    for file in cases:
        name = file.name.split(".")[0]
        for kind in KINDS:
            page, note, text = report(folder, file, kind, "html", "markdown", "text")
            tally.that(f"{name}: {kind} as HTML", read_html(page) + lint_html(page) if page else ["it was not written"])
            tally.that(f"{name}: {kind} as Markdown", read_markdown(note) if note else ["it was not written"])
            tally.that(f"{name}: {kind} as text", read_text(text) if text else ["it was not written"])
            pages += [page] if page else []
        for kind in ("paper", "public", "record"):
            (data,) = report(folder, file, kind, "json")
            errors = [e.message[:120] for e in validator.iter_errors(json.loads(data.read_text(encoding="utf-8")))] if data else ["none"]
            tally.that(f"{name}: {kind} as JSON", errors)
        for kind in ("paper", "public", "actions"):
            (data,) = report(folder, file, kind, "csv")
            tally.that(f"{name}: {kind} as CSV", read_csv(data) if data else ["it was not written"])
    return pages


class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data


def words_of(path):
    if path.suffix != ".html":
        return path.read_text(encoding="utf-8").replace("\\", "")
    words = Words()
    words.feed(path.read_text(encoding="utf-8").split("</style>")[-1])
    return words.text


def check_public(tally, folder):
    file = folder / "plain.yaml"
    file.write_text(hostile.plain(), encoding="utf-8")
    for kind in ("public", "record"):
        for fmt in ENDINGS:
            (out,) = report(folder, file, kind, fmt)
            if not out:
                tally.that(f"{kind} as {fmt} for the public", ["it was not written"])
                continue
            text = re.sub(r"\s+", " ", words_of(out))
            problems = [f"it says {w}" for w in hostile.PRIVATE if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text)]
            # an owner, a summary and an effect are said where there is a place for them
            wanted = hostile.PUBLIC if kind == "public" and fmt in ("html", "markdown", "text") else ["PUBLIC-REASON"]
            problems += [f"it does not say {w}" for w in wanted if w not in text]
            tally.that(f"{kind} as {fmt} for the public", problems)


def check_refusal(tally, folder):
    file = folder / "leaky.yaml"
    file.write_text(hostile.leaky(), encoding="utf-8")
    for fmt, end in (("html", "html"), ("json", "json"), ("csv", "csv")):
        out = folder / f"leaky.{end}"
        done = run("report", "--audience", "public", "--format", fmt, "-o", out, file)
        err = done.stderr.decode()
        wanted = ["leaky.yaml:5:16: an e-mail address", "leaky.yaml:10:27: what looks like an NHS number",
                  "leaky.yaml:11:17: a phone number", "leaky.yaml:12:", "leaky.yaml:15:", "(engagement N1)"]
        problems = [f"nothing of {w} in:\n{err}" for w in wanted if w not in err]
        problems += ["a private answer is named"] if "960 999" in err or ":13:" in err else []
        problems += [f"status {done.returncode}"] if done.returncode != 1 else []
        problems += ["it was written"] if out.exists() else []
        tally.that(f"{fmt} with leaks is refused", problems)
    done = run("report", "-o", folder / "leaky-inside.html", file)
    tally.that("those inside may read it", [] if done.returncode in (0, 1) and (folder / "leaky-inside.html").exists() else [done.stderr.decode()])


def check_usage(tally, folder):
    """What cannot be is told in one line, and nothing is written."""
    file = folder / "plain.yaml"
    for args, wanted in (
            (["--kind", "panel", "--format", "csv"], "--kind panel cannot be csv; it can be: text, xlsx, html, markdown"),
            (["--kind", "panel", "--format", "csv", "-o", folder / "no.csv"], "--kind panel cannot be csv"),
            (["--audience", "public", "--kind", "actions"], "--audience public does not fit"),
            (["--audience", "internal", "--kind", "record"], "--audience internal does not fit"),
            (["--kind", "nonsense"], "`--kind` does not know `nonsense`"),
            (["--summary", "--kind", "panel"], "--summary and --kind panel are two things"),
            (["--width", "39"], "`--width` wants a whole number from 40 to 400"),
            (["-j", "0"], "`--jobs` wants a whole number from 1 to 64"),
            (["--summary-json", folder / "no.json"], "--summary-json goes with reports in files")):
        done = run("report", *args, file)
        err = done.stderr.decode()
        tally.that(f"report {' '.join(map(str, args[:4]))}", [] if done.returncode == 2 and wanted in err and not done.stdout else [f"status {done.returncode}: {err}"])
    tally.that("nothing was written for what cannot be", [str(p) for p in folder.glob("no.*")])
    for args, wanted in ((["--summary"], "A quiet change\n"), (["--summary", "--ascii", "--accessible", "--width", "50"], "A quiet change\n\n- Recommendation")):
        done = run("report", *args, file)
        tally.that(f"report {' '.join(args)}", [] if done.stdout.decode().startswith(wanted) and max(map(len, done.stdout.decode().splitlines())) <= 80 else [done.stdout.decode()[:400]])


def check_same(tally, folder):
    """The same bytes in every locale and zone, over any number of processes; one bad file stops no other."""
    many = folder / "many"
    many.mkdir()
    for i in range(36):
        source = ["nhs-5x5/half-finished", "nhs-5x5/app-only", "maturity/top"][i % 3]
        (many / f"a{i:02}").mkdir()
        shutil.copy(ROOT / f"examples/schemes/{source}.yaml", many / f"a{i:02}" / f"one{i:02}.yaml")
        shutil.copy(ROOT / f"examples/schemes/{source.split('/')[0]}/questionnaire.yaml", many / f"a{i:02}")
    (many / "bad.yaml").write_text("sqeeia: assessment/1\nquestionnaire: {id: nowhere}\n")
    (many / "worse.yaml").write_text("sqeeia: assessment/1\n\tx: [")
    runs = []
    for jobs, env in ((1, {}), (2, {"LC_ALL": "C", "TZ": "Pacific/Auckland"}), (5, {"LC_ALL": "cy_GB.UTF-8", "TZ": "America/Lima", "LANG": "de_DE"})):
        out = folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        done = run("report", "-j", jobs, "--format", "html,markdown,text,json,csv", "-o", str(out) + "/", "--summary-json", folder / "run.json", many, env=env)
        files = {p.name: p.read_bytes() for p in sorted(out.iterdir())}
        runs.append((files, done.stderr, (folder / "run.json").read_bytes(), done.returncode))
    first = runs[0]
    tally.that("every good file has its reports, and the status is the worst",
               [f"{len(first[0])} reports" if len(first[0]) != 36 * 5 else "", f"status {first[3]}" if first[3] != 3 else ""])
    for i, other in enumerate(runs[1:]):
        tally.that(f"the same bytes again ({i})", [f"{what} differ" for what, a, b in zip(["reports", "messages", "summaries", "statuses"], first, other) if a != b])
    summary = json.loads(first[2])
    import jsonschema
    schema = json.loads((ROOT / "schemas/report-run-1.json").read_text())
    tally.that("the summary of a run", [e.message[:160] for e in jsonschema.Draft202012Validator(schema).iter_errors(summary)]
               + ([] if [f["state"] for f in summary["files"]].count("failed") == 2 else ["not two files failed"]))
    left = [p.name for p in (folder / "out").iterdir() if p.name.startswith(".")]
    tally.that("nothing is left lying about", left)


# ---- with one ---------------------------------------------------------------

def find_browser():
    """(chromium, modules), or a sentence."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not shutil.which("node") or not shutil.which("npm"):
        return "no chromium, node or npm"
    where = ROOT / "build" / "node"
    where.mkdir(parents=True, exist_ok=True)
    if not all((where / "node_modules" / m).is_dir() for m in MODULES):
        (where / "package.json").write_text('{"private": true}')
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-save", *(f"{m}@{v}" for m, v in MODULES.items())],
                              cwd=where, capture_output=True, text=True, timeout=300)
        if done.returncode:
            return "npm cannot install: " + (done.stderr.strip().splitlines() or ["?"])[-1]
    return chromium, where / "node_modules"


def check_pdf(page):
    pdf = page.with_suffix(".pdf")
    if not shutil.which("pdfinfo"):
        return []
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout
    tree = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True).stdout
    problems = [] if re.search(r"Tagged:\s+yes", info) else ["not tagged"]
    problems += [] if re.search(r"Page size:\s+59[45]\S* x 84[12]\S* pts \(A4\)", info) else ["not A4"]
    problems += [] if re.search(r"Title:\s+\S", info) else ["no title"]
    problems += [f"no {tag} in its tree" for tag in ("H1", "H2") if (tag == "H1" or not page.stem.endswith("-summary")) and not re.search(rf"^\s*{tag}\b", tree, re.M)]
    return problems


def check_first_page(page):
    """Who gains, who loses and who is not known stands on the first sheet."""
    if not shutil.which("pdftotext"):
        return []
    text = subprocess.run(["pdftotext", "-l", "1", page.with_suffix(".pdf"), "-"], capture_output=True, text=True).stdout
    return [f"no \"{part}\" on the first sheet" for part in ("Recommendation", "Who gains: 17", "Who loses: 22", "Who is not known: 1") if part not in text]


def check_browser(tally, pages):
    found = find_browser()
    if isinstance(found, str):
        print(f"html: no page was opened in a browser: {found}")
        return
    done = subprocess.run(["node", HERE / "browse.js", *map(str, found), *map(str, pages)], capture_output=True, text=True, timeout=3000)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    tally.that("the browser has looked at every page", [done.stderr[-600:]] if len(lines) != len(pages) else [])
    for seen in lines:
        page = pathlib.Path(seen["file"])
        name = page.stem
        tally.that(f"{name}: axe", seen["axe"])
        tally.that(f"{name}: fits 320 pixels and large letters", seen["wide"] + seen["cut"])
        tally.that(f"{name}: runs and fetches nothing", seen["console"] + seen["requests"] + seen["foreign"]
                   + ([] if seen["pwned"] == "undefined" else [f"a script ran: {seen['pwned']}"]))
        tally.that(f"{name}: its own style is obeyed", [] if seen["styled"] != "16px" else ["the style is blocked"])
        tally.that(f"{name}: the Tab key", [t for t in seen["tabs"] if "NO MARK" in t] + ([] if seen["tabs"][0] == "a.skip" else [str(seen["tabs"][:2])]))
        tally.that(f"{name}: printed", check_pdf(page))
        if name == "ambient-scribe.sqeeia-report":
            tally.that(f"{name}: its first sheet", check_first_page(page))


def main():
    keep = sys.argv[2] if sys.argv[1:2] == ["--keep"] else None
    tally = Tally()
    schema = json.loads((ROOT / "schemas/report-1.json").read_text())
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(keep or scratch)
        folder.mkdir(exist_ok=True)
        cases = sorted((ROOT / "examples").glob("*.sqeeia.yaml")) + sorted((ROOT / "examples/half-finished").glob("*.yaml"))
        for name in ("nhs-5x5/app-only", "clinical-safety-lookup/dose", "categorical/adjusted", "sustainability-signed/all-marks"):
            cases.append(ROOT / f"examples/schemes/{name}.yaml")
        for name in ("hostile", "empty"):
            (folder / f"{name}.yaml").write_text(getattr(hostile, name)(), encoding="utf-8")
            cases.append(folder / f"{name}.yaml")
        pages = check_files(tally, folder, cases, schema)
        check_public(tally, folder)
        check_refusal(tally, folder)
        check_usage(tally, folder)
        check_same(tally, folder)
        printed = run("schema", "report")
        tally.that("`schema report` prints the schema", [] if printed.stdout == (ROOT / "schemas/report-1.json").read_bytes() else ["it differs"])
        agenda = folder / "agenda.html"
        made = run("report", "--kind", "panel", "--format", "text", "-o", f"{folder}/packs/", "--agenda", agenda, *cases)
        tally.that("an agenda over all", [] if agenda.exists() else [made.stderr[-300:]])
        wanted = [agenda] + [p for p in pages if p.stem.startswith(("app-first.sqeeia", "hostile")) or p.stem.endswith("-public")
                  or p.stem.startswith(("ambient", "empty", "all-marks", "dose")) and p.stem.endswith("-report")]
        check_browser(tally, wanted)
    print(f"html: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
