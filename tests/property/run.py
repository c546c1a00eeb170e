#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Property tests of the scoring contract, over random questionnaires.

For each random questionnaire and each random, partly answered assessment:
  S18  the interval holds the score of every random completion, and so do its
       band, the gates, the triggers and the outcomes;
  S3   answers to hidden questions change nothing;
  S18  answering one more question never widens an interval;
  S19  where the program says `exact` and the completions are few, both ends
       are reached by some completion; and the ends that the search by
       components calls exact are those of every completion;
  S29  the order of answers in the file never matters; equal inputs, equal bytes;
  and the figures of finished assessments equal those of the plain reference
  implementation below, which shares no code with the program.

Intervals are checked twice: as the program gives them, and as the search by
components gives them where the program would have tried every completion (by
the test program property_bounds, named by SQEEIA_BOUNDS).

Usage: run.py [--questionnaires N] [--seed S] [--keep DIR]
"""
import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction as F

MISSING, NK, NA = None, "not-known", "not-applicable"
HIDDEN = object()


# ---- conditions: trees that can be printed and evaluated --------------------

class Cond:
    """('eq', q, option) ('ne', …) ('in', q, [..]) ('has', q, o) ('ge', q, n)
    ('and', a, b) ('or', a, b) ('not', a) ('nk', q)"""

    def __init__(self, *t):
        self.t = t

    def text(self, nested=False):
        k, *a = self.t
        if k in ("and", "or"):
            s = f"{a[0].text(True)} {k} {a[1].text(True)}"
            return f"({s})" if nested else s
        if k == "not":
            return f"not {a[0].text(True)}" if a[0].t[0] in ("and", "or") \
                else f"not ({a[0].text()})"
        if k == "eq":
            return f"{a[0]['id']} = {a[1]}"
        if k == "ne":
            return f"{a[0]['id']} != {a[1]}"
        if k == "in":
            return f"{a[0]['id']} in [{', '.join(a[1])}]"
        if k == "has":
            return f"{a[0]['id']} has {a[1]}"
        if k == "nk":
            return f"{a[0]['id']} = not-known"
        return f"{a[0]['id']} >= {a[1]}"

    def value(self, world):
        """Two-valued: only for finished assessments."""
        k, *a = self.t
        if k == "and":
            return a[0].value(world) and a[1].value(world)
        if k == "or":
            return a[0].value(world) or a[1].value(world)
        if k == "not":
            return not a[0].value(world)
        v = world.get(a[0]["id"], HIDDEN)
        if k == "nk":
            return v == NK
        if k == "ne":
            return not (v == a[1])
        if v is HIDDEN or v is MISSING:
            return False
        if k == "eq":
            return v == a[1]
        if k == "in":
            return v in a[1]
        if v in (NK, NA):
            return False if k == "has" or v == NA else None
        if k == "has":
            return a[1] in v
        return number_of(a[0], v) >= a[1]


def random_condition(rng, earlier, depth=0):
    if depth < 2 and rng.random() < 0.35:
        k = rng.choice(["and", "or", "not"])
        a = random_condition(rng, earlier, depth + 1)
        if k == "not":
            return Cond("not", a)
        return Cond(k, a, random_condition(rng, earlier, depth + 1))
    # chains, so that an answer can wait for one that waits for another
    q = earlier[-1] if rng.random() < 0.3 else rng.choice(earlier)
    if q["type"] == "one":
        o = [x["id"] for x in q["options"]]
        k = rng.choice(["eq", "ne", "in", "nk"])
        if k == "in":
            return Cond("in", q, rng.sample(o, rng.randint(1, len(o))))
        if k == "nk":
            return Cond("nk", q)
        return Cond(k, q, rng.choice(o))
    if q["type"] == "many":
        return Cond("has", q, rng.choice(q["options"])["id"])
    return Cond("ge", q, rng.randint(1, 6))


# ---- questionnaires ----------------------------------------------------------

MATRIX_ROWS = [("rare", 1), ("some", 2), ("often", 3)]
MATRIX_COLUMNS = [("minor", 1), ("major", 2), ("worst", 3)]


def random_question(rng, qid, earlier, dims):
    q = {"id": qid, "type": rng.choice(["one", "one", "one", "many", "number",
                                         "rating"])}
    if q["type"] in ("one", "many"):
        n = rng.randint(2, 4) if q["type"] == "one" else rng.randint(2, 3)
        low = rng.choice([0, 0, 1, -2, -5])
        q["options"] = [{"id": f"o{i}", "score": low + rng.randint(0, 4)}
                        for i in range(n)]
        if q["type"] == "many" and rng.random() < 0.3:
            q["options"][-1]["exclusive"] = True
    if q["type"] == "number":
        q["min"], q["max"] = 0, rng.randint(2, 5)
        q["score"] = rng.choice(["linear", "steps", "is"])
    q["dims"] = rng.sample(dims, rng.randint(0, min(2, len(dims))))
    q["weight"] = rng.choice([1, 1, 1, 2, F(1, 2), 3])
    q["critical"] = rng.random() < 0.3
    q["na"] = rng.random() < 0.4
    q["nk"] = rng.random() < 0.6
    q["required"] = rng.random() < 0.9
    # a number that is not known makes `>=` open for ever: keep those decided
    if q["type"] in ("number", "rating"):
        q["nk"] = False
    q["when"] = random_condition(rng, earlier) \
        if earlier and rng.random() < 0.45 else None
    return q


def random_dimension(rng, i):
    d = {"id": f"dim{i}", "combine": rng.choice(
        ["sum", "mean", "weighted-mean", "percent", "percent", "min", "max",
         "count", "all"])}
    d["better"] = rng.choice(["higher", "lower"])
    d["basis"] = rng.choice(["asked", "asked", "all"])
    d["na"] = rng.choice(["exclude", "exclude", "zero", "best", "worst"])
    d["nk"] = rng.choice(["worst", "worst"])
    d["missing"] = rng.choice(["interval", "interval", "interval", "zero",
                               "worst", "block"])
    if d["combine"] in ("count", "all") and rng.random() < 0.6:
        d["at_least"] = rng.randint(0, 3)
    d["edges"] = sorted(rng.sample(range(0, 60), 3)) \
        if d["combine"] == "percent" else sorted(rng.sample(range(0, 12), 3))
    d["side"] = rng.choice(["to", "below"])
    d["floor"] = rng.choice([None, 0, 1]) if rng.random() < 0.5 else None
    return d


def random_questionnaire(rng):
    dims = [random_dimension(rng, i) for i in range(rng.randint(1, 4))]
    sections, earlier, n = [], [], 0
    for s in range(rng.randint(1, 3)):
        section = {"id": f"S{s}", "weight": rng.choice([1, 1, 2]),
                   "questions": [],
                   "when": random_condition(rng, earlier)
                   if earlier and rng.random() < 0.25 else None}
        for _ in range(rng.randint(1, 4)):
            q = random_question(rng, f"q{n}", earlier, dims)
            n += 1
            section["questions"].append(q)
            earlier.append(q)
        if rng.random() < 0.3:
            g = {"id": f"g{s}", "group": True, "items": ["x", "y"],
                 "weight": rng.choice([1, 2]), "when":
                 random_condition(rng, earlier) if rng.random() < 0.4 else None,
                 "columns": []}
            columns = []
            for c in range(rng.randint(1, 2)):
                q = random_question(rng, f"c{c}", columns, dims)
                g["columns"].append(q)
                columns.append(q)
            section["questions"].append(g)
        sections.append(section)
    return {"dims": dims, "sections": sections,
            "outcomes": [random_condition(rng, earlier) for _ in range(2)],
            "gate": random_condition(rng, earlier),
            "trigger": random_condition(rng, earlier),
            "rng": rng.random()}


def num(x):
    x = F(x)
    return str(x.numerator) if x.denominator == 1 else repr(float(x))


def question_yaml(q, pad):
    out = [f"{pad}- id: {q['id']}", f"{pad}  ask: Is it so with {q['id']}?",
           f"{pad}  type: {q['type']}"]
    if "options" in q:
        out.append(f"{pad}  choices:")
        for o in q["options"]:
            x = ", exclusive: true" if o.get("exclusive") else ""
            out.append(f"{pad}    - {{id: {o['id']}, score: {o['score']}{x}}}")
    if q["type"] == "rating":
        out.append(f"{pad}  matrix: m")
    if q["type"] == "number":
        out += [f"{pad}  min: {q['min']}", f"{pad}  max: {q['max']}"]
        out.append({
            "linear": f"{pad}  score: {{linear: {{from: [0, {q['max']}], "
                      f"to: [0, 4]}}}}",
            "steps": f"{pad}  score: {{steps: [{{to: 1, is: 3}}, "
                     f"{{below: 3, is: 1}}, {{is: 2}}]}}",
            "is": f"{pad}  score: {{is: \"answer * 2 - 1\"}}",
        }[q["score"]])
    if q["dims"]:
        out.append(f"{pad}  dimension: [{', '.join(d['id'] for d in q['dims'])}]")
    out.append(f"{pad}  weight: {num(q['weight'])}")
    if q["critical"]:
        out.append(f"{pad}  critical: true")
    out.append(f"{pad}  not-applicable: "
               f"{'with-reason' if q['na'] else 'never'}")
    out.append(f"{pad}  not-known: {'allowed' if q['nk'] else 'never'}")
    if not q["required"]:
        out.append(f"{pad}  required: false")
    if q["when"]:
        out.append(f"{pad}  when: \"{q['when'].text()}\"")
    return out


def questionnaire_yaml(qn):
    out = ["sqeeia: questionnaire/1", "id: random", "version: 1.0.0",
           "title: A random questionnaire", "lists:",
           "  things: [{id: x}, {id: y}]", "choices:",
           "  rows: [" + ", ".join(f"{{id: {i}, score: {s}}}"
                                   for i, s in MATRIX_ROWS) + "]",
           "  columns: [" + ", ".join(f"{{id: {i}, score: {s}}}"
                                      for i, s in MATRIX_COLUMNS) + "]",
           "matrices: {m: {rows: rows, columns: columns, cells: product}}",
           "bands:"]
    for d in qn["dims"]:
        out.append(f"  {d['id']}-bands:")
        for i, e in enumerate(d["edges"]):
            out.append(f"    - {{id: b{i}, {d['side']}: {e}}}")
        out.append(f"    - {{id: b{len(d['edges'])}}}")
    out.append("dimensions:")
    for d in qn["dims"]:
        out += [f"  {d['id']}:", f"    combine: {d['combine']}",
                f"    better: {d['better']}", f"    basis: {d['basis']}",
                f"    not-applicable: {d['na']}", f"    not-known: {d['nk']}",
                f"    missing: {d['missing']}", f"    bands: {d['id']}-bands"]
        if "at_least" in d:
            out.append(f"    at-least: {d['at_least']}")
        if d["floor"] is not None:
            out.append(f"    floor: {{at: {d['floor']}, cap: b1}}")
    out.append("sections:")
    for s in qn["sections"]:
        out += [f"  - id: {s['id']}", f"    title: Section {s['id']}",
                f"    weight: {num(s['weight'])}"]
        if s["when"]:
            out.append(f"    when: \"{s['when'].text()}\"")
        out.append("    questions:")
        for q in s["questions"]:
            if not q.get("group"):
                out += question_yaml(q, "      ")
                continue
            out += [f"      - id: {q['id']}", f"        title: Table {q['id']}",
                    "        for-each: things",
                    f"        weight: {num(q['weight'])}"]
            if q["when"]:
                out.append(f"        when: \"{q['when'].text()}\"")
            out.append("        questions:")
            for c in q["columns"]:
                out += question_yaml(c, "          ")
    first = qn["dims"][0]["id"]
    out += ["values:", f"  twice: {first} * 2 + 1",
            f"  picked: \"if({qn['trigger'].text()}, {first}, 0)\"",
            "triggers:", f"  - {{id: t, when: \"{qn['trigger'].text()}\"}}",
            "gates:", f"  g: {{must: \"{qn['gate'].text()}\"}}", "outcomes:"]
    for i, o in enumerate(qn["outcomes"]):
        out.append(f"  - {{id: out{i}, when: \"{o.text()}\"}}")
    out.append("  - {id: rest, otherwise: true}")
    return "\n".join(out) + "\n"


# ---- slots and answers ---------------------------------------------------------

def slots(qn):
    """(id, question, section, group, row) in document order."""
    for s in qn["sections"]:
        for q in s["questions"]:
            if not q.get("group"):
                yield q["id"], q, s, None, None
                continue
            for item in q["items"]:
                for c in q["columns"]:
                    yield f"{q['id']}.{item}.{c['id']}", c, s, q, item


def values_of(q):
    if q["type"] == "one":
        v = [o["id"] for o in q["options"]]
    elif q["type"] == "many":
        plain = [o["id"] for o in q["options"] if not o.get("exclusive")]
        v = [tuple(x) for r in range(1, len(plain) + 1)
             for x in itertools.combinations(plain, r)]
        v += [(o["id"],) for o in q["options"] if o.get("exclusive")]
    elif q["type"] == "number":
        v = list(range(q["min"], q["max"] + 1))
    else:
        v = [(r, c) for r, _ in MATRIX_ROWS for c, _ in MATRIX_COLUMNS]
    return v + ([NK] if q["nk"] else []) + ([NA] if q["na"] else [])


def number_of(q, v):
    if q["type"] == "rating":
        return dict(MATRIX_ROWS)[v[0]] * dict(MATRIX_COLUMNS)[v[1]]
    return v


def world_of(answers, sid, group, row, world):
    """Names as a slot sees them: its own row's columns by local id."""
    if not group:
        return world
    local = dict(world)
    prefix = f"{group['id']}.{row}."
    for c in group["columns"]:
        local[c["id"]] = world.get(prefix + c["id"], HIDDEN)
    return local


