#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every format of `check`, read back by the format's own schema or reader.

SQEEIA names the program. SARIF is held against the OASIS schema when one is at hand: SQEEIA_SARIF_SCHEMA names it, or
npm fetches the package that ships it into a temporary folder. What could not be tried is said, and does not count.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
FORMATS = ["text", "gcc", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "tap", "rdjson", "markdown"]
TODAY = "2026-11-01"

HEAD = "sqeeia: assessment/1\nquestionnaire: {id: small, path: ./small.yaml}\nabout: {title: An app}\nanswers:\n"
GOOD = HEAD + ("  A1: a form\n  A2: {answer: partly, because: tried}\n  A3: [staff]\n  A4: 5\n  A8: planned\n"
               "  B1.old.direction: same\n  B1.young.direction: same\n")
BAD = HEAD + ("  A1: a form\n  A2: excellent  # sqeeia: ignore SQ302 until 2027-03-31 -- the board decides in March\n"
              "  A4: \"\U0001f600 <b>&amp; ]]> ' {0} [x](1) %0A::error:: a,b | # \\\\ \\e[31m \\u202e\"\n"
              "  A3: [\U0001f600, nobody]\n  ZZ: 1\n  A8: great\n")

passed = 0
failed = 0


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {name}\n  {str(detail)[:2000]}")


def run(folder, *args, stdin=None):
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")}
    env.update({"LC_ALL": "C.UTF-8", "HOME": "/nonexistent"})
    return subprocess.run([SQEEIA, "check", "--today", TODAY, *args], cwd=folder, env=env, capture_output=True,
                          input=stdin, timeout=120)


def validate(name, schema, data):
    import jsonschema
    cls = jsonschema.validators.validator_for(schema)
    errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in cls(schema).iter_errors(data)]
    check(name, not errors, "\n  ".join(errors[:10]))


# ---- each format ---------------------------------------------------------------------------------------------------

def findings(folder, files):
    return json.loads(run(folder, "--format", "json", *files).stdout)


def try_text(out, found):
    shape = re.compile(r"^[^:]+:[0-9]+:[0-9]+: (error|warning|note): .+ \[SQ[0-9]{3} [a-z-]+\]$")
    lines = [x for x in out.decode().splitlines() if re.search(r"\[SQ\d{3} [a-z-]+\]$", x)]
    check("text: every finding has the one shape", all(map(shape.match, lines)), lines)
    more = sum(map(int, re.findall(r": and (\d+) more of SQ", out.decode())))
    check("text: as many as stand", len(lines) + more == sum(d["state"] == "open" for d in found["diagnostics"]), lines)


def try_gcc(out, found):
    shape = re.compile(r"^([^:]+):(\d+):(\d+): (error|warning|note): .+ \[(SQ\d{3})\]$")
    got = [shape.match(x).groups() for x in out.decode().splitlines()]
    want = [(d["file"], str(d["line"]), str(d["column"]), d["level"], d["code"])
            for d in found["diagnostics"] if d["state"] == "open"]
    check("gcc: the same findings", got == want, (got, want))
    matcher = json.loads((ROOT / "ci/problem-matcher.json").read_text())["problemMatcher"][0]["pattern"][0]
    hits = [re.match(matcher["regexp"], x) for x in out.decode().splitlines()]
    check("the problem matcher reads it", all(hits)
          and [(h[matcher["file"]], h[matcher["line"]], h[matcher["column"]], h[matcher["severity"]], h[matcher["code"]])
               for h in hits] == want, out)


def try_json(out, found):
    validate("json: its own schema", json.loads((ROOT / "schemas/sqeeia-diagnostics.schema.json").read_text()), found)
    check("json: no control or bidi byte", not re.search(rb"[\x00-\x09\x0b-\x1f]|\xe2\x80\xae", out), out)


def try_jsonl(out, found):
    lines = [json.loads(x) for x in out.splitlines()]
    check("jsonl: one object a line", [x for x in lines if "code" in x] == found["diagnostics"], lines)


