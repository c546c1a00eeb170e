#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`sqeeia schema` against `sqeeia check`: on structural mistakes the two agree.

Every template, pack and example is good by its schema. Then single mistakes (a key misspelt, dropped or added, a list
where a map belongs, a word that is none) are made in good files, many of them by a fixed seed; `check` and
python3-jsonschema must both find each, or neither. SQEEIA names the program, SQEEIA_MUTANTS how many of each file.
"""
import copy
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import jsonschema
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from counting import check, total  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
# What a schema can know: keys, shapes, words, numbers, dates, ids.
STRUCTURAL = {"SQ101", "SQ102", "SQ103", "SQ104", "SQ105", "SQ106", "SQ107", "SQ108", "SQ109"}
# … and of one questionnaire: its ids, options and types.
OF_ANSWERS = {"SQ301", "SQ302", "SQ304"}
MUTANTS = int(os.environ.get("SQEEIA_MUTANTS", "40"))


def sqeeia(*args, cwd=None):
    return subprocess.run([SQEEIA, *map(str, args)], cwd=cwd, capture_output=True, timeout=600)


def validator(*args):
    done = sqeeia("schema", *args)
    check(f"schema {args} is printed", done.returncode == 0, done.stderr)
    schema = json.loads(done.stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def load(path):
    """Every scalar as the text that it is, which is how the program reads it."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def blank_to_none(data):
    if isinstance(data, dict):
        return {k: blank_to_none(v) for k, v in data.items()}
    if isinstance(data, list):
        return [blank_to_none(v) for v in data]
    return None if data == "" else data


def errors_of(v, data):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:160]}" for e in v.iter_errors(blank_to_none(data))]


# ---- mistakes ------------------------------------------------------------------------------------------------------

def places(data, path=()):
    yield path
    if isinstance(data, dict):
        for k, v in data.items():
            yield from places(v, path + (k,))
    elif isinstance(data, list):
        for i, v in enumerate(data):
            yield from places(v, path + (i,))


def at(data, path):
    for step in path:
        data = data[step]
    return data


def spoil(rng, good):
    """A copy with one mistake, and what it was."""
    data = copy.deepcopy(good)
    # questions of a pack's blocks are read only where a questionnaire uses them
    pack = good["sqeeia"].startswith("pack")
    path = rng.choice([p for p in places(data) if p and not (pack and p[0] == "blocks")])
    parent, key, value = at(data, path[:-1]), path[-1], at(data, path)
    ways = ["list", "map", "text"]
    if isinstance(parent, dict):
        ways += ["rename", "drop", "add"] * 2
    way = rng.choice(ways)
    if way == "rename":
        new = key[:-1] + rng.choice("qz") if rng.random() < .5 else key + "q"
        items = [(new if k == key else k, v) for k, v in parent.items()]
        parent.clear()
        parent.update(items)
    elif way == "drop":
        del parent[key]
    elif way == "add":
        parent["zq"] = "something"
    elif way == "list":
        parent[key] = ["zq"] if not isinstance(value, list) else {"zq": "zq"}
    elif way == "map":
        parent[key] = {"zq": "zq"} if not isinstance(value, dict) else ["zq"]
    else:
        parent[key] = "a word that is none"
    return data, f"{way} at {'.'.join(map(str, path))}"


