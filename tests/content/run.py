#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Is the content fit for a governance lead: does it read plainly, hang together, and come to an end?

SQEEIA names the program. `--ages` prints the reading age of every question. Last line: `content: N passed, M failed`.
"""
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia")))
TODAY = "1795348800"            # 22 November 2026
TODAY = "2026-11-22"             # the examples are of that autumn
# An example that is bad on purpose gives exactly these, and how many of each.
BAD_EXAMPLES = {"screened-out-wrongly.sqeeia.yaml": {
    "SQ403": 1, "SQ413": 10, "SQ414": 2, "SQ415": 1, "SQ417": 4, "SQ419": 1, "SQ423": 1, "SQ424": 1, "SQ427": 1,
    "SQ429": 1, "SQ430": 1, "SQ438": 3}}

# The questions of the study that are asked in every rapid review.
CORE = """A1 A2 A3 A4 A6 B3 B4 C1 C2 C3 C5 C7 C8 D1 D2 D6 D7 E1 E6 E8 F1 F2 F3 F4 G1 G2 G3 G6 G8 H2 H4 H6 I1 I2 I3 I5 I7
J1 J2 J3 J4 J6 K1 K2 K4 K5 K8 L1 L2 L7 M1 M3 M7 N2 N4 N6 N8 O1 O5 P1 P2 P4 P6 P7""".split()
SECTIONS = dict(A=7, B=7, C=9, D=9, E=8, F=8, G=8, H=8, I=8, J=7, K=8, L=8, M=8, N=8, O=6, P=7)

passed = failed = 0


def check(what, problems):
    global passed, failed
    problems = [p for p in problems if p]
    if problems:
        failed += 1
        print(f"FAIL {what}")
        for p in problems[:20]:
            print("     " + str(p).replace("\n", "\n     "))
    else:
        passed += 1


def run(*args, cwd=None):
    env = dict(os.environ, SOURCE_DATE_EPOCH=TODAY, LC_ALL="C.UTF-8", COLUMNS="80")
    return subprocess.run([SQEEIA, *map(str, args)], cwd=cwd, env=env, capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, timeout=300)


def failure(done, *statuses):
    """What went wrong, or nothing."""
    if done.returncode in (statuses or (0,)):
        return None
    return f"{' '.join(done.args[1:4])} ended with {done.returncode}\n{done.stdout[-600:]}{done.stderr[-600:]}"


# ---- questionnaires, with what their packs bring -----------------------------

class Questionnaire:
    def __init__(self, path):
        self.path = path
        self.doc = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.id = self.doc["id"]
        self.words = {k: {} for k in ("choices", "matrices", "blocks", "lists", "roles", "frameworks")}
        self.sections = list(self.doc.get("sections", []))
        self.take(self.doc, set())
        self.questions = {}         # "D2" or "J4.residual" → (question, its group or None)
        for section in self.sections:
            for entry in section["questions"]:
                if "ask" in entry:
                    self.questions[entry["id"]] = (entry, None)
                    continue
                for column in self.columns(entry):
                    self.questions[f"{entry['id']}.{column['id']}"] = (column, entry)

    def take(self, doc, seen):
        for kind, found in self.words.items():
            found.update(doc.get(kind, {}))
        for used in doc.get("use", []):
            if used not in seen:
                seen.add(used)
                pack = yaml.safe_load((ROOT / "templates/packs" / f"{used}.yaml").read_text(encoding="utf-8"))
                self.sections += pack.get("sections", [])
                self.take(pack, seen)

    def columns(self, group):
        block = self.words["blocks"].get(group.get("block"), [])
        if isinstance(block, dict):
            block = block["questions"]
        return list(block) + list(group.get("questions", []))

    def options(self, name):
        found = name if isinstance(name, list) else self.words["choices"][name]
        found = found["options"] if isinstance(found, dict) else found
        return [o["id"] if isinstance(o, dict) else o for o in found]

    def find(self, key):
        """The question behind the key of an answer: J4.age.residual → J4.residual."""
        parts = key.split(".")
        return self.questions[key] if key in self.questions else self.questions[f"{parts[0]}.{parts[-1]}"]


def load(pattern):
    return {q.id: q for q in (Questionnaire(p) for p in sorted(ROOT.glob(pattern)))}


TEMPLATES = load("templates/*.yaml")
OVERLAY_USERS = load("examples/overlays/*.yaml")
FLAGSHIP = TEMPLATES["sqeeia-digital"]


# ---- silence -----------------------------------------------------------------

def try_silence():
    files = sorted(ROOT.glob("templates/**/*.yaml")) + sorted(ROOT.glob("examples/*.yaml"))
    files += sorted(ROOT.glob("examples/overlays/*.yaml")) + sorted(ROOT.glob("examples/half-finished/*.yaml"))
    check("there are ten questionnaires, packs and examples", [len(TEMPLATES) < 10 and "some are missing"])
    for path in files:
        # a note on a published scheme is known; see tests/golden
        done = run("check", "--today", TODAY, "--all", "--min-severity", "warning", path)
        if path.name in BAD_EXAMPLES:
            found = re.findall(r"\[(SQ\d{3}) ", done.stdout)
            have = {code: found.count(code) for code in found}
            check(f"check finds what is wrong in {path.relative_to(ROOT)}",
                  [have != BAD_EXAMPLES[path.name] and f"it finds {have}"])
            continue
        check(f"check has nothing to say of {path.relative_to(ROOT)}",
              [failure(done), "no findings" not in done.stderr + done.stdout and done.stdout + done.stderr])


# ---- the examples ------------------------------------------------------------

class Plain(yaml.SafeLoader):
    """Reads as the program does: the keys `on`, `yes` and `no` are words."""


Plain.yaml_implicit_resolvers = {k: [x for x in v if x[0] != "tag:yaml.org,2002:bool"]
                                 for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
EXAMPLES = {p.name: yaml.load(p.read_text(encoding="utf-8"), Loader=Plain)
            for p in sorted(ROOT.glob("examples/*.sqeeia.yaml"))}
GOOD = {n: d for n, d in EXAMPLES.items() if n not in BAD_EXAMPLES}


def younger_evidence(doc):
    """Answers that rest on something that did not yet exist."""
    dates = {e["id"]: e.get("date", e.get("on")) for k in ("evidence", "engagement") for e in doc.get(k, [])}
    return [f"{key} is of {a['on']}, {e} of {dates[e]}" for key, a in doc["answers"].items()
            if isinstance(a, dict) and "on" in a for e in a.get("evidence", []) if dates[e] > a["on"]]


def loose_ends(doc):
    """Counts in words that the registers must bear out, and things that nothing uses."""
    answers = {k: a.get("because", a.get("answer")) if isinstance(a, dict) else a for k, a in doc["answers"].items()}
    said = re.search(r"([\d,]+) people", answers["N2"])
    people = sum(e["people"] for e in doc["engagement"])
    names = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
    actions = names[len(doc["actions"])].capitalize()
    used = {e for a in doc["answers"].values() if isinstance(a, dict) for e in a.get("evidence", [])}
    return [f"N2 says {said and said[1]} people, the register {people}" if not said or int(said[1]) != people else None,
            f"P1 does not begin with {actions} actions" if not answers["P1"].startswith(f"{actions} actions") else None,
            *(f"nothing rests on {e['id']}" for e in doc["evidence"] if e["id"] not in used),
            *(f"{a['id']} is done, and whether it worked is not said" for a in doc["actions"]
              if a["status"] == "done" and not a.get("worked"))]


def try_examples(folder):
    check("there are six examples, one of them bad on purpose", [
        len(EXAMPLES) != 6 and sorted(EXAMPLES), len(GOOD) != 5 and sorted(GOOD)])
    for name in EXAMPLES:
        check(f"{name} is complete", [failure(run("status", "--require-complete", ROOT / "examples" / name), 0, 1)])
    half = run("status", "--require-complete", *sorted(ROOT.glob("examples/half-finished/*.yaml")))
    check("the one that is half finished is not", [failure(half, 4)])
    references = {d["about"]["reference"] for d in EXAMPLES.values()}
    for name, doc in GOOD.items():
        about = doc["about"]
        check(f"{name} has three partners or more with a position and a lead, and is finished before the decision", [
            len(about["partners"]) < 3 and "too few",
            *(p for p in about["partners"] if p["position"] == "not-asked" or not p.get("lead") or not p.get("on")),
            about["completed"] >= about["decision"]["on"] and "finished too late"])
        check(f"{name} rests on evidence that is older than its answers", younger_evidence(doc))
        check(f"{name} counts what it has", loose_ends(doc))
        check(f"{name} names the five others", [
            references - {about["reference"]} ^ set(about["links"]["sisters"])])
        for profile in ("draft", "panel", "publish", "live"):
            done = run("check", "--today", TODAY, "--all", "--profile", profile, ROOT / "examples" / name)
            check(f"check has nothing to say of {name} at the moment `{profile}`", [
                failure(done), "no findings" not in done.stderr + done.stdout and done.stdout])
    together = run("check", "--today", TODAY, "--all", "--no-excerpt", *(ROOT / "examples" / n for n in EXAMPLES))
    check("together only the bad one is found fault with", [
        line for line in together.stdout.splitlines() if " [SQ" in line and not any(n in line for n in BAD_EXAMPLES)])
    for name in GOOD:
        text = (ROOT / "examples" / name).read_text(encoding="utf-8")
        (folder / name).write_text(re.sub(r"sisters: \[[^\]]*\]", "sisters: []", text), encoding="utf-8")
    alone = run("check", "--today", TODAY, "--all", "--no-excerpt", "--select", "SQ452", *(folder / n for n in GOOD))
    check("five that do not name each other are told that they pile up on people of one age and in one place", [
        *(f"{n} is not told\n{alone.stdout}" for n in GOOD if n not in alone.stdout),
        alone.stdout.count("`Age`") != len(GOOD) and alone.stdout,
        *(f"{n} does not look at the harbour wards" for n, d in GOOD.items()
          if d["answers"]["K2.harbour.place"] != "Tidewell harbour wards")])


# ---- the flagship ------------------------------------------------------------

def base(qid):
    """A2-dec is a part of A2, J4.residual a column of J4."""
    return re.split(r"[-.]", qid)[0]


TEXTS = ("help", "why", "good", "red-flag", "example", "who", "refs")
# The aims of the duty and the recommendation are judged, and the study asks for no evidence of them.
OPINION = {"J1", "J2", "J3", "P4"}


def told(q, key):
    """What is said with each question, or with the table that it is: id → part → [what]."""
    found = {}
    for name, (x, group) in q.questions.items():
        for part, text in [*x.items(), *(group or {}).items()]:
            # the heading of a table helps with all of it
            found.setdefault(key(name), {}).setdefault("help" if part == "intro" else part, []).append(text)
    return found


def try_others():
    for q in TEMPLATES.values():
        if q.id != "sqeeia-digital":
            check(f"each question of {q.id} has every text, who answers it, and what it serves", [
                f"{name}: no {part}" for name, said in told(q, lambda n: n.split(".")[0]).items() for part in TEXTS
                if not said.get(part)])


def try_flagship():
    ids = {base(q) for q in FLAGSHIP.questions}
    want = {f"{s}{i}" for s, n in SECTIONS.items() for i in range(1, n + 1)}
    check("the flagship has the 124 questions of the study", [f"missing {sorted(want - ids)}" if want - ids else None,
                                                              f"more {sorted(ids - want)}" if ids - want else None])
    core = {base(k) for k, (q, g) in FLAGSHIP.questions.items()
            if q.get("critical") and (g or {}).get("critical") is not False}
    whole = told(FLAGSHIP, base)
    check("each of its questions has every text, who answers it, and what it serves", [
        f"{q}: no {part}" for q in sorted(want) for part in TEXTS if not whole[q].get(part)])
    check("each but those of opinion says what evidence is expected, and for how long it is good", [
        f"{q}: {found}" for q in sorted(want - OPINION) for found in [whole[q].get("evidence")]
        if not any(e.get("shelf-life") and e.get("what") for e in found or [] if isinstance(e, dict))])
    check("its critical questions are the 64 of the core", [
        len(CORE) != 64 and len(CORE), set(CORE) - core and f"not critical: {sorted(set(CORE) - core)}",
        core - set(CORE) and f"critical: {sorted(core - set(CORE))}"])


def try_who():
    """Somebody answers every question, tables' columns too: or no role's turn would ever bring it up."""
    for name, q in TEMPLATES.items():
        check(f"somebody answers every question of {name}",
              [f"{key}: nobody" for key, (one, group) in q.questions.items()
               if not (one.get("who") or (group or {}).get("who"))])


def seed_table():
    """Rows of the table in the manual page: an idea, and the ids that carry it."""
    page = (ROOT / "man/sqeeia-digital.7").read_text(encoding="utf-8")
    rows, inside = [], False
    for line in page.splitlines():
        if line.startswith('.\\" seed'):
            inside = True
        elif inside and line.startswith(".It"):
            idea, _, ids = line[4:].partition(" Ta ")
            rows.append((idea, re.findall(r"[A-P]\d+", ids)))
        elif inside and line.startswith(".El"):
            inside = False
    return rows


def try_page():
    rows = seed_table()
    ids = {base(q) for q in FLAGSHIP.questions}
    check("the page maps the ideas of the commitment", [len(rows) < 40 and f"{len(rows)} rows",
                                                        *(f"{i}: no question" for i, q in rows if not q)])
    check("every question that the page names exists", [f"{i}: {q}" for i, qs in rows for q in qs if q not in ids])
    text = (ROOT / "man/sqeeia-digital.7").read_text(encoding="utf-8")
    titles = [s["title"] for s in FLAGSHIP.doc["sections"]]
    check("the page has every section, track, gate and outcome", [
        *(f"section {t}" for t in titles if t not in text),
        *(f"track {d}" for d in FLAGSHIP.doc["dimensions"] if f".It {d}" not in text and f" {d} " not in text
          and d not in text),
        *(f"gate {g}" for g in FLAGSHIP.doc["gates"] if f".It {g}\n" not in text),
        *(f"outcome {o['label']}" for o in FLAGSHIP.doc["outcomes"] if f".It {o['label']}\n" not in text)])


# ---- words -------------------------------------------------------------------

def syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    if not word:
        return 1                # a number is read at a glance
    # the e in likely, safety, engagement and something is silent
    word = re.sub(r"(?<=[aeiouy][^aeiouyl])e(?=(?:ly|ty|ful|less|ness|ment|thing|where|times?)$|lihood$)", "", word)
    n = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzcg]es$|[^aeiouy]les$", word) and n > 1:
        n -= 1
    n += len(re.findall(r"i[ao](?!u)(?!n\b)|[aeiou]ing\b", word)) if not re.search(r"[st]io|cia", word) else 0
    return max(n, 1)


LAWS = [str(f.get("title", "")) if isinstance(f.get("title"), str) else f["title"].get("en", "")
        for f in yaml.safe_load((ROOT / "templates/packs/uk-frameworks.yaml").read_text(encoding="utf-8"))
        ["frameworks"].values()]
# What the law calls things: nobody can call them otherwise.
LAWS += ["data protection impact assessment", "public sector equality duty", "Equality Act", "Core20PLUS5",
         "socio-economic duty"]
LAW = re.compile("|".join(sorted((re.escape(w) for w in LAWS if w), key=len, reverse=True)), re.I)


def reading_age(text):
    """The Flesch-Kincaid grade, and five years; names of laws count as one short word."""
    text = LAW.sub("law", re.sub(r"\{item\}", "them", text))
    sentences = [s for s in re.split(r"[.!?:;](?:\s|$)", text) if re.search(r"\w", s)]
    words = re.findall(r"[\w'’-]*[A-Za-z0-9][\w'’-]*", text)
    if not words:
        return None
    parts = [p for w in words for p in w.split("-") if p]
    n = sum(syllables(p) for p in parts)
    return 0.39 * len(words) / max(len(sentences), 1) + 11.8 * n / len(parts) - 15.59 + 5


def english(text):
    return text.get("en", "") if isinstance(text, dict) else str(text or "")


def sentences(text):
    text = LAW.sub("law", re.sub(r"\{item\}", "them", text))
    return [w for w in re.split(r"[.!?](?:[\s\"']|$)", text) if re.search(r"\w", w)]


def smog(texts):
    """The reading age of all of them together: the SMOG grade (McLaughlin 1969) and five years.

    SMOG is the index in use for what patients read.  It counts words of three syllables and more over thirty
    sentences or more, so it measures a questionnaire and not a question.  Names of laws count as one short word.
    """
    parts = [s for t in texts for s in sentences(t)]
    if len(parts) < 30:
        return None
    words = [p for s in parts for w in re.findall(r"[\w'’-]*[A-Za-z0-9][\w'’-]*", s) for p in w.split("-") if p]
    return 1.0430 * (sum(syllables(w) >= 3 for w in words) * 30 / len(parts)) ** 0.5 + 3.1291 + 5


def try_words(ages):
    print("reading age of the questions, with their help and reasons: SMOG of the whole (held at 11 to 13);"
          "\nFlesch-Kincaid of single questions (none above 18): mean, lowest, highest")
    for q in [*TEMPLATES.values(), *OVERLAY_USERS.values()]:
        # they are read together, and six words alone measure nothing
        found = {k: reading_age(" ".join(english(x.get(part)) for part in ("ask", "help", "why")))
                 for k, (x, _) in q.questions.items()}
        found = {k: a for k, a in found.items() if a is not None}
        mean = sum(found.values()) / len(found)
        low, high = min(found.values()), max(found.values())
        # a block is read once, however many tables use it
        once = {id(x): x for x, _ in q.questions.values()}.values()
        whole = smog(english(x.get(part)) for x in once for part in ("ask", "help", "why"))
        print(f"  {q.id:24} {whole or 0:5.1f}   {mean:5.1f} {low:5.1f} {high:5.1f}")
        if ages:
            for key, age in sorted(found.items(), key=lambda x: -x[1])[:15]:
                print(f"      {age:5.1f} {key}: {english(q.questions[key][0]['ask'])}")
        check(f"{q.id} reads like plain English", [
            whole is not None and not 11 <= whole <= 13 and f"SMOG reading age {whole:.1f}", *(
            f"{k}: {a:.1f}: {english(q.questions[k][0]['ask'])}" for k, a in found.items() if a > 18)])
        check(f"{q.id} has no quotation marks of the file in its words", [
            f"{k}: {part}" for k, (x, _) in q.questions.items() for part in (*TEXTS, "ask")
            for text in [english(x.get(part)) if isinstance(x.get(part), (str, dict)) else ""]
            if text[:1] == text[-1:] == "'" or "''" in text])
        check(f"{q.id} asks one thing at a time", [
            f"{k}: {english(x['ask'])}" for k, (x, _) in q.questions.items()
            if english(x["ask"]).count("?") > 1 or "and/or" in english(x["ask"])])


# ---- on paper ----------------------------------------------------------------

def try_paper():
    for form, option in (("text", []), ("Markdown", ["--markdown"])):
        shown = run("templates", *option, "show", "sqeeia-digital").stdout
        flat = " ".join(shown.split())
        check(f"the flagship as {form} says who, what it serves and how fresh evidence has to be", [
            f"no {words}" for words in (
                "Evidence: The signed assessment and its date, at most 1 year old",
                "Who answers: Data protection and Caldicott lead", "Serves: UK GDPR, article 35")
            if words not in flat])
        check(f"each scale is explained once in it, as {form}, and then referred to", [
            f"{flat.count(m)} times: {m}" for m in ("An owner and a date exist", "No treatment needed; a slight")
            if flat.count(m) != 1] + ["What each means is said at A5" not in flat and "nothing refers to A5"])


# ---- copy-from ---------------------------------------------------------------

def sources(entry):
    found = (entry or {}).get("copy-from", [])
    return found if isinstance(found, list) else [found]


def agree(a, x, b, y):
    """Could an answer to x of a be one to y of b?"""
    if x["type"] != y["type"] and not {x["type"], y["type"]} <= {"text", "long"}:
        return f"{x['type']} and {y['type']}"
    if x["type"] in ("one", "many") and not set(a.options(x["choices"])) & set(b.options(y["choices"])):
        return "no option in common"
    if x["type"] == "rating":
        one, two = a.words["matrices"][x["matrix"]], b.words["matrices"][y["matrix"]]
        if any(a.options(one[side]) != b.options(two[side]) for side in ("rows", "columns")):
            return f"{x['matrix']} and {y['matrix']}"
    return None


def try_sources():
    wrong = []
    for q in TEMPLATES.values():
        groups = {id(g): g for _, g in q.questions.values() if g}
        for name, (x, _) in q.questions.items():
            for s in sources(x):
                other = TEMPLATES.get(s["template"])
                there = other and other.questions.get(s["question"])
                trouble = agree(q, x, other, there[0]) if there else f"no question {s['template']} {s['question']}"
                wrong.append(trouble and f"{q.id} {name}: {trouble}")
        for group in groups.values():
            for s in sources(group):
                other = TEMPLATES.get(s["template"])
                pairs = [(x, other.questions[f"{s['question']}.{x['id']}"][0]) for x in q.columns(group)
                         if other and f"{s['question']}.{x['id']}" in other.questions]
                wrong += [t and f"{q.id} {group['id']}.{x['id']}: {t}" for x, y in pairs
                          for t in [agree(q, x, other, y)]]
                wrong.append(not pairs and f"{q.id} {group['id']}: no column in common with {s}")
    check("what can be carried over from a template can be", wrong)


CARRY_OLD = """sqeeia: questionnaire/1
id: old-form
version: 1.0.0
title: Old form
lists: {people: [{id: old, label: Older people}, {id: young, label: Young people}]}
choices:
  level: [{id: low, label: Low}, {id: mid, label: Middle}, {id: high, label: High}]