def settle(qn, answers):
    """id → answer for what is asked (MISSING inside), in a finished world."""
    world, asked = {}, []
    for sid, q, s, g, row in slots(qn):
        local = world_of(answers, sid, g, row, world)
        on = (not s["when"] or s["when"].value(world)) and \
            (not g or not g["when"] or g["when"].value(world)) and \
            (not q["when"] or q["when"].value(local))
        world[sid] = answers.get(sid) if on else HIDDEN
        if on:
            asked.append(sid)
    return world, asked


# ---- the reference: figures of finished assessments ------------------------------

def points_of(q, v):
    if q["type"] == "one":
        return F(next(o["score"] for o in q["options"] if o["id"] == v))
    if q["type"] == "many":
        return F(sum(o["score"] for o in q["options"] if o["id"] in v))
    if q["type"] == "rating":
        return F(number_of(q, v))
    if q["score"] == "linear":
        return F(4 * v, q["max"])
    if q["score"] == "is":
        return F(v * 2 - 1)
    return F(3 if v <= 1 else 1 if v < 3 else 2)


def extremes(q):
    got = [points_of(q, v) for v in values_of(q) if v not in (NK, NA)]
    return min(got), max(got)


def figure(d, parts, all_parts):
    """parts: (points, max, weight, section, group) of what is in."""
    if not parts:
        return None
    k = d["combine"]
    w = [p[2] for p in parts]
    pts = [p[0] for p in parts]
    if k == "sum":
        return sum(a * b for a, b in zip(w, pts))
    if k == "mean":
        return sum(pts) / len(pts)
    if k == "percent":
        below = sum(p[2] * p[1] for p in parts)
        return None if below <= 0 else \
            100 * sum(a * b for a, b in zip(w, pts)) / below
    if k == "min":
        return min(pts)
    if k == "max":
        return max(pts)
    marks = [d.get("at_least", p[1]) for p in parts]
    hits = sum(p >= m for p, m in zip(pts, marks))
    if k == "count":
        return F(hits)
    if k == "all":
        return F(hits == len(parts))
    total, weight = F(0), F(0)
    for s in {id(p[3]): p[3] for p in parts}.values():
        st, sw = F(0), F(0)
        seen = set()
        for p in parts:
            if p[3] is not s:
                continue
            if p[4] is None:
                st += p[2] * p[0]
                sw += p[2]
            elif id(p[4]) not in seen:
                seen.add(id(p[4]))
                mine = [x for x in parts if x[4] is p[4]]
                gw = sum(x[2] for x in mine)
                st += p[4]["weight"] * sum(x[2] * x[0] for x in mine) / gw
                sw += p[4]["weight"]
        total += s["weight"] * st / sw
        weight += s["weight"]
    return total / weight