def differ(kind, v, files, codes, seed, beside=()):
    """Mutants of all files in one run of `check`."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="sqeeia-schema-") as temp:
        folder = pathlib.Path(temp)
        for path in beside:
            (folder / path.name).write_bytes(path.read_bytes())
        made = {}
        for path in files:
            good = load(path)
            for _ in range(MUTANTS):
                data, how = spoil(rng, good)
                if data.get("sqeeia") != good["sqeeia"]:
                    continue        # then it is no such file at all
                name = f"m{len(made):05}.yaml"
                made[name] = (data, f"{path.name}: {how}")
                text = yaml.safe_dump(data, sort_keys=False, default_style='"', allow_unicode=True, width=10000)
                (folder / name).write_text(text, encoding="utf-8")
        (folder / "list").write_text("\n".join(made))
        done = sqeeia("check", "--no-project", "--format", "json", "--files-from", "list", cwd=folder)
        check(f"{kind}: check reads all mutants", done.returncode in (0, 1), (done.returncode, done.stderr[-500:]))
        found = {}
        for d in json.loads(done.stdout)["diagnostics"]:
            # whether a matrix multiplies scores hangs on a name
            if d["code"] in codes and not d["message"].startswith("the product needs"):
                found.setdefault(d["file"], []).append(f"{d['code']} {d['message']}")
        agreed = invalid = 0
        for name, (data, how) in made.items():
            errors = errors_of(v, data)
            same = bool(errors) == bool(found.get(name))
            agreed += same
            invalid += bool(errors)
            check(f"{kind}: the two agree on {how}", same, f"schema: {errors[:3]}\n  check: {found.get(name, [])[:3]}")
        print(f"schema: {kind}: {len(made)} mistakes, {invalid} of them structural, {agreed} agreed on")
        check(f"{kind}: enough mistakes were structural", invalid > len(made) // 4)


def of_project(v):
    with tempfile.TemporaryDirectory() as temp:
        path = pathlib.Path(temp) / "sqeeia.yaml"
        path.write_text("sqeeia: project/1\norganisation: NHS\nassessments: [a]\nrules: {SQ301: note, SQ302: 'off'}\n"
                        "per-path:\n  - {paths: ['x/**'], rules: {SQ301: warning}}\nbaseline: b.json\n"
                        "policy: {maximum-residual: 8, outcomes: [a], evidence-age: 2 years, review: true}\n")
        check("a project file is good by its schema", not errors_of(v, load(path)), errors_of(v, load(path)))
        differ("projects", v, [path], STRUCTURAL, 5)


def of_new():
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp)
        (folder / "a").mkdir()
        done = sqeeia("new", "sqeeia-digital", "a/x.yaml", "--schema", "s.json", cwd=folder)
        first = (folder / "a/x.yaml").read_text().splitlines()[0] if done.returncode == 0 else ""
        check("new names the schema from the file", first == "# yaml-language-server: $schema=../s.json", (first, done))
        own = jsonschema.Draft7Validator(json.loads((folder / "s.json").read_text()))
        check("what new writes is good by that schema", not errors_of(own, load(folder / "a/x.yaml")))
        check("and check reads it", sqeeia("check", "a/x.yaml", "--select", "SQ0,SQ1", cwd=folder).returncode == 0)


def of_blanks():
    """A text of nothing but blanks is no answer, to either."""
    small = ROOT / "tests/walk/small.yaml"
    v = validator("--questionnaire", small)
    with tempfile.TemporaryDirectory(prefix="sqeeia-schema-") as temp:
        path = pathlib.Path(temp) / "a.yaml"
        (path.parent / "small.yaml").write_bytes(small.read_bytes())
        for answer, bad in (("'  '", True), ("{answer: ' '}", True), ("a form", False), ("{answer: a form}", False)):
            path.write_text("sqeeia: assessment/1\nquestionnaire: {id: small, path: ./small.yaml}\n"
                            f"about: {{title: An app}}\nanswers:\n  A1: {answer}\n", encoding="utf-8")
            done = sqeeia("check", "--no-project", "--format", "json", path)
            found = any(d["code"] in ("SQ102", "SQ302") for d in json.loads(done.stdout)["diagnostics"])
            check(f"the answer {answer}", found == bad and bool(errors_of(v, load(path))) == bad, done.stdout)


def main():
    q, pack = validator("questionnaire"), validator("pack")
    assessment, project = validator("assessment"), validator("project")
    templates = sorted((ROOT / "templates").glob("*.yaml"))
    packs = sorted((ROOT / "templates/packs").glob("*.yaml"))
    schemes = sorted((ROOT / "examples/schemes").glob("*/questionnaire.yaml"))
    answers = sorted(p for p in (ROOT / "examples/schemes").glob("*/*.yaml") if p.name != "questionnaire.yaml")
    for v, files in ((q, templates + schemes), (pack, packs), (assessment, answers)):
        for path in files:
            errors = errors_of(v, load(path))
            check(f"{path.relative_to(ROOT)} is good by its schema", not errors, "\n  ".join(errors[:5]))
    for path in schemes:
        own = validator("--questionnaire", path)
        for a in sorted(path.parent.glob("*.yaml")):
            if a == path:
                continue
            done = sqeeia("check", "--no-project", "--format", "json", a)
            found = [d["code"] for d in json.loads(done.stdout)["diagnostics"] if d["code"] in STRUCTURAL | OF_ANSWERS]
            errors = errors_of(own, load(a))
            check(f"{a.relative_to(ROOT)} by its questionnaire's schema", bool(found) == bool(errors), (found, errors[:5]))

    differ("questionnaires", q, schemes, STRUCTURAL, 1)
    differ("packs", pack, packs[:6], STRUCTURAL, 2)
    differ("assessments", assessment, sorted((ROOT / "examples").glob("*.sqeeia.yaml"))[:3], STRUCTURAL, 3)
    scheme = ROOT / "examples/schemes/nhs-5x5"
    differ("answers", validator("--questionnaire", scheme / "questionnaire.yaml"),
           sorted(p for p in scheme.glob("*.yaml") if p.name != "questionnaire.yaml"), STRUCTURAL | OF_ANSWERS, 4,
           [scheme / "questionnaire.yaml"])
    of_project(project)
    of_new()
    of_blanks()
    return total("schema")


if __name__ == "__main__":
    sys.exit(main())