sections:
  - id: a
    title: A
    questions:
      - {id: t, ask: What changes?, type: text}
      - {id: one, ask: How much?, type: one, choices: level}
      - {id: two, ask: How far?, type: one, choices: level}
      - {id: n, ask: How many?, type: number, unit: people}
      - {id: hidden, ask: Why so low?, type: text, when: one = low}
      - {id: back, ask: Who said so?, type: text, copy-from: {template: new-form, question: said}}
      - {id: only, ask: Only here?, type: text}
      - {id: g, title: People, for-each: people, questions: [{id: v, ask: What of them?, type: text},
         {id: w, ask: How are they?, type: one, choices: level}]}
      - {id: r, title: Rows, rows: {min: 0}, questions: [{id: v, ask: What is it?, type: text}]}
outcomes: [{id: done, otherwise: true, label: Done}]
"""
CARRY_NEW = """sqeeia: questionnaire/1
id: new-form
version: 1.0.0
title: New form
lists: {people: [{id: old, label: Older people}, {id: rural, label: Rural people}]}
choices:
  level: [{id: low, label: Low}, {id: mid, label: In between}, {id: high, label: High}]
sections:
  - id: a
    title: A
    questions:
      - {id: what, ask: What changes?, type: long, copy-from: {template: old-form, question: t}}
      - {id: one, ask: How much?, type: one, choices: level, copy-from: {template: old-form, question: one}}
      - {id: two, ask: How far?, type: one, choices: level, copy-from: {template: old-form, question: two}}
      - {id: n, ask: How many?, type: number, unit: visits, copy-from: {template: old-form, question: n}}
      - {id: h, ask: Why so low?, type: text, copy-from: {template: old-form, question: hidden}}
      - {id: said, ask: Who said so?, type: text}
      - {id: g, title: People, for-each: people, copy-from: {template: old-form, question: g}, questions: [
         {id: v, ask: What of them?, type: text}, {id: w, ask: How are they?, type: number}]}
      - {id: r, title: Rows, rows: {min: 0}, questions: [{id: subject, ask: Who?, type: text, track: subject},
         {id: s, ask: What is it?, type: text, copy-from: [{template: old-form, question: r.v},
           {template: old-form, question: g.v}]}]}