def sarif_schema():
    path = os.environ.get("SQEEIA_SARIF_SCHEMA")
    if path:
        return json.loads(pathlib.Path(path).read_text())
    if not shutil.which("npm"):
        return None
    with tempfile.TemporaryDirectory() as temp:
        package = "@microsoft/jest-sarif@1.0.0-beta.0"
        try:
            done = subprocess.run(["npm", "pack", "--silent", package], cwd=temp, capture_output=True, timeout=120)
        except subprocess.TimeoutExpired:
            return None
        for tgz in pathlib.Path(temp).glob("*.tgz"):
            shutil.unpack_archive(tgz, temp)
            for schema in pathlib.Path(temp).rglob("sarif-2.1.0*.json"):
                return json.loads(schema.read_text())
        return None if done else None


def try_sarif(out, found):
    log = json.loads(out)
    schema = sarif_schema()
    if schema:
        validate("sarif: the OASIS schema", schema, log)
    else:
        print("formats: no SARIF schema at hand; its shape alone is looked at")
    job = log["runs"][0]
    rules = job["tool"]["driver"]["rules"]
    for r, d in zip(job["results"], found["diagnostics"]):
        region = r["locations"][0]["physicalLocation"]["region"]
        uri = r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        good = (rules[r["ruleIndex"]]["id"] == r["ruleId"] == d["code"] and r["level"] == d["level"]
                and urllib.parse.unquote(uri) == d["file"] and " " not in uri
                and (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"])
                == (d["line"], d["column"], d["end_line"], d["end_column"])
                and ("suppressions" in r) == (d["state"] in ("ignored", "suppressed")))
        check(f"sarif: {d['code']} at {d['line']}", good, (r, d))
        text = re.sub(r"\\[\[\]\\]|\{\{|\}\}", "", r["message"]["text"])
        check("sarif: no brace or bracket is left bare", not re.search(r"[{}\[\]]", text), text)
    check("sarif: as many results", len(job["results"]) == len(found["diagnostics"]), len(job["results"]))
    for rule in rules:
        texts = [rule[k]["text"] for k in ("shortDescription", "fullDescription", "help")]
        check(f"sarif: {rule['id']} says enough, not too much", all(0 < len(t) <= 1024 for t in texts), texts)
    check("sarif: not successful when something was unreadable",
          job["invocations"][0]["executionSuccessful"] == (found["summary"]["unreadable"] == 0), job["invocations"])


def unescape(s, is_property):
    if is_property:
        s = s.replace("%3A", ":").replace("%2C", ",")
    return s.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def try_github(out, found):
    commands = [x for x in out.decode().splitlines() if x.startswith("::")]
    seen = {}
    for x in commands:
        m = re.match(r"^::(error|warning|notice) ([^:]*)::(.*)$", x)
        check("github: a command parses back", m, x)
        if not m:
            continue
        props = dict(p.split("=", 1) for p in m[2].split(","))
        if "file" not in props:
            check("github: only the last notice is without a file", "more in the log" in m[3], x)
            continue
        level = "note" if m[1] == "notice" else m[1]
        seen[level] = seen.get(level, 0) + 1
        message = unescape(m[3], False)
        hit = [d for d in found["diagnostics"]
               if d["file"] == unescape(props["file"], True) and str(d["line"]) == props["line"]
               and str(d["column"]) == props["col"] and d["level"] == level and d["code"] == props["title"].split()[0]]
        clean = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", hit[0]["message"]) if hit else ""
        check("github: it says what was found", hit and message.startswith(f"{props['line']}:{props['col']} {clean}"), (x, hit))
    check("github: ten of a kind at most", all(n <= 10 for n in seen.values()), seen)
    plain = [x for x in out.decode().splitlines() if re.search(r"\[SQ\d{3} [a-z-]+\]$", x)]
    check("github: every finding is a plain line too", len(plain) == sum(d["state"] == "open" for d in found["diagnostics"]))


def try_gitlab(out, found):
    data = json.loads(out)
    check("gitlab: an array", isinstance(data, list), data)
    check("gitlab: no byte order mark", not out.startswith(b"\xef\xbb\xbf"))
    for x in data:
        check("gitlab: the shape", re.match(r"^\[SQ\d{3}\] .", x["description"]) and x["check_name"]
              and x["severity"] in ("info", "minor", "critical") and re.match(r"^[0-9a-f]{32}$", x["fingerprint"])
              and isinstance(x["location"]["lines"]["begin"], int) and x["location"]["lines"]["begin"] >= 1
              and not x["location"]["path"].startswith(("./", "/")), x)
    prints = [x["fingerprint"] for x in data]
    check("gitlab: fingerprints are unique", len(set(prints)) == len(prints), prints)
    check("gitlab: as many as stand", len(data) == sum(d["state"] == "open" for d in found["diagnostics"]))


def xmllint(name, out):
    if not shutil.which("xmllint"):
        print("formats: no xmllint here")
        return
    done = subprocess.run(["xmllint", "--noout", "-"], input=out, capture_output=True)
    check(f"{name}: xmllint has nothing to say", done.returncode == 0 and not done.stderr, done.stderr)


def try_junit(out, found):
    xmllint("junit", out)
    root = ET.fromstring(out)
    cases = root.findall("testsuite/testcase")
    check("junit: the counts are true",
          [int(root.get(k)) for k in ("tests", "failures", "errors", "skipped")]
          == [len(cases), len(root.findall(".//failure")), len(root.findall(".//error")), len(root.findall(".//skipped"))],
          root.attrib)
    for suite in root:
        check("junit: the suite's counts are true", int(suite.get("tests")) == len(suite)
              and int(suite.get("failures")) == len(suite.findall(".//failure")), suite.attrib)
    want = sum(d["state"] == "open" and d["level"] == "error" for d in found["diagnostics"])
    check("junit: a failure for each error", len(root.findall(".//failure")) == want)
    check("junit: every file has a case", len(root.findall("testsuite/testcase[@name='can be read']")) >= len(found["files"]))


def try_checkstyle(out, found):
    xmllint("checkstyle", out)
    root = ET.fromstring(out)
    got = [(f.get("name"), e.get("line"), e.get("column"), e.get("severity"), e.get("source"))
           for f in root for e in f if e.get("source") != "sqeeia.unreadable"]
    want = [(d["file"], str(d["line"]), str(d["column"]), d["level"].replace("note", "info"), "sqeeia." + d["code"])
            for d in found["diagnostics"] if d["state"] == "open"]
    check("checkstyle: the same findings", got == want, (got, want))


def try_tap(out, found):
    with tempfile.TemporaryDirectory() as temp:
        path = pathlib.Path(temp) / "x.tap"
        path.write_bytes(out)
        bad = sum(d["state"] == "open" and d["level"] == "error" for d in found["diagnostics"])
        bad += found["summary"]["unreadable"]
        if not shutil.which("prove"):
            print("formats: no prove here")
            return
        done = subprocess.run(["prove", "--exec", "cat", "-v", str(path)], capture_output=True, text=True)
        check("tap: prove counts the same", (done.returncode == 0) == (bad == 0)
              and (not bad or f"Failed {bad}/" in done.stdout) and "Parse errors" not in done.stdout, done.stdout)


def try_rdjson(out, found):
    data = json.loads(out)
    check("rdjson: its source", data["source"]["name"] == "sqeeia")
    got = [(x["location"]["path"], x["location"]["range"]["start"]["line"], x["severity"], x["code"]["value"], x["message"])
           for x in data["diagnostics"]]
    want = [(d["file"], d["line"], {"error": "ERROR", "warning": "WARNING", "note": "INFO"}[d["level"]], d["code"], d["message"])
            for d in found["diagnostics"] if d["state"] == "open"]
    check("rdjson: the same findings", got == want, (got, want))


def try_markdown(out, found):
    text = out.decode()
    rows = [x for x in text.splitlines() if x.startswith("| ")][1:]
    want = sum(d["state"] == "open" for d in found["diagnostics"]) + found["summary"]["unreadable"]
    check("markdown: a row each", len(rows) == want, text)
    check("markdown: four cells a row, no tag but <br>",
          all(len(re.findall(r"(?<!\\)\|", x)) == 5 and not re.search(r"<(?!br>)", x) for x in rows), text)


# ---- runs ----------------------------------------------------------------------------------------------------------

def every_format(folder, name, files):
    found = findings(folder, files)
    for f in FORMATS:
        done = run(folder, "--format", f, *files)
        check(f"{name}: {f} has the same status", done.returncode == found["summary"]["exit"], (f, done.returncode))
        globals()[f"try_{f}"](done.stdout, found)
        again = run(folder, "--format", f, *files)
        check(f"{name}: {f} twice is the same", again.stdout == done.stdout)
    args = []
    for f in FORMATS:
        args += ["--format", f, "--output", f"out.{f}"]
    done = run(folder, *args, *files)
    check(f"{name}: all in one run", done.returncode == found["summary"]["exit"] and not done.stdout, done.stderr)
    for f in FORMATS:
        one = run(folder, "--format", f, *files).stdout
        check(f"{name}: {f} in one run is the same", (folder / f"out.{f}").read_bytes() == one)
        (folder / f"out.{f}").unlink()
    return found


def formats(folder):
    every_format(folder, "clean", ["good.yaml", "--ignore", "SQ3"])
    found = every_format(folder, "bad", ["bad.yaml", "good.yaml"])
    check("a suppressed one is kept, and says why",
          [d["because"] for d in found["diagnostics"] if d["state"] == "ignored"] == ["the board decides in March"])
    every_format(folder, "unreadable", ["bad.yaml", "nowhere.yaml"])
    every_format(folder, "odd name", ["odd [name], %41 é.yaml"])
    every_format(folder, "many", ["many.yaml"])
    every_format(folder, "nothing", ["empty"])


def usage(folder):
    for args in (["--format", "sari"], ["--format", "nonsense"], ["--output", "x", "--format", "text"],
                 ["--format", "json", "--format", "text"], ["--format", "json", "-o", "a", "-o", "b"],
                 ["--update-baseline"]):
        done = run(folder, *args, "good.yaml")
        check(f"{args} is wrong usage", done.returncode == 2 and not done.stdout, done)
    check("a near format is named", b"did you mean `sarif`" in run(folder, "--format", "sari", "good.yaml").stderr)
    before = (folder / "bad.yaml").read_bytes()
    done = run(folder, "--format", "json", "-o", "bad.yaml", "good.yaml")
    check("a file of answers is not written over", done.returncode == 2 and (folder / "bad.yaml").read_bytes() == before)
    done = run(folder, "--format", "json", "-o", "nowhere/x", "good.yaml")
    check("a file that cannot be written", done.returncode == 3)
    rules = json.loads(run(folder, "--list-rules", "--format", "json").stdout)["rules"]
    text = run(folder, "--list-rules").stdout.decode().splitlines()
    check("--list-rules is the catalogue", [r["code"] for r in rules] == [x.split()[0] for x in text]
          == re.findall(r"^(?:FOUND|RULE)\((SQ\d+)", (ROOT / "src/diag/catalog.def").read_text(), re.M))


def lists(folder):
    want = run(folder, "bad.yaml", "good.yaml").stdout
    (folder / "list").write_text("bad.yaml\ngood.yaml\nnotes.yaml\n")
    check("--files-from a file; what is not ours is passed over",
          run(folder, "--files-from", "list").stdout == want)
    check("--files-from standard input", run(folder, "--files-from", "-", stdin=b"bad.yaml\ngood.yaml").stdout == want)
    check("-0", run(folder, "--files-from", "-", "-0", stdin=b"bad.yaml\0good.yaml\0").stdout == want)
    check("a list that is not there", run(folder, "--files-from", "nolist").returncode == 3)
    done = run(folder, "-", "--stdin-name", "sub/bad.yaml", "--format", "gcc", stdin=BAD.encode())
    check("--stdin-name", done.stdout.startswith(b"sub/bad.yaml:"), done)


def baseline(folder):
    base = folder / "known.json"
    done = run(folder, "bad.yaml", "--baseline", "known.json", "--update-baseline")
    check("a baseline is begun", done.returncode == 0 and base.exists(), done)
    first = base.read_bytes()
    done = run(folder, "bad.yaml", "--baseline", "known.json")
    check("what is in it does not count", done.returncode == 0 and b"in the baseline" in done.stdout, done)
    run(folder, "bad.yaml", "--baseline", "known.json", "--update-baseline")
    check("written again it is the same", base.read_bytes() == first)
    (folder / "bad.yaml").write_text(BAD.replace("answers:\n", "# a comment\n\nanswers:\n"))
    done = run(folder, "bad.yaml", "--baseline", "known.json")
    check("lines above change nothing", done.returncode == 0 and b"SQ904" not in done.stdout, done)
    (folder / "bad.yaml").write_text(BAD + "  YY: 2\n")
    done = run(folder, "bad.yaml", "--baseline", "known.json")
    check("a new one counts", done.returncode == 1 and done.stdout.count(b"[SQ") == 1 and b"`YY`" in done.stdout, done)
    done = run(folder, "bad.yaml", "--baseline", "known.json", "--update-baseline")
    check("it does not grow by itself", done.returncode == 1 and base.read_bytes() == first
          and b"would grow by 1" in done.stderr, done)
    done = run(folder, "bad.yaml", "--baseline", "known.json", "--update-baseline", "--allow-growth")
    check("it grows when told", done.returncode == 0 and len(base.read_bytes()) > len(first), done)
    (folder / "bad.yaml").write_text(BAD)
    done = run(folder, "bad.yaml", "--baseline", "known.json")
    check("what is mended is stale", done.returncode == 0 and done.stdout.count(b"SQ904") == 1, done)
    done = run(folder, "good.yaml", "--baseline", "known.json")
    check("what was not checked is not stale", b"SQ904" not in done.stdout, done)
    run(folder, "good.yaml", "--baseline", "known.json", "--update-baseline")
    check("nor forgotten", b"YY" in base.read_bytes())
    run(folder, "bad.yaml", "--baseline", "known.json", "--update-baseline")
    check("it shrinks without asking", base.read_bytes() == first)
    base.write_text('{"schema":"sqeeia-baseline","schema_version":1,"entries":[\n{"file":"bad.yaml","code":"SQ1"}]}\n')
    done = run(folder, "bad.yaml", "--baseline", "known.json")
    check("SQ905: a damaged baseline is no baseline", done.returncode == 2 and b"[SQ905 bad-baseline]" in done.stderr, done)
    base.unlink()


def levels(folder):
    def project(text):
        (folder / "sqeeia.yaml").write_text("sqeeia: project/1\n" + text)

    def codes(*args):
        found = json.loads(run(folder, "--format", "json", *args).stdout)
        return {(d["file"], d["code"]): d["level"] for d in found["diagnostics"]}

    project("rules: {SQ301: note}\nper-path:\n  - {paths: ['legacy/**'], rules: {SQ301: 'off', SQ302: warning}}\n"
            "  - {paths: ['bad?.yaml'], rules: {unknown-answer: warning}}\n")
    (folder / "legacy/deep").mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "small.yaml", folder / "legacy/deep/small.yaml")
    (folder / "legacy/deep/old.yaml").write_text(BAD)
    (folder / "bad2.yaml").write_text(BAD)
    got = codes("bad.yaml", "bad2.yaml", "legacy")
    check("rules: levels of all files", got[("bad.yaml", "SQ301")] == "note", got)
    check("per-path: a name alone fits in any folder", got[("bad2.yaml", "SQ301")] == "warning", got)
    check("per-path: off below a folder", ("legacy/deep/old.yaml", "SQ301") not in got, got)
    check("per-path: another level there", got[("legacy/deep/old.yaml", "SQ302")] == "warning"
          and got[("bad.yaml", "SQ302")] == "error", got)
    project("per-path:\n  - {paths: ['*'], rules: {SQ99999: warning}}\n")
    check("per-path: an unknown code stops the run", run(folder, "bad.yaml").returncode == 2)
    (folder / "sqeeia.yaml").unlink()
    shutil.rmtree(folder / "legacy")
    (folder / "bad2.yaml").unlink()


