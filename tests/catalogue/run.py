#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every finding of the catalogue, by its own examples: the wrong one is found, the right one is not, both are shown.

A row of src/diag/catalog.def has a source and two pieces of files. What a piece leaves out is added here: the first key, a
title, the questionnaire that it answers (tests/golden/house.yaml), a section around `questions`. The wrong piece must give
the code, and nothing that the right one does not give as well. asked.txt says where each rule that was asked for lives; what it
names must be there. SQEEIA names the program; arguments are codes to look at alone.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from counting import check, total  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", ROOT / "build" / "dev" / "sqeeia"))
TODAY = "2026-11-01"
PROJECT = {"policy", "organisation", "assessments", "templates", "baseline", "rules"}
QUESTIONNAIRE = {"languages", "use", "frameworks", "lists", "choices", "bands", "matrices", "sections", "questions",
                 "dimensions", "values", "triggers", "gates", "outcomes", "checks"}
# One mistake that cannot be made alone: what else the wrong piece gives.
BESIDE = {
    "SQ013": {"SQ302"},     # an answer that is too long to be read is no answer
    "SQ308": {"SQ111"},     # the questionnaire has to have an error
    "SQ905": {"SQ004"},     # a baseline that breaks off, as when a disk is full
    "SQ805": {"SQ434"},     # the policy asks for what is asked of all that is live
    "SQ902": {"SQ302"}, "SQ903": {"SQ302"},     # what is no longer accepted is told of
}