outcomes: [{id: done, otherwise: true, label: Done}]
"""
CARRY_CASE = """sqeeia: assessment/1
questionnaire: {id: old-form, path: ./old.yaml}
about: {title: A change, reference: R-1, owner: Pat Owner}
evidence:
  - {id: E1, title: "Counts: all", date: 2026-09-01, kind: data}
  - {id: E2, title: Unused, date: 2026-09-01}
answers:
  t: {answer: A thing, because: "We saw: it", evidence: [E1], by: Pat, on: 2026-10-01}
  one: high
  two: mid
  n: 12
  hidden: no longer asked
  back: A neighbour
  only: Here
  g.old.v: {answer: not-known, because: not counted}
  g.old.w: low
  g.young.v: Fewer
  r.x1.v: First row
"""


def try_carrying(folder):
    (folder / "old.yaml").write_text(CARRY_OLD, encoding="utf-8")
    (folder / "new.yaml").write_text(CARRY_NEW, encoding="utf-8")
    (folder / "case.yaml").write_text(CARRY_CASE, encoding="utf-8")
    done = run("new", "./new.yaml", "made.yaml", "--from", "case.yaml", cwd=folder)
    check("an assessment starts from an earlier one", [failure(done)])
    if done.returncode:
        return
    made = yaml.safe_load((folder / "made.yaml").read_text(encoding="utf-8"))
    got = {k: v["answer"] if isinstance(v, dict) else v for k, v in (made["answers"] or {}).items()}
    check("it takes over what means the same, and nothing else", [
        got != {"what": "A thing", "one": "high", "said": "A neighbour", "g.old.v": "not-known",
                "r.x1.s": "First row", "r.x1.subject": "First row", "r.old.s": "not-known", "r.old.subject": "Older people",
                "r.young.s": "Fewer", "r.young.subject": "Young people"} and got])
    check("a carried answer says where it comes from, who gave it, and brings its evidence", [
        # YAML 1.1 takes the key `on` for a truth
        made["answers"].get("what") != {
            "answer": "A thing", "because": "Carried over from R-1, t: We saw: it", "evidence": ["E1"], "by": "Pat",
            True: datetime.date(2026, 10, 1)} and made["answers"].get("what"),
        [e["id"] for e in made.get("evidence", [])] != ["E1"] and made.get("evidence"),
        made["about"].get("title") != "A change" and made["about"], made["about"].get("owner") != "Pat Owner"])
    told = {"two: `mid` has other words there", "n: it counts something else there",
            "hidden: it was not asked, given other answers", "g.w: it is `number` there, not `one`",
            "g.v: the table there has no such row", "no question here takes them: only"}
    check("what is not carried is told with its reason", [
        *(f"{t}\n{done.stderr}" for t in told if t not in done.stderr)])
    check("what was made is sound", [failure(run("check", "made.yaml", cwd=folder))])
    again = run("new", "./old.yaml", "back.yaml", "--from", "made.yaml", "--quiet", cwd=folder)
    back = yaml.safe_load((folder / "back.yaml").read_text(encoding="utf-8"))["answers"] if not failure(again) else {}
    check("what was carried can be carried on, and keeps its first mark", [
        failure(again), again.stderr, back.get("t", {}).get("because") != "Carried over from R-1, t: We saw: it"
        and back, "back" not in back and back])
    same = run("new", "./old.yaml", "same.yaml", "--from", "case.yaml", cwd=folder)
    whole = yaml.safe_load((folder / "same.yaml").read_text(encoding="utf-8"))["answers"] if not failure(same) else {}
    want = set(yaml.safe_load(CARRY_CASE)["answers"]) - {"hidden"}
    check("within one questionnaire everything that is asked is carried", [failure(same), set(whole) != want and whole])
    for other, status in (("old.yaml", 2), ("nowhere.yaml", 3)):
        bad = run("new", "./new.yaml", "none.yaml", "--from", other, cwd=folder)
        check(f"--from {other} is refused", [failure(bad, status), (folder / "none.yaml").exists() and "written"])


def try_layout(folder):
    """The order of another body's form is filled from an assessment that was made in ours."""
    done = run("new", "ehia", "paper.yaml", "--from", ROOT / "examples/ambient-scribe.sqeeia.yaml", cwd=folder)
    check("the national order takes over a whole assessment", [failure(done)])
    if done.returncode:
        return
    got = yaml.safe_load((folder / "paper.yaml").read_text(encoding="utf-8"))["answers"]
    want = {f"N2.{g}.direction" for g in ("age", "race", "sexual-orientation")} | {
        "N1", "N1-body", "N3.carers.direction", "N3-inclusion.homelessness.direction", "N6", "N7", "N8"}
    check("every part that both ask is carried into it", [f"not carried: {sorted(want - set(got))}" if want - set(got)
                                                         else None])
    paper = run("report", "paper.yaml", "--format", "markdown", cwd=folder)
    order = [s["title"] for s in TEMPLATES["ehia"].doc["sections"]]
    at = [paper.stdout.rfind(t) for t in order]
    check("its report keeps that order", [failure(paper), at != sorted(at) and dict(zip(order, at)), -1 in at and at])