def fixes(folder):
    path = folder / "slips.yaml"
    text = (HEAD + "  # a comment\n  A1: a form\r\n  A2:   partlyy   # kept\n  B1.old.directio: \"same\"\n  A3: [staff]\n"
            "actions:\n  - {id: X1, wat: Test, due: 2026/1/3}\n  - {id: X2, what: Ask, due: 3/1/2026, status: opne}\n")
    path.write_bytes(text.encode())
    want = (text.replace("partlyy ", "partly ").replace("directio:", "direction:").replace("2026/1/3", "2026-01-03")
            .replace("opne", "open"))
    diff = run(folder, "slips.yaml", "--diff")
    check("--diff changes nothing", path.read_bytes() == text.encode() and diff.returncode == 0, diff)
    shutil.copy(path, folder / "patched.yaml")
    if shutil.which("patch"):
        subprocess.run(["patch", "-s", "--binary", "patched.yaml"], cwd=folder, input=diff.stdout, check=False)
        check("--diff is a patch", (folder / "patched.yaml").read_bytes() == want.encode(), diff.stdout.decode())
    done = run(folder, "slips.yaml", "--fix")
    check("--fix mends what is safe, and no other byte", path.read_bytes() == want.encode(), path.read_bytes().decode())
    check("--fix tells what is left", done.returncode == 1 and b"3/1/2026" in done.stdout and b"`wat`" in done.stdout
          and b"mended 4 places" in done.stderr, done)
    again = run(folder, "slips.yaml", "--fix")
    check("--fix twice changes nothing more", path.read_bytes() == want.encode() and b"mended" not in again.stderr, again)
    path.write_text(HEAD + "  B1.old.directio: same\n  B1.old.direction: same\n")
    before = path.read_bytes()
    run(folder, "slips.yaml", "--fix")
    check("an answer that is there is not made twice", path.read_bytes() == before, path.read_text())
    path.write_text(HEAD + "  A2: partlyy # sqeeia: ignore SQ302 until 2027-01-01 -- kept as it was said\n")
    before = path.read_bytes()
    run(folder, "slips.yaml", "--fix")
    check("what is accepted is not mended", path.read_bytes() == before, path.read_text())
    path.unlink()
    done = run(folder, "--format", "rdjson", "-", "--stdin-name", "x.yaml", stdin=(HEAD + "  A2: partlyy\n").encode())
    check("rdjson suggests the same", [s["text"] for d in json.loads(done.stdout)["diagnostics"]
                                       for s in d.get("suggestions", [])] == ["partly"], done)