def reference(qn, answers):
    world, asked = settle(qn, answers)
    out = {}
    for d in qn["dims"]:
        parts, capped = [], False
        for sid, q, s, g, row in slots(qn):
            if d not in q["dims"] or world[sid] is HIDDEN:
                continue
            v = world[sid]
            low, high = extremes(q)
            worst = low if d["better"] == "higher" else high
            best = high if d["better"] == "higher" else low
            if v is MISSING:      # optional and left out
                if d["missing"] == "zero":
                    p = F(0)
                else:
                    continue
            elif v == NK:
                p = worst
            elif v == NA:
                if d["na"] == "exclude":
                    continue
                p = {"zero": F(0), "best": best, "worst": worst}[d["na"]]
            else:
                p = points_of(q, v)
            parts.append((p, high, F(q["weight"]), s, g))
            if q["critical"] and d["floor"] is not None:
                capped |= p <= d["floor"] if d["better"] == "higher" \
                    else p >= d["floor"]
        value = figure(d, parts, None)
        band = None
        if value is not None:
            band = len(d["edges"])
            for i, e in enumerate(d["edges"]):
                if value < e or (value == e and d["side"] == "to"):
                    band = i
                    break
            if capped:
                band = min(band, 1) if d["better"] == "higher" else max(band, 1)
        out[d["id"]] = (value, band)
    outcome = next((f"out{i}" for i, c in enumerate(qn["outcomes"])
                    if c.value(world)), "rest")
    return out, outcome, qn["gate"].value(world), qn["trigger"].value(world)