# ---- walked to the end -------------------------------------------------------

def answer(q, key):
    x, _ = q.find(key)
    kind = x["type"]
    if kind in ("one", "many"):
        return q.options(x["choices"])[0]
    if kind == "rating":
        m = q.words["matrices"][x["matrix"]]
        return f"{q.options(m['rows'])[0]}, {q.options(m['columns'])[0]}"
    if kind == "number":
        return str(x.get("min", 1))
    if kind == "date":
        return "2026-12-01"
    if kind == "person":
        return "Sam Example"
    # three dozen words satisfy every rule about length
    words = "We looked at the figures of last year and asked the people who use it what would be harder for them, " \
        "then wrote down what they said, changed the plan where we could, and say here why the rest stays as it is."
    return words[:int(x.get("max-length", 500))]


def try_walk(q, folder):
    name = f"{q.id}.yaml"
    template = q.id
    if q.id not in TEMPLATES:
        template = f"./house-{q.path.name}"
        shutil.copy(q.path, folder / template)
    problems = [failure(run("new", template, name, cwd=folder))]
    for _ in range(40):
        if any(problems):
            break
        left = run("assess", name, "--no-input", cwd=folder)
        keys = re.findall(rf"^{re.escape(name)}: (\S+) is not answered", left.stdout, re.M)
        if not keys:
            problems.append(failure(left))
            break
        sets = [a for k in keys for a in ("--set", f"{k}={answer(q, k)}")]
        problems.append(failure(run("assess", name, *sets, cwd=folder)))
    else:
        problems.append("it does not come to an end")
    problems.append(None if any(problems) else failure(run("status", "--require-complete", name, cwd=folder)))
    scored = run("score", "--format", "json", name, cwd=folder)
    check(f"{q.id} comes to an end, with every first option", [*problems, failure(scored)])