def run(*args, cwd=ROOT):
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")}
    env.update({"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "COLUMNS": "80"})
    return subprocess.run([SQEEIA, *args], cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)


# ---- from a piece to files -------------------------------------------------------------------------------------------

def keys_of(text):
    return re.findall(r"^([a-z][\w-]*):", text, re.M)


def as_questionnaire(text, keys):
    head = "".join(f"{line}\n" for key, line in (("id", "id: example"), ("version", "version: 1.0.0"),
                                                 ("title", "title: Example")) if key not in keys)
    if "questions" in keys:
        def into_a_section(match):
            body = "".join(f"  {line}\n" for line in match[0].splitlines())
            return f"sections:\n  - id: S\n    title: Section\n{body}".replace("\n  questions:", "\n    questions:")
        text = re.sub(r"^questions:\n(?:[ -].*\n)+", into_a_section, text, flags=re.M)
    elif "sections" not in keys:
        text += "sections: [{id: S, title: Section, questions: [{id: Q0, ask: Who owns it?, type: person}]}]\n"
    return f"sqeeia: questionnaire/1\n{head}{text}"


def as_assessment(text, keys):
    head = ""
    if "questionnaire" not in keys:
        head += "questionnaire: {id: golden-house, path: house.yaml}\n"
    if "about" not in keys:
        head += "about: {title: Example, completed: 2026-10-01}\n"
    return f"sqeeia: assessment/1\n{head}{text}"


def whole(text):
    """A piece with what it leaves out."""
    keys = keys_of(text)
    if not keys or "sqeeia" in keys or text.startswith("{"):
        return text
    if PROJECT & set(keys):
        return f"sqeeia: project/1\n{text}"
    return as_questionnaire(text, keys) if QUESTIONNAIRE & set(keys) else as_assessment(text, keys)


def bytes_of(text):
    text = re.sub(r"<(\d+) letters>", lambda m: "a" * int(m[1]), text)
    parts = re.split(r"<([0-9A-F]{2})>", text)
    return b"".join(bytes([int(part, 16)]) if i % 2 else part.encode() for i, part in enumerate(parts))


def files_of(piece):
    """name → bytes."""
    parts = re.split(r"^# ([\w-]+\.(?:yaml|json))$\n", piece + "\n", flags=re.M)
    files = dict(zip(parts[1::2], parts[2::2]))
    if parts[0]:
        files["example.yaml"] = parts[0]
    return {name: bytes_of(whole(text)) for name, text in files.items()}


def codes_in(piece):
    """The codes that `check` gives for a piece, and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = files_of(piece)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / "house.yaml").write_bytes((ROOT / "tests/golden/house.yaml").read_bytes())
        alone = [] if "sqeeia.yaml" in files else ["--no-project"]
        names = sorted(name for name in files if name.endswith(".yaml"))
        done = run("check", *alone, "--today", TODAY, "--profile", "live", "--format", "json", *names, cwd=folder)
        if done.returncode == 2:        # a project that cannot be used is told of at once, in words
            words = done.stderr.decode()
            return set(re.findall(r"\[(SQ\d{3}) ", words)), words
        check(f"it ends as it says: {piece}", done.returncode in (0, 1), done.stderr[-800:])
        found = json.loads(done.stdout)["diagnostics"]
        told = [f"{d['file']}:{d['line']} {d['code']} {d['message']}" for d in found if d["state"] == "open"]
        return {d["code"] for d in found if d["state"] == "open"}, "\n  ".join(told)


# ---- what is checked -------------------------------------------------------------------------------------------------

def check_examples(rule):
    code = rule["code"]
    wrong, told = codes_in(rule["wrong"])
    right, told_right = codes_in(rule["right"])
    check(f"{code}: found in its wrong example", code in wrong, told)
    check(f"{code}: not found in its right example", code not in right, told_right)
    beside = wrong - right - {code} - BESIDE.get(code, set())
    check(f"{code}: its wrong example has one mistake", not beside, f"{beside}\n  {told}")
    check(f"{code}: its two examples differ", rule["wrong"] != rule["right"])


def check_shown(rule, page):
    code = rule["code"]
    done = run("explain", code)
    shown = done.stdout.decode()
    for kind in ("wrong", "right"):
        lines = [f"    {line}" for line in rule[kind].splitlines()]
        check(f"{code}: explain shows what is {kind}", "\n".join(lines) in shown, shown)
    text = " ".join(shown.split())
    check(f"{code}: explain says where it comes from", rule["source"] in text, shown)
    check(f"{code}: sqeeia-rules(7) says where it comes from", plain(rule["source"]) in page.get(code, ""), page.get(code))


def plain(text):
    """Quotation marks are printed as the terminal likes them."""
    return re.sub("[‘’'`“”\"]", "", text)


def check_row(rule):
    code = rule["code"]
    check(f"{code}: has a source", len(rule.get("source", "")) > 15, rule)
    check(f"{code}: names no path of a working copy", "/work" not in rule["source"] and ".md" not in rule["source"], rule)
    for kind in ("wrong", "right"):
        lines = rule.get(kind, "").splitlines()
        check(f"{code}: shows what is {kind}", lines and all(lines), rule)
        check(f"{code}: what is {kind} fits a page", all(len(line) <= 88 for line in lines), rule.get(kind))


def manual():
    """code → its entry, as words."""
    done = subprocess.run(["mandoc", "-Tutf8", "-O", "width=200", ROOT / "man/sqeeia-rules.7"], capture_output=True,
                          text=True, check=True)
    text = re.sub(r".\x08", "", done.stdout)
    parts = re.split(r"^ +(SQ\d{3}) [a-z-]+ \(", text, flags=re.M)
    return {code: plain(" ".join(body.split())) for code, body in zip(parts[1::2], parts[2::2])}


# ---- the rules that were asked for -----------------------------------------------------------------------------------

def template(name):
    return yaml.safe_load((ROOT / f"templates/{name}.yaml").read_text(encoding="utf-8"))


def is_there(where, codes):
    """`SQ403`, or `sqeeia-digital/checks/dpia-for-ai`."""
    if where.startswith("SQ"):
        return where in codes
    name, kind, key = where.split("/")
    things = template(name).get(kind, {})
    return key in (things if isinstance(things, dict) else {x["id"] for x in things})


def check_asked(rules):
    codes = {rule["code"]: rule for rule in rules}
    found = {}
    for line in (HERE / "asked.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"([LT]\d\d) (error|warning|note) +(\S.*?) = (\S[^;]*)(?:; (.*))?", line)
        if not match:
            check(f"asked.txt can be read: {line}", False)
            continue
        name, level, _, places, note = match.groups()
        found[name] = True
        for where in places.split():
            check(f"{name}: there is {where}", is_there(where, codes), line)
        levels = [codes[w]["level"] for w in places.split() if w in codes]
        levels += [x.get("level", "warning") for w in places.split() if "/checks/" in w
                   for x in template(w.split("/")[0])["checks"] if x["id"] == w.split("/")[2]]
        check(f"{name}: is of the level asked for, or says why not", level in levels or note, (line, levels))
    want = {f"L{i:02}" for i in range(1, 57)} | {f"T{i:02}" for i in range(1, 15)}
    check("every rule that was asked for has its line", set(found) == want, sorted(want ^ set(found)))


def main():
    only = sys.argv[1:]
    done = run("check", "--list-rules", "--format", "json")
    rules = json.loads(done.stdout)["rules"]
    rows = re.findall(r"^(?:FOUND|RULE)\((SQ\d+)", (ROOT / "src/diag/catalog.def").read_text(encoding="utf-8"), re.M)
    check("--list-rules lists every row", [rule["code"] for rule in rules] == rows)
    page = manual()
    for rule in rules:
        if only and rule["code"] not in only:
            continue
        check_row(rule)
        check_examples(rule)
        check_shown(rule, page)
    if not only:
        check_asked(rules)
    return total("catalogue")


if __name__ == "__main__":
    sys.exit(main())