# ---- files -------------------------------------------------------------------------

def answer_yaml(v):
    if v == NA:
        return "{answer: not-applicable, because: it is not the case here}"
    if isinstance(v, tuple):
        return "[" + ", ".join(v) + "]"
    return str(v)


def assessment_yaml(answers, order=None):
    keys = order or list(answers)
    body = "\n".join(f"  {k}: {answer_yaml(answers[k])}" for k in keys)
    return ("sqeeia: assessment/1\n"
            "questionnaire: {id: random, version: 1.0.0, path: ./q.yaml}\n"
            "about: {title: A random assessment}\nanswers:\n" + body + "\n")


def score(command, folder, names):
    out = {}
    for i in range(0, len(names), 200):
        run = subprocess.run(
            command + names[i:i + 200],
            cwd=folder, capture_output=True, text=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1793577600"})
        for line in run.stdout.splitlines():
            x = json.loads(line)
            out[x["file"]] = (x, line)
        if run.returncode not in (0, 1):
            print(run.stderr[:2000], file=sys.stderr)
    return out


# ---- properties ----------------------------------------------------------------------

class Report:
    def __init__(self):
        self.passed, self.failed, self.shown = 0, 0, 0

    def check(self, ok, what, folder, *detail):
        if ok:
            self.passed += 1
            return
        self.failed += 1
        if self.shown < 10:
            self.shown += 1
            print(f"FAILED {what} in {folder}:", *detail)


def inside(part, whole, key):
    """The figure `part` lies in the range `whole`."""
    low, high = part[key]["low"], part[key]["high"]
    if low is None:
        return True
    a, b = whole[key]["low"], whole[key]["high"]
    if a is None and b is None and not whole[key]["exact"]:
        return True  # not bounded, and said to be no more than safe
    return a is not None and a - 1e-9 <= low and high <= b + 1e-9


def bare(d):
    return {"v": {"low": d["low"], "high": d["high"],
                  "exact": d.get("exact", True)}}


def band_inside(part, whole):
    p, w = part.get("band"), whole.get("band")
    if not p or p["low"] is None:
        return True
    if not w or w["low"] is None:
        return not whole.get("exact", True)
    return w["low"] <= p["low"] and p["high"] <= w["high"]


def within(small, big):
    """Every range and every set of `small` lies in that of `big`."""
    bad = []
    for key in ("dimensions", "values"):
        for p, w in zip(small[key], big[key]):
            if not inside(bare(p), bare(w), "v"):
                bad.append((key, p["id"], bare(p), bare(w)))
            if not band_inside(p, w):
                bad.append(("band", p["id"], p["band"], w["band"]))
    for key in ("gates", "triggers"):
        for p, w in zip(small[key], big[key]):
            if w["state"] not in ("undecided", None) and \
                    w["state"] != p["state"]:
                bad.append((key, p["state"], w["state"]))
    if not set(small["outcome"]["possible"]) <= set(big["outcome"]["possible"]):
        bad.append(("outcome", small["outcome"], big["outcome"]))
    return bad


def complete(rng, qn, partial, leave_out=True):
    """A random completion: everything asked and required gets an answer."""
    answers = dict(partial)
    for _ in range(60):
        world, asked = settle(qn, answers)
        todo = [(sid, q) for sid, q, *_ in slots(qn)
                if sid in asked and answers.get(sid) is MISSING]
        todo = [(sid, q) for sid, q in todo
                if q["required"] or answers.get(sid, 0) == 0]
        todo = [t for t in todo if t[0] not in answers]
        if not todo:
            break
        sid, q = todo[0]
        if leave_out and not q["required"] and rng.random() < 0.5:
            answers[sid] = MISSING
        else:
            answers[sid] = rng.choice(values_of(q))
    return {k: v for k, v in answers.items() if v is not MISSING}


def every_completion(qn, partial, limit):
    """All of them, or None where there are more than `limit`."""
    out, stack = [], [dict(partial)]
    while stack:
        answers = stack.pop()
        world, asked = settle(qn, answers)
        sid, q = next(((sid, q) for sid, q, *_ in slots(qn)
                       if sid in asked and sid not in answers), (None, None))
        if sid is None:
            out.append({k: v for k, v in answers.items() if v is not MISSING})
            if len(out) > limit:
                return None
            continue
        ways = values_of(q) + ([] if q["required"] else [MISSING])
        if len(stack) + len(out) + len(ways) > 4 * limit:
            return None
        stack += [{**answers, sid: v} for v in ways]
    return out


def one_questionnaire(rng, binary, bounds, folder, report):
    qn = random_questionnaire(rng)
    with open(os.path.join(folder, "q.yaml"), "w") as f:
        f.write(questionnaire_yaml(qn))
    ids = [sid for sid, *_ in slots(qn)]
    by_id = {sid: q for sid, q, *_ in slots(qn)}
    files, jobs = {}, []

    def put(name, answers, order=None):
        files[name] = answers
        with open(os.path.join(folder, name), "w") as f:
            f.write(assessment_yaml(answers, order))
        return name

    for a in range(6):
        full = complete(rng, qn, {})
        keep = rng.choice([0.2, 0.5, 0.8, 0.9])
        partial = {k: v for k, v in full.items() if rng.random() < keep}
        base = put(f"a{a}.yaml", partial)
        completions = [complete(rng, qn, partial) for _ in range(8)]
        for i, c in enumerate(completions):
            jobs.append(("completion", base, put(f"a{a}c{i}.yaml", c), c))
        missing = [i for i in ids if i not in partial]
        if missing:
            sid = rng.choice(missing)
            step = {**partial, sid: rng.choice(values_of(by_id[sid]))}
            jobs.append(("step", base, put(f"a{a}s.yaml", step), step))
        everything = complete(rng, qn, full, leave_out=False)
        full, (world, asked) = everything, settle(qn, everything)
        hidden = [i for i in ids if world[i] is HIDDEN]
        noisy = {**full, **{i: rng.choice(values_of(by_id[i])) for i in hidden}}
        if settle(qn, noisy)[1] == asked:
            jobs.append(("hidden", put(f"a{a}f.yaml", full),
                         put(f"a{a}h.yaml", noisy), None))
        order = list(partial)
        rng.shuffle(order)
        jobs.append(("order", base, put(f"a{a}o.yaml", partial, order), None))
        few = every_completion(qn, partial, 60)
        if few is not None:
            names = [put(f"a{a}e{i}.yaml", c) for i, c in enumerate(few)]
            jobs.append(("tight", base, names, None))
    if bounds:
        for b in range(40):
            full = complete(rng, qn, {})
            put(f"b{b}.yaml", {k: v for k, v in full.items()
                               if rng.random() < rng.choice([0.3, 0.6, 0.8])})
    command = [binary, "score", "--format", "ndjson"]
    results = score(command, folder, sorted(files))
    again = score(command, folder, sorted(files)[:20])
    check_jobs(report, qn, folder, jobs, results, results)
    if bounds:
        bases = sorted({base for _, base, *_ in jobs} |
                       {name for name in files if name.startswith("b")})
        loose = score([bounds], folder, bases)
        for name in bases:
            same_ends(report, folder, name, loose, results)
        check_jobs(report, qn, folder,
                   [j for j in jobs if j[0] in ("completion", "tight")],
                   loose, results)
    for name, (x, line) in again.items():
        report.check(results[name][1] == line, "S29 equal bytes", folder, name)


def check_jobs(report, qn, folder, jobs, bases, results):
    for kind, base, other, answers in jobs:
        if base not in bases:
            report.check(False, "no result", folder, base)
            continue
        b = bases[base][0]
        if kind == "tight":
            tight(report, qn, folder, base, b, [results[n][0] for n in other])
            continue
        if other not in results:
            report.check(False, "no result", folder, other)
            continue
        o = results[other][0]
        if kind == "completion":
            bad = within(o, b)
            # dimensions that count "as it stands" say nothing of completions
            bad = [x for x in bad if not stands(qn, x)]
            report.check(not bad, "S18 completion", folder, base, other, bad)
            check_reference(report, folder, qn, other, o, answers)
        elif kind == "step":
            bad = [x for x in within(o, b) if not stands(qn, x)]
            report.check(not bad, "S18 never widens", folder, base, other, bad)
        else:
            same = strip(b) == strip(o)
            report.check(same, "S3 hidden" if kind == "hidden" else
                         "order of answers", folder, base, other)


def stands(qn, bad):
    """Dimensions with policies zero, worst and block are not intervals over
    completions, nor is what is derived from the first of them."""
    open_dims = {d["id"] for d in qn["dims"] if d["missing"] == "interval"}
    first = qn["dims"][0]["id"] in open_dims
    if bad[0] in ("dimensions", "band"):
        return bad[1] not in open_dims and (bad[1] not in ("twice", "picked"))
    if bad[0] == "values":
        return not first
    return False


def strip(x):
    y = dict(x)
    y.pop("file")
    y.pop("questions")
    return y


def tight(report, qn, folder, base, b, all_of_them):
    for i, d in enumerate(b["dimensions"]):
        if not d.get("exact") or d["low"] is None or \
                qn["dims"][i]["missing"] != "interval":
            continue
        got = [x["dimensions"][i] for x in all_of_them]
        lows = [g["low"] for g in got if g["low"] is not None]
        highs = [g["high"] for g in got if g["high"] is not None]
        if not lows:
            continue
        ok = min(lows) <= d["low"] + 1e-9 and max(highs) >= d["high"] - 1e-9
        report.check(ok, "S19 tight", folder, base, d, min(lows), max(highs))


def same_ends(report, folder, name, loose, results):
    """The ends that the search finds are those of every completion."""
    if name not in loose or name not in results:
        report.check(False, "no result", folder, name)
        return
    for x, y in zip(loose[name][0]["dimensions"],
                    results[name][0]["dimensions"]):
        ends = [(d["low"], d["high"]) for d in (x, y)]
        ok = ends[0] == ends[1] or not (x["exact"] and y["exact"])
        report.check(ok, "S19 ends of the search", folder, name, x["id"], ends)


def check_reference(report, folder, qn, name, got, answers):
    want, outcome, gate, trigger = reference(qn, answers)
    for d, g in zip(qn["dims"], got["dimensions"]):
        value, band = want[d["id"]]
        if got["questions"]["missing"] > 0:  # something optional is left out
            ok = d["missing"] == "zero" or value is None or (g["low"] is None and d["missing"] != "interval") \
                or (g["low"] is not None
                    and g["low"] - 1e-9 <= value <= g["high"] + 1e-9) \
                or d["missing"] in ("worst", "block")
            report.check(ok, "reference", folder, name, d["id"], value, g)
            continue
        if value is None:
            report.check(g["value"] is None, "reference none", folder, name,
                         d["id"], g)
            continue
        ok = g["value"] is not None and abs(g["value"] - float(value)) < 1e-8
        report.check(ok, "reference value", folder, name, d["id"],
                     float(value), g)
        ok = g["band"]["value"] == f"b{band}"
        report.check(ok, "reference band", folder, name, d["id"], band, g)
    if got["questions"]["missing"] == 0:
        report.check(got["outcome"]["id"] == outcome, "reference outcome",
                     folder, name, outcome, got["outcome"])
        report.check(got["gates"][0]["state"] == ("pass" if gate else "fail"),
                     "reference gate", folder, name, gate, got["gates"])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--questionnaires", type=int, default=60)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--keep")
    args = ap.parse_args()
    binary = os.path.abspath(os.environ.get("SQEEIA", "build/release/sqeeia"))
    bounds = os.environ.get("SQEEIA_BOUNDS")
    if not bounds:
        near = [os.path.join(os.path.dirname(binary), "tests"),
                "build/dev/tests", "build/plain/tests"]
        bounds = next((p for p in (os.path.join(n, "property_bounds")
                                   for n in near) if os.path.exists(p)), None)
    bounds = bounds and os.path.abspath(bounds)
    report = Report()
    with tempfile.TemporaryDirectory() as tmp:
        root = args.keep or tmp
        for i in range(args.questionnaires):
            folder = os.path.join(root, f"{args.seed}-{i}")
            os.makedirs(folder, exist_ok=True)
            rng = random.Random(f"{args.seed}-{i}")
            one_questionnaire(rng, binary, bounds, folder, report)
    if not bounds:
        print("property: without property_bounds, only the program's own")
    print(f"property: {report.passed} passed, {report.failed} failed")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