# ---- figures worked by hand, as they stand in the templates -------------------

def worked(folder, what, case, sets, want):
    """Changes answers of a finished case, and compares what follows."""
    done = run("assess", f"{case}.yaml", *(a for s in sets for a in ("--set", s)), cwd=folder)
    scored = run("score", "--format", "json", f"{case}.yaml", cwd=folder)
    if failure(done) or failure(scored):
        check(what, [failure(done), failure(scored)])
        return
    got = json.loads(scored.stdout)
    found = {x["id"]: x for kind in ("dimensions", "values") for x in got[kind]}
    fired = {t["id"]: t.get("fired", t.get("state", t.get("value"))) for t in got["triggers"]}
    wrong = []
    for key, value in want.items():
        name, _, part = key.partition(".")
        have = fired.get(name) if part == "trigger" else got["outcome"]["id"] if name == "outcome" else \
            found[name]["band"]["value"] if part == "band" else found[name]["value"]
        if have != value:
            wrong.append(f"{key} is {have}, not {value}")
    check(what, wrong)


def try_figures(folder):
    safe = ["P3", "P4", "D2", "M2", "M3", "M4", "H3", "X2-workshop", "X4.case-against", "O1", "O2", "W1", "W2"]
    points = ["P2=learns-in-use", "G1=over-100000", "G2=many", "D1=voice-or-genes", "D3=no", "M1=readable",
              "H1=recommends", "H2=at-once"]
    levels = ["proven"] * 10 + ["partly"] + ["none"] * 2
    answers = [f"{q}={a}" for q, a in zip(safe, levels)]
    worked(folder, "18 of 32 with safeguards of 42 of 52 is 16, Level II", "ai-ethics", points + answers,
           {"impact": 18, "safeguards": 42, "level-before.band": "level-3", "level": 16, "level.band": "level-2"})
    worked(folder, "with 41 it stays 18, Level III", "ai-ethics", ["M2=in-place", *(f"{q}={a}" for q, a in zip(
        safe[-3:], ("partly", "none", "none")))], {"safeguards": 41, "level": 18, "level.band": "level-3"})
    worked(folder, "consequence 3 by likelihood 4 is 12, and goes to the second stage", "quality",
           ["Q6.direction=negative", "Q6.initial=likely, moderate"],
           {"worst-initial": 12, "worst-initial.band": "high", "second-stage-areas": 1})
    worked(folder, "8 is high, and does not", "quality", ["Q6.initial=unlikely, major"],
           {"worst-initial": 8, "worst-initial.band": "high", "second-stage-areas": 0})
    worked(folder, "9 does", "quality", ["Q6.initial=possible, moderate"],
           {"worst-initial": 9, "second-stage-areas": 1})
    for heard, index, band in ((6, 0.3, "missed"), (10, 0.5, "under"), (16, 0.8, "even")):
        groups = TEMPLATES["engagement"].words["lists"]["reach-groups"]
        groups = groups["items"] if isinstance(groups, dict) else groups
        ids = [g["id"] if isinstance(g, dict) else g for g in groups]
        worked(folder, f"{heard}% of those heard for 20% of those affected is {index}", "engagement",
               [*(f"R1.{g}.affected=20" for g in ids), *(f"R1.{g}.heard={heard}" for g in ids)],
               {"lowest-reach": index, "lowest-reach.band": band})
    worked(folder, "a gap narrows only on evidence", "health-inequalities",
           ["H9.deprived.change=narrows-much", "H9.deprived.confidence=relevant", "H9.age.change=widens",
            "H9.age.confidence=none", "H9.carers.change=narrows-much", "H9.carers.confidence=none"],
           {"travel-deprived": 2, "travel-age": -1, "travel-carers": 0})
    worked(folder, "6 seen as 12 is near, 3 seen as 8 is not", "post-implementation",
           ["E1.r1.predicted=unlikely, moderate", "E1.r1.actual=possible, major"], {"prediction-accuracy": 100})
    worked(folder, "3 seen as 8 is not", "post-implementation",
           ["E1.r1.predicted=rare, moderate", "E1.r1.actual=unlikely, major"], {"prediction-accuracy": 0})
    fairness = ["D1=proven", "D2=proven", "D3=proven", "D4=proven", "D9=proven"]
    worked(folder, "a critical answer that is only planned makes the track weak, and leaves its figure", "sqeeia-digital",
           ["A2=predictive-model", "A2-dec=yes", *fairness[1:], "D1=planned"],
           {"fairness": 85, "fairness.band": "weak"})


def main():
    ages = "--ages" in sys.argv
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        try_silence()
        try_examples(folder)
        try_flagship()
        try_who()
        try_others()
        try_page()
        try_words(ages)
        try_paper()
        try_sources()
        try_carrying(folder)
        try_layout(folder)
        for q in [*TEMPLATES.values(), *OVERLAY_USERS.values()]:
            try_walk(q, folder)
        try_figures(folder)
    finally:
        shutil.rmtree(folder)
    print(f"content: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