def statuses(folder):
    """conventions: {clean, warning, error, unreadable, bad option} x {plain, --fail-on, --strict, --exit-zero, baseline}"""
    (folder / "warn.yaml").write_text(GOOD.replace("A1: a form", "A1: a form # sqeeia: ignore SQ302 until 2027-01-01 -- x"))
    (folder / "err.yaml").write_text(HEAD + "  A2: excellent\n")
    plain, strict, warn, err = [], ["--strict"], ["--fail-on", "warning"], ["--fail-on", "error"]
    zero, base = ["--exit-zero"], ["--baseline", "all.json"]
    run(folder, "warn.yaml", "err.yaml", "--baseline", "all.json", "--update-baseline")
    only = ["--select", "SQ302,SQ901"]
    table = {
        "clean": (["good.yaml"], {0: [plain, strict, warn, err, zero, base]}),
        "warning": (["warn.yaml"], {0: [plain, err, zero, base, strict + zero], 1: [strict, warn, strict + base]}),
        "error": (["err.yaml"], {0: [zero, base, base + strict], 1: [plain, strict, warn, err]}),
        "unreadable": (["none.yaml"], {3: [plain, strict, warn, err, zero, base]}),
        "error and unreadable": (["err.yaml", "none.yaml"], {3: [plain, strict, warn, err, zero, base]}),
        "bad option": (["good.yaml", "--nonsense"], {2: [plain, strict, warn, err, zero, base]}),
    }
    for name, (files, want) in table.items():
        for status, ways in want.items():
            for way in ways:
                done = run(folder, *only, *way, *files)
                check(f"{name} {way} is {status}", done.returncode == status, (done.returncode, done.stdout, done.stderr))


def main():
    global passed, failed
    with tempfile.TemporaryDirectory(prefix="sqeeia-formats-") as temp:
        folder = pathlib.Path(temp)
        shutil.copy(ROOT / "tests/walk/small.yaml", folder)
        (folder / "good.yaml").write_text(GOOD)
        (folder / "bad.yaml").write_text(BAD)
        (folder / "notes.yaml").write_text("kind: none of ours\n")
        (folder / "empty").mkdir()
        shutil.copy(folder / "bad.yaml", folder / "odd [name], %41 é.yaml")
        (folder / "many.yaml").write_text(HEAD + "".join(f"  Z{i}: 1\n" for i in range(30)))
        for part in (formats, usage, lists, baseline, levels, fixes, statuses):
            part(folder)
    print(f"formats: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
