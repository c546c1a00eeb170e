#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the manual says in words, tried with the program: one small questionnaire for each statement.

Each test is named after the statement; the numbers S1 to S30 are those of sqeeia-questionnaire(5).
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia"))
HEAD = "sqeeia: questionnaire/1\nid: q\nversion: 1.0.0\ntitle: Q\n"
YES_NO = "choices:\n  yn:\n    - {id: 'yes', score: 1, label: Yes}\n    - {id: 'no', score: 0, label: No}\n"
FIVE = ("choices:\n  five:\n" + "".join(f"    - {{id: p{n}, score: {n}, label: P{n}}}\n" for n in range(5)))

TESTS = []


def says(function):
    TESTS.append(function)
    return function


def section(*questions, before=""):
    """One section; a question is a line of flow YAML without its braces."""
    lines = "".join(f"      - {{{q}}}\n" for q in questions)
    return f"{before}sections:\n  - id: s\n    title: S\n    questions:\n{lines}"


class World:
    """A folder with a questionnaire and an assessment in it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795348800"}
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]

    def run(self, *arguments, text=None):
        return subprocess.run([SQEEIA, *map(str, arguments)], cwd=self.folder, env=self.env, capture_output=True,
                              text=True, check=False, timeout=120, input=text if text is not None else "")

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def questionnaire(self, text):
        self.write("q.yaml", HEAD + text)

    def codes(self, text=None, name="q.yaml", select=None):
        """The codes of errors that `check` finds; of every level with `select`."""
        if text is not None:
            self.write(name, HEAD + text if name == "q.yaml" else text)
        extra = ["--select", select] if select else ["--min-severity", "error"]
        done = self.run("check", "--no-excerpt", "--exit-zero", *extra, name)
        return [m for m in re.findall(r"\[(SQ\d+) [a-z-]+\]$", done.stdout, flags=re.M)]

    def assessment(self, answers="", more=""):
        lines = "".join(f"  {line}\n" for line in answers.splitlines() if line.strip())
        return self.write("a.yaml", "sqeeia: assessment/1\nquestionnaire: {id: q, version: 1.0.0, path: ./q.yaml}\n"
                          f"about: {{title: A}}\nanswers:\n{lines}{more}")

    def score(self, text, answers="", more="", status=0):
        self.questionnaire(text)
        self.assessment(answers, more)
        done = self.run("score", "--format", "json", "a.yaml")
        if status is not None and done.returncode != status:
            raise AssertionError(f"status {done.returncode}: {done.stderr[:400]}")
        result = json.loads(done.stdout)
        for key in ("dimensions", "values", "gates", "triggers"):
            result[key] = {item["id"]: item for item in result[key]}
        return result


def equal(got, want):
    if got != want:
        raise AssertionError(f"got {got!r}, expected {want!r}")


def ends(figure):
    return [figure["low"], figure["value"], figure["high"]]


# ---- how it is written ----------------------------------------------------------

@says
def an_unknown_key_is_an_error_and_x_keys_are_not(w):
    equal(w.codes(section("id: a, ask: A, type: text, hlep: x")), ["SQ101"])
    equal(w.codes(section("id: a, ask: A, type: text, x-mine: {b: [c]}")), [])


@says
def the_nearest_key_is_suggested(w):
    w.questionnaire(section("id: a, ask: A, type: text, hlep: x"))
    assert "did you mean `help`?" in w.run("check", "q.yaml").stdout


@says
def of_yaml_some_things_are_refused(w):
    equal(w.codes("a: &x {b: c}\nd: {<<: *x}\n")[0:1], ["SQ101"])
    assert "SQ010" in w.codes("x-a: &x {b: c}\nx-d: {<<: *x}\n" + section("id: a, ask: A, type: text"))
    assert "SQ011" in w.codes("x-a: !!str b\n" + section("id: a, ask: A, type: text"))
    assert "SQ006" in w.codes("summary: a\nsummary: b\n" + section("id: a, ask: A, type: text"))
    assert "SQ008" in w.codes(section("id: a, ask: A, type: text") + "---\nb: c\n")
    assert "SQ003" in w.codes("x-a:\n\tb: c\n" + section("id: a, ask: A, type: text"))


@says
def an_id_has_at_most_80_characters_and_ends_in_no_hyphen(w):
    equal(w.codes(section(f"id: {'a' * 80}, ask: A, type: text")), [])
    equal(w.codes(section(f"id: {'a' * 81}, ask: A, type: text")), ["SQ109"])
    equal(w.codes(section("id: a-, ask: A, type: text")), ["SQ109"])
    equal(w.codes(section("id: 1a, ask: A, type: text")), ["SQ109"])


@says
def a_text_is_taken_in_the_language_asked_for_then_its_base_then_the_first(w):
    w.questionnaire("languages: [en, cy]\n" + section("id: a, ask: {en: Age, cy: Oedran}, type: text"))
    w.assessment()
    for tag, word in (("cy", "Oedran"), ("cy-GB", "Oedran"), ("fr", "Age")):
        assert word in w.run("assess", "--print", "--lang", tag, "a.yaml").stdout, tag


@says
def numbers_have_15_digits_before_the_point_and_9_after_it(w):
    for number, codes in (("999999999999999", []), ("9999999999999999", ["SQ105"]), ("0.123456789", []),
                          ("0.1234567891", ["SQ105"]), ("1e3", ["SQ105"]), ("-3", [])):
        equal(w.codes(section(f"id: a, ask: A, type: number, max: {number}"))[:1], codes)


@says
def true_and_false_have_one_spelling(w):
    equal(w.codes(section("id: a, ask: A, type: text, required: yes")), ["SQ108"])


@says
def lengths_of_time(w):
    for good in ("10 days", "2 weeks", "24 months", "1 year"):
        equal(w.codes(section(f"id: a, ask: A, type: text, evidence: {{level: required, shelf-life: {good}}}")), [])
    equal(w.codes(section("id: a, ask: A, type: text, evidence: {level: required, shelf-life: soon}")), ["SQ107"])


@says
def bare_words_stand_for_maps_where_the_manual_says_so(w):
    equal(w.codes("lists: {l: [one, two]}\nchoices: {c: [x, y]}\nroles: {r: A role}\nsign-off: [r]\n"
                  "review: [3 months]\nvalues: {v: 1 + 1}\ngates: {g: a = x}\n"
                  + section("id: a, ask: A, type: one, choices: c, evidence: expected",
                            "id: b, ask: B, type: number, valid: answer > 3")), [])


@says
def option_ids_that_are_reserved_are_refused(w):
    equal(w.codes("choices: {c: [not-known, y]}\n" + section("id: a, ask: A, type: one, choices: c")), ["SQ119"])


@says
def files_of_other_kinds_and_versions_are_refused_by_name(w):
    w.write("v.yaml", "sqeeia: questionnaire/2\nid: q\n")
    out = w.run("check", "v.yaml").stdout
    assert "SQ112" in out and "questionnaire/1" in out


# ---- packs -------------------------------------------------------------------------

PACK = "sqeeia: pack/1\nid: p\nversion: 1.0.0\ntitle: P\n"


@says
def packs_may_use_packs_and_a_circle_is_an_error(w):
    w.write("p.yaml", PACK + "use: ./r.yaml\n")
    w.write("r.yaml", PACK.replace("id: p", "id: r") + "choices: {c: [x, y]}\n")
    equal(w.codes("use: [./p.yaml]\n" + section("id: a, ask: A, type: one, choices: c")), [])
    w.write("r.yaml", PACK.replace("id: p", "id: r") + "use: ./p.yaml\nchoices: {c: [x, y]}\n")
    assert "SQ114" in w.codes()


@says
def an_id_that_two_packs_define_is_an_error(w):
    w.write("p.yaml", PACK + "choices: {c: [x, y]}\n")
    w.write("r.yaml", PACK.replace("id: p", "id: r") + "choices: {c: [x, y]}\n")
    assert "SQ110" in w.codes("use: [./p.yaml, ./r.yaml]\n" + section("id: a, ask: A, type: one, choices: c"))


@says
def a_path_never_leads_outside_the_project(w):
    w.write("p.yaml", PACK)
    w.write("sub/q.yaml", HEAD + "use: ../p.yaml\n" + section("id: a, ask: A, type: text"))
    equal(w.codes(name="sub/q.yaml"), ["SQ115"])
    w.write("sqeeia.yaml", "sqeeia: project/1\n")
    equal(w.codes(name="sub/q.yaml"), [])


@says
def templates_of_the_project_come_before_the_built_in_ones(w):
    w.write("sqeeia.yaml", "sqeeia: project/1\ntemplates: house\nassessments: [as]\n")
    w.write("house/q.yaml", HEAD + section("id: a, ask: A, type: text"))
    w.write("house/packs/p.yaml", PACK + "choices: {c: [x, y]}\n")
    w.write("house/q2.yaml", HEAD.replace("id: q", "id: q2") + "use: p\n"
            + section("id: a, ask: A, type: one, choices: c"))
    w.write("as/a.yaml", "sqeeia: assessment/1\nquestionnaire: q2\nabout: {title: A}\nanswers: {a: x}\n")
    done = w.run("check", "--min-severity", "error")
    equal(done.returncode, 0)
    assert done.stdout.startswith("5 files"), done.stdout
    equal(w.run("new", "q", "b.yaml").returncode, 0)


@says
def a_project_can_change_levels_and_switch_findings_off(w):
    w.questionnaire(section("id: a, ask: A, type: text"))
    w.assessment("a: no")
    equal(w.run("check", "--fail-on", "note", "--select", "SQ015", "a.yaml").returncode, 1)
    w.write("sqeeia.yaml", "sqeeia: project/1\nrules: {SQ015: error}\n")
    assert "error: `no`" in w.run("check", "--select", "SQ015", "a.yaml").stdout
    w.write("sqeeia.yaml", "sqeeia: project/1\nrules: {plain-yes-no: off}\n")
    equal(w.run("check", "--fail-on", "note", "--select", "SQ015", "a.yaml").returncode, 0)


# ---- questions -----------------------------------------------------------------------

@says
def s1_a_question_is_asked_hidden_or_pending(w):
    q = YES_NO + section("id: a, ask: A, type: one, choices: yn", "id: b, ask: B, type: text, when: a = yes")
    equal(w.score(q)["questions"]["pending"], 1)
    equal(w.score(q, "a: 'no'")["questions"]["hidden"], 1)
    equal(w.score(q, "a: 'yes'")["questions"]["asked"], 2)


@says
def s3_a_hidden_answer_is_parked_and_reads_as_absent(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five",
                        "id: b, ask: B, type: one, choices: five, when: a = p4, dimension: d")
         + "dimensions: {d: {combine: sum}}\nvalues: {is: b = p1, not-is: b != p1, more: b > p0}\n")
    r = w.score(q, "a: p0\nb: p1")
    equal(r["questions"]["parked"], 1)
    equal(ends(r["dimensions"]["d"]), [None, None, None])
    equal([r["values"][v]["value"] for v in ("is", "not-is", "more")], [False, True, False])
    equal(w.score(q, "a: p4\nb: p1")["dimensions"]["d"]["value"], 1)


@says
def s4_conditions_look_back_only(w):
    q = YES_NO + section("id: a, ask: A, type: text, when: b = yes", "id: b, ask: B, type: one, choices: yn")
    equal(w.codes(q)[0], "SQ121")
    assert "it is asked later, at line" in w.run("check", "q.yaml").stdout


@says
def s2_an_answer_that_does_not_fit_counts_as_missing(w):
    q = FIVE + section("id: a, ask: A, type: one, choices: five")
    r = w.score(q, "a: p9", status=1)
    equal(r["questions"]["missing"], 1)


@says
def reserved_answers_are_taken_where_the_question_allows_them(w):
    q = section("id: a, ask: A, type: text, not-known: never", "id: b, ask: B, type: text",
                "id: c, ask: C, type: text, not-applicable: with-reason")
    equal(w.codes(q), [])
    w.assessment("a: not-known")
    equal(w.codes(name="a.yaml"), ["SQ304"])
    w.assessment("b: not-known")
    equal(w.codes(name="a.yaml"), [])
    w.assessment("b: {answer: not-applicable, because: X}")
    equal(w.codes(name="a.yaml"), ["SQ304"])
    w.assessment("c: not-applicable")
    equal(w.codes(name="a.yaml"), ["SQ303"])
    w.assessment("c: {answer: not-applicable, because: X}")
    equal(w.codes(name="a.yaml"), [])


@says
def defaults_settle_what_a_question_does_not_say(w):
    q = "defaults: {not-known: never, required: false}\n" + section("id: a, ask: A, type: text")
    equal(w.codes(q), [])
    w.assessment("a: not-known")
    equal(w.codes(name="a.yaml"), ["SQ304"])
    equal(w.score(q)["complete"], True)


@says
def numbers_dates_and_texts_are_held_to_their_bounds(w):
    q = section("id: n, ask: N, type: number, min: 1, max: 5, decimals: 1", "id: d, ask: D, type: date",
                "id: t, ask: T, type: text, max-length: 3")
    equal(w.codes(q), [])
    for answers, codes in (("n: 1.5", []), ("n: 1.55", ["SQ302"]), ("n: 6", ["SQ302"]), ("d: 2026-02-28", []),
                           ("d: 2026-02-30", ["SQ302"]), ("t: äöü", []), ("t: abcd", ["SQ302"])):
        w.assessment(answers)
        equal(w.codes(name="a.yaml"), codes)


@says
def an_exclusive_option_stands_alone(w):
    q = "choices: {c: [x, {id: none, exclusive: true}]}\n" + section("id: a, ask: A, type: many, choices: c")
    equal(w.codes(q), [])
    w.assessment("a: [x, none]")
    equal(w.codes(name="a.yaml"), ["SQ302"])


@says
def valid_is_what_an_answer_must_satisfy(w):
    q = section("id: n, ask: N, type: number", "id: m, ask: M, type: number, "
                "valid: {that: answer <= n, message: too many}")
    equal(w.codes(q), [])
    w.assessment("n: 3\nm: 4")
    equal(w.codes(name="a.yaml"), ["SQ305"])
    assert "too many" in w.run("check", "a.yaml").stdout
    w.assessment("m: 4")
    equal(w.codes(name="a.yaml"), [])


@says
def cells_are_filed_under_group_row_and_column(w):
    q = ("lists: {l: [x, y]}\nsections:\n  - id: s\n    title: S\n    questions:\n"
         "      - {id: g, title: G, for-each: l, questions: [{id: c, ask: 'How is {item}?', type: number}]}\n"
         "      - {id: t, title: T, rows: {min: 2, max: 3}, questions: [{id: c, ask: C, type: number}]}\n"
         "      - {id: o, title: O, questions: [{id: c, ask: C, type: number}]}\n"
         "values: {gs: sum(g.c), ts: sum(t.c), one: g.x.c}\n")
    r = w.score(q, "g.x.c: 1\ng.y.c: 2\nt.h1.c: 5\no.c: 7")
    equal(r["values"]["gs"]["value"], 3)
    equal(r["values"]["one"]["value"], 1)
    equal(r["questions"]["asked"], 5)
    equal(r["questions"]["missing"], 1)
    w.assessment()
    assert "How is x?" in w.run("assess", "--no-input", "a.yaml").stdout
    w.assessment("\n".join(f"t.h{n}.c: 1" for n in range(4)))
    equal(w.codes(name="a.yaml"), ["SQ309"])


@says
def the_same_row_is_meant_within_a_table(w):
    q = (FIVE + "lists: {l: [x, y]}\nsections:\n  - id: s\n    title: S\n    questions:\n"
         "      - id: g\n        title: G\n        for-each: l\n        questions:\n"
         "          - {id: a, ask: A, type: one, choices: five}\n"
         "          - {id: b, ask: B, type: text, when: a = p1}\n"
         "          - {id: c, ask: C, type: text, when: g.a = p1}\n")
    r = w.score(q, "g.x.a: p1\ng.y.a: p2")
    equal([r["questions"]["asked"], r["questions"]["hidden"]], [4, 2])
    equal(w.codes(q.replace("when: g.a = p1", "when: any(g.a = p1)")), ["SQ121"])


# ---- points ------------------------------------------------------------------------------

@says
def s11_every_way_to_points(w):
    q = ("choices: {c: [{id: x, score: 1}, {id: y, score: 2}, z]}\n" + section(
        "id: one, ask: A, type: one, choices: c, dimension: d1",
        "id: many, ask: A, type: many, choices: c, dimension: d2",
        "id: tab, ask: A, type: one, choices: c, dimension: d3, score: {table: {x: 5, y: 6, z: 7}}",
        "id: cnt, ask: A, type: many, choices: c, dimension: d4, score: {count: true}",
        "id: lin, ask: A, type: number, dimension: d5, score: {linear: {from: [0, 100], to: [0, 4]}}",
        "id: stp, ask: A, type: number, dimension: d6, score: {steps: [{to: 10, is: 4}, {is: 0}]}",
        "id: is, ask: A, type: number, min: 0, max: 9, dimension: d7, score: {is: answer * 2}",
        "id: plain, ask: A, type: number, dimension: d8")
        + "dimensions: {" + ", ".join(f"d{n}: {{combine: sum}}" for n in range(1, 9)) + "}\n")
    r = w.score(q, "one: y\nmany: [x, y]\ntab: z\ncnt: [x, z]\nlin: 200\nstp: 10\nis: 3\nplain: 3")
    equal([r["dimensions"][f"d{n}"]["value"] for n in range(1, 9)], [2, 3, 7, 2, 4, 4, 6, None])
    r = w.score(q, "one: z\nmany: [x]\ntab: x\ncnt: [x]\nlin: 25\nstp: 11\nis: 3\nplain: 3")
    equal([r["dimensions"][f"d{n}"]["value"] for n in (1, 5, 6)], [None, 1, 0])


@says
def a_score_table_names_every_option_and_no_other(w):
    q = "choices: {c: [x, y]}\n" + section("id: a, ask: A, type: one, choices: c, score: {table: {x: 1, z: 2}}")
    equal(sorted(w.codes(q)), ["SQ102", "SQ111"])


@says
def s10_edges_leave_no_gap_and_say_their_side(w):
    one = section("id: a, ask: A, type: text")
    equal(w.codes("bands: {b: [{id: x, to: 3}, {id: y}]}\n" + one), [])
    equal(w.codes("bands: {b: [{id: x}, {id: y, from: 3}]}\n" + one), [])
    for bad in ("[{id: x, to: 3}, {id: y, to: 9}]", "[{id: x}, {id: y}]", "[{id: x, to: 3}, {id: y, from: 3}]",
                "[{id: x, to: 3}, {id: y, to: 2}, {id: z}]", "[{id: x, from: 1}, {id: y, from: 3}]"):
        assert "SQ118" in w.codes(f"bands: {{b: {bad}}}\n" + one), bad
    q = ("bands: {b: [{id: x, to: 3}, {id: y, below: 5}, {id: z}]}\n" + section(
        "id: n, ask: N, type: number") + "values: {v: {is: n, bands: b}}\n")
    for n, band in ((3, "x"), (3.5, "y"), (5, "z")):
        text = q if n == 3.5 else q
        text = text.replace("type: number", "type: number, decimals: 1")
        equal(w.score(text, f"n: {n}")["values"]["v"]["band"]["value"], band)


@says
def edges_may_be_shares_of_the_maximum(w):
    q = (FIVE + "bands: {b: [{id: low, below: '50%'}, {id: high}]}\n" + section(
        "id: a, ask: A, type: one, choices: five, dimension: d", "id: b, ask: A, type: one, choices: five, dimension: d")
        + "dimensions: {d: {combine: sum, bands: b}}\n")
    equal(w.score(q, "a: p4\nb: p0")["dimensions"]["d"]["band"]["value"], "high")
    equal(w.score(q, "a: p3\nb: p0")["dimensions"]["d"]["band"]["value"], "low")


# ---- dimensions -----------------------------------------------------------------------------

def dims(keys, extra=""):
    return FIVE + section("id: a, ask: A, type: one, choices: five, dimension: d, weight: 3",
                          "id: b, ask: B, type: one, choices: five, dimension: d, not-applicable: with-reason"
                          + extra) + f"dimensions: {{d: {{{keys}}}}}\n"


@says
def s12_the_ways_to_combine(w):
    for way, value, top in (("sum", 11, 16), ("mean", 2.5, 4), ("weighted-mean", 2.75, 4), ("percent", 68.75, 100),
                            ("min", 2, 4), ("max", 3, 4), ("count", 0, 2), ("all", 0, 1)):
        r = w.score(dims(f"combine: {way}"), "a: p3\nb: p2")["dimensions"]["d"]
        equal([way, r["value"], r["max"]], [way, value, top])
    for way, value in (("count", 2), ("all", 1)):
        r = w.score(dims(f"combine: {way}, at-least: 2"), "a: p3\nb: p2")["dimensions"]["d"]
        equal([way, r["value"]], [way, value])
    table = "combine: table, table: [{when: a = p3, is: 7}, {otherwise: true, is: 1}]"
    equal(w.score(dims(table), "a: p3\nb: p2")["dimensions"]["d"]["value"], 7)


@says
def s13_the_basis_of_a_maximum(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five, dimension: d",
                        "id: b, ask: B, type: one, choices: five, dimension: d, when: a = p4",
                        "id: c, ask: C, type: one, choices: five, dimension: d, when: a = p3")
         + "dimensions: {d: {combine: sum, basis: %s}}\n")
    for basis, top in (("asked", 4), ("all", 12), ("reachable", 8)):
        equal([basis, w.score(q % basis, "a: p0")["dimensions"]["d"]["max"]], [basis, top])


@says
def s14_what_not_applicable_counts(w):
    for policy, value in (("exclude", 75), ("zero", 56.25), ("best", 81.25), ("worst", 56.25)):
        r = w.score(dims(f"combine: percent, not-applicable: {policy}"),
                    "a: p3\nb: {answer: not-applicable, because: X}")["dimensions"]["d"]
        equal([policy, r["value"]], [policy, value])


@says
def s14_what_not_known_counts(w):
    equal(ends(w.score(dims("combine: percent"), "a: p3\nb: not-known")["dimensions"]["d"]), [56.25, 56.25, 56.25])
    equal(ends(w.score(dims("combine: percent, not-known: missing"), "a: p3\nb: not-known")["dimensions"]["d"]),
          [56.25, None, 81.25])
    lower = dims("combine: percent, better: lower")
    equal(w.score(lower, "a: p3\nb: not-known")["dimensions"]["d"]["value"], 81.25)


@says
def s14_what_missing_counts(w):
    for policy, want in (("zero", [56.25, 56.25, 56.25]), ("worst", [56.25, 56.25, 56.25]),
                         ("interval", [56.25, None, 81.25]), ("block", [None, None, None])):
        r = w.score(dims(f"combine: percent, missing: {policy}"), "a: p3")["dimensions"]["d"]
        equal([policy, ends(r)], [policy, want])
    r = w.score(dims("combine: percent, missing: block"), "a: p3\nb: p1")["dimensions"]["d"]
    equal(r["value"], 62.5)


@says
def s14_zero_leaves_out_what_is_not_certainly_asked(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five",
                        "id: b, ask: B, type: one, choices: five, dimension: d, when: a = p1",
                        "id: c, ask: C, type: one, choices: five, dimension: d")
         + "dimensions: {d: {combine: sum, missing: zero}}\n")
    r = w.score(q, "c: p2")["dimensions"]["d"]
    equal([ends(r), r["max"]], [[2, 2, 2], 4])
    equal(w.score(q, "a: p1\nc: p2")["dimensions"]["d"]["max"], 8)


@says
def s15_nothing_scored_is_no_data(w):
    na = "a: {answer: not-applicable, because: X}"
    q = FIVE + section("id: a, ask: A, type: one, choices: five, dimension: d, not-applicable: with-reason")
    for way in ("sum", "mean", "weighted-mean", "percent", "min", "max", "all"):
        r = w.score(q + f"dimensions: {{d: {{combine: {way}}}}}\ngates: {{g: d >= 1}}\n", na)
        equal([way, ends(r["dimensions"]["d"])], [way, [None] * 3])
        assert r["gates"]["g"]["state"] != "pass", way
    r = w.score(q.replace(", dimension: d", "") + "values: {s: sum(score(a)), c: count(a = p1), y: any(a = p1), m: max(score(a)), l: all(a = p1), "
                "e: mean(score(a)), n: min(score(a))}\n", na)
    equal([r["values"][v]["value"] for v in "sc"], [0, 0])
    equal(r["values"]["m"]["value"], None)
    equal(r["values"]["e"]["value"], None)
    equal(r["values"]["n"]["value"], None)


@says
def aggregates_over_an_empty_table(w):
    q = ("sections:\n  - id: s\n    title: S\n    questions:\n"
         "      - {id: t, title: T, rows: {min: 0}, questions: [{id: c, ask: C, type: number}]}\n"
         "values: {s: sum(t.c), c: count(t.c > 1), y: any(t.c > 1), l: all(t.c > 1), m: max(t.c), n: min(t.c), "
         "e: mean(t.c)}\ngates: {g: all(t.c > 1)}\n")
    r = w.score(q)
    equal([r["values"][v]["value"] for v in "scylmne"], [0, 0, False, None, None, None, None])
    equal(r["gates"]["g"]["state"], "undecided")


@says
def s16_a_floor_caps_the_band_and_not_the_figure(w):
    q = (FIVE + "bands: {b: [{id: weak, below: 50}, {id: fair, below: 80}, {id: strong}]}\n" + section(
        "id: a, ask: A, type: one, choices: five, dimension: d, critical: true",
        "id: b, ask: B, type: one, choices: five, dimension: d, weight: 9")
        + "dimensions: {d: {combine: percent, bands: b, floor: {at: p1, cap: weak}}}\n")
    r = w.score(q, "a: p1\nb: p4")["dimensions"]["d"]
    equal([r["value"], r["band"]["value"], r["capped"]], [92.5, "weak", True])
    r = w.score(q, "a: p2\nb: p4")["dimensions"]["d"]
    equal([r["band"]["value"], r["capped"]], ["strong", False])
    r = w.score(q, "b: p4")["dimensions"]["d"]
    equal([r["band"]["low"], r["band"]["high"], r["decided"]], ["weak", "strong", False])


# ---- expressions --------------------------------------------------------------------------------

@says
def s5_comparisons_with_missing_answers_are_undecided(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five", "id: b, ask: B, type: one, choices: five")
         + "values: {x: a = p1, no: a = p1 and b = p0, yes: a = p1 or b = p4}\n")
    r = w.score(q, "b: p4")
    equal([r["values"][v]["value"] for v in ("x", "no", "yes")], [None, False, True])


@says
def s5_not_known_is_decided_for_equality_only(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five")
         + "values: {eq: a = p1, ne: a != p1, nk: a = not-known, in: 'a in [p0, not-known]', lt: a < p2, sc: score(a)}\n")
    v = w.score(q, "a: not-known")["values"]
    equal([v[n]["value"] for n in ("eq", "ne", "nk", "in", "lt")], [False, True, True, True, None])
    equal([v["sc"]["low"], v["sc"]["high"]], [0, 4])


@says
def s5_not_applicable_compares_false(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five, not-applicable: with-reason")
         + "values: {eq: a = p1, ne: a != p1, lt: a < p2, na: not-applicable(a), an: answered(a), sc: score(a)}\n")
    v = w.score(q, "a: {answer: not-applicable, because: X}")["values"]
    equal([v[n]["value"] for n in ("eq", "ne", "lt", "na", "an", "sc")], [False, True, False, True, True, None])


@says
def s5_answered_is_decided_for_what_is_asked_and_over_completions_in_figures(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five", "id: b, ask: B, type: text, when: answered(a)",
                        "id: c, ask: C, type: text, when: not answered(a)")
         + "values: {v: answered(a)}\n")
    r = w.score(q, "c: x")
    equal([r["questions"]["asked"], r["questions"]["hidden"], r["questions"]["pending"]], [2, 1, 0])
    equal(ends(r["values"]["v"]), [True, True, True])
    left_out = q.replace("id: a, ask: A", "id: a, required: false, ask: A")
    equal(ends(w.score(left_out, "c: x")["values"]["v"]), [False, None, True])


@says
def s6_an_option_that_the_question_does_not_have_is_an_error(w):
    q = FIVE + section("id: a, ask: A, type: one, choices: five", "id: b, ask: B, type: text, when: a = p9")
    equal(w.codes(q), ["SQ152"])


@says
def s7_today_is_for_checks_and_review(w):
    one = section("id: a, ask: A, type: date")
    equal(w.codes(one + "values: {v: 'days(a, today)'}\n"), ["SQ157"])
    equal(w.codes(one + "checks: [{id: c, that: a <= today, message: M}]\nreview: {sooner-when: a < today}\n"), [])


@says
def operators_and_functions_work_as_written(w):
    q = ("choices: {c: [x, y, z]}\n" + section("id: m, ask: M, type: many, choices: c", "id: n, ask: N, type: number",
                                              "id: d, ask: D, type: date", "id: t, ask: T, type: text")
         + "values:\n")
    cases = {
        "m has x": True, "m has any [y, z]": True, "m has all [x, z]": False, "count(m)": 2, "80%": 0.8,
        "n in [1, 7]": True, "not n = 7": False, "1 + 2 * 3": 7, "7 - 2": 5, "n / 2": 3.5, "round(2.5)": 3,
        "round(-2.5)": -2, "round-even(2.5)": 2, "round(2.345, 2)": 2.35, "floor(-1.5)": -2, "ceil(-1.5)": -1,
        "abs(0 - 3)": 3, "days(2026-11-01, 2026-11-03)": 2, "if(n > 5, 1, 2)": 1, "t = 'hello'": True,
        "d > 2026-01-01": True, "min(1, 2)": 1, "mean(1, 2)": 1.5, "true or false": True, "asked(n)": True,
        "0.1 + 0.2 = 0.3": True, "1 / 3 * 3 = 1": True,
    }
    for n, text in enumerate(cases):
        q += f'  v{n}: "{text}"\n'
    r = w.score(q, "m: [x, y]\nn: 7\nd: 2026-11-03\nt: hello")
    for n, (text, want) in enumerate(cases.items()):
        equal([text, r["values"][f"v{n}"]["value"]], [text, want])


@says
def a_minus_has_blanks_and_comparisons_do_not_follow_one_another(w):
    one = section("id: a, ask: A, type: number", "id: b, ask: B, type: number")
    equal(w.codes(one + "values: {v: a-b}\n"), ["SQ151"])
    equal(w.codes(one + "values: {v: 1 < a < 3}\n"), ["SQ150"])
    equal(w.codes(one + "values: {v: a / 0}\n"), ["SQ160"])


@says
def what_comes_later_cannot_be_named(w):
    one = FIVE + section("id: a, ask: A, type: one, choices: five, dimension: d", "id: b, ask: B, type: text%s")
    late = "dimensions: {d: {combine: sum}}\nvalues: {v: d}\n"
    equal(w.codes(one % "" + late), [])
    equal(w.codes(one % ", when: d > 1" + late), ["SQ151"])
    equal(w.codes(one % "" + "dimensions: {d: {combine: sum}}\nvalues: {v: w, w: d}\n"), ["SQ151"])
    equal(w.codes(one % "" + late + "triggers: [{id: t, when: gate(g)}]\ngates: {g: v > 1}\n"), ["SQ151"])
    equal(w.codes(one % "" + late + "triggers: [{id: t, when: v > 1}]\ngates: {g: trigger(t)}\n"
                  "outcomes: [{id: o, when: gate(g) and trigger(t) and v > 1}, {id: p, otherwise: true}]\n"), [])


@says
def bands_are_compared_with_their_ids_and_in_order(w):
    q = (FIVE + "bands: {b: [{id: low, below: 2}, {id: mid, below: 3}, {id: high}]}\n" + section(
        "id: a, ask: A, type: one, choices: five, dimension: d")
        + "dimensions: {d: {combine: sum, bands: b}}\nvalues: {eq: d.band = mid, ge: d.band >= mid, mx: d.max, "
        "pc: d.percent}\n")
    v = w.score(q, "a: p2")["values"]
    equal([v[n]["value"] for n in ("eq", "ge", "mx", "pc")], [True, True, 4, 50])


# ---- ranges and judgement -------------------------------------------------------------------------

@says
def s18_s20_figures_are_ranges_until_decided(w):
    r = w.score(dims("combine: sum"), "a: p3")["dimensions"]["d"]
    equal([ends(r), r["decided"], r["exact"], r["open"]], [[9, None, 13], False, True, ["b"]])


@says
def s19_up_to_4096_completions_all_are_tried(w):
    def q(n, last):
        plain = "not-known: never"
        lines = [f"id: a{i}, ask: A, type: one, choices: yn, {plain}" for i in range(n)]
        lines.append(f"id: z, ask: Z, type: one, choices: {last}, {plain}")
        same = " + ".join(f"score(a{i})" for i in range(n))
        return (YES_NO + "  three:\n    - {id: x, score: 0}\n    - {id: y, score: 0}\n    - {id: w, score: 0}\n"
                + section(*lines) + f"values: {{v: ({same}) - ({same}) + score(z) * 0}}\n")
    r = w.score(q(11, "yn"))                # 2 to the 12th: 4,096
    equal([ends(r["values"]["v"]), r["exact"]], [[0, 0, 0], True])
    r = w.score(q(11, "three"))             # 6,144
    equal([ends(r["values"]["v"]), r["exact"]], [[-11, None, 11], False])


@says
def s23_an_undecided_outcome_makes_the_result_one_of(w):
    q = (FIVE + section("id: a, ask: A, type: one, choices: five", "id: b, ask: B, type: one, choices: five")
         + "outcomes: [{id: o, when: a = p4}, {id: p, when: b = p4}, {id: r, otherwise: true}]\n")
    equal(w.score(q, "b: p4")["outcome"], {"id": None, "possible": ["o", "p"], "decided": False})
    equal(w.score(q, "a: p4")["outcome"], {"id": "o", "possible": ["o"], "decided": True})
    equal(w.score(q, "b: p4")["open"], ["a"])


@says
def outcomes_end_in_otherwise(w):
    one = FIVE + section("id: a, ask: A, type: one, choices: five")
    equal(w.codes(one + "outcomes: [{id: o, when: a = p4}]\n"), ["SQ120"])
    assert "SQ120" in w.codes(one + "outcomes: [{id: o, otherwise: true}, {id: p, otherwise: true}]\n")


GATED = YES_NO + section("id: a, ask: A, type: one, choices: yn") + "roles: {r: R}\ngates: {g: {must: a = yes%s}}\n"


def waiver(until, by="by: N Name, "):
    return f"waivers:\n  - {{gate: g, {by}because: A reason, until: {until}}}\n"


@says
def s24_a_waiver_has_a_person_a_reason_and_a_last_day(w):
    q = GATED % ""
    w.questionnaire(q)
    w.assessment("a: 'no'", waiver("2026-11-22"))
    equal(w.codes(name="a.yaml"), ["SQ310"])
    q = GATED % ", waivable-by: r"
    equal(w.score(q, "a: 'no'")["gates"]["g"]["state"], "fail")
    g = w.score(q, "a: 'no'", waiver("2026-11-22"))["gates"]["g"]
    equal([g["state"], g["waiver"]["by"], g["waiver"]["expired"]], ["waived", "N Name", False])
    equal(w.score(q, "a: 'no'", waiver("2026-11-21"))["gates"]["g"]["state"], "fail")
    equal(w.score(q, "a: 'no'", waiver("2026-11-22", by=""), status=None)["gates"]["g"]["state"], "fail")


@says
def s24_a_waiver_is_judged_on_the_day_of_the_decision(w):
    w.questionnaire(GATED % ", waivable-by: r")
    path = w.assessment("a: 'no'", waiver("2026-11-21"))
    path.write_text(path.read_text().replace("{title: A}", "{title: A, decision: {on: 2026-11-20}}"))
    equal(json.loads(w.run("score", "--format", "ndjson", "a.yaml").stdout)["gates"][0]["state"], "waived")


@says
def a_gate_stands_only_when_its_condition_holds(w):
    q = (YES_NO + section("id: a, ask: A, type: one, choices: yn", "id: b, ask: B, type: one, choices: yn, when: a = yes")
         + "gates: {bare: b = yes, when: {must: b = yes, when: a = yes}}\nvalues: {v: 1}\n"
         "outcomes: [{id: o, when: not gate(when)}, {id: p, otherwise: true}]\n")
    r = w.score(q, "a: 'no'")
    equal([r["gates"]["bare"]["state"], r["gates_not_asked"], r["outcome"]["id"]], ["fail", ["when"], "p"])


# ---- versions, commands ------------------------------------------------------------------------------

@says
def s27_scored_with_another_version_it_says_so(w):
    one = section("id: a, ask: A, type: text")
    equal(w.score(one, "a: x")["other_version"], False)
    w.write("q.yaml", HEAD.replace("1.0.0", "1.1.0") + one)
    r = json.loads(w.run("score", "--format", "ndjson", "a.yaml").stdout)
    equal(r["other_version"], True)
    equal(w.codes(name="a.yaml", select="SQ307"), ["SQ307"])


@says
def s27_the_digest_is_over_the_file_and_its_packs(w):
    w.write("p.yaml", PACK)
    q = "use: ./p.yaml\n" + section("id: a, ask: A, type: text")
    one = w.score(q)["questionnaire"]["digest"]
    w.write("p.yaml", PACK + "# changed\n")
    assert w.score(q)["questionnaire"]["digest"] != one


@says
def s29_equal_inputs_give_equal_bytes(w):
    w.score(dims("combine: sum"), "a: p3")
    first = w.run("report", "a.yaml").stdout
    other = dict(w.env, TZ="Asia/Tokyo", LC_ALL="C", COLUMNS="200")
    w.env, keep = other, w.env
    second = w.run("report", "a.yaml").stdout
    w.env = keep
    equal(first == second, True)


@says
def a_suppression_hides_a_finding_of_an_assessment_until_its_day(w):
    w.questionnaire(YES_NO + section("id: a, ask: A, type: one, choices: yn, not-applicable: with-reason"))
    hide = "suppress:\n  - {code: SQ303, at: a, by: N, because: R, until: %s}\n"
    w.assessment("a: not-applicable", hide % "2026-11-22")
    done = w.run("check", "--min-severity", "error", "a.yaml")
    equal(done.returncode, 0)
    assert "1 suppressed" in done.stdout, done.stdout
    w.assessment("a: not-applicable", hide % "2026-11-21")
    equal(w.codes(name="a.yaml"), ["SQ303"])


@says
def assess_takes_all_answers_or_none(w):
    w.questionnaire(FIVE + section("id: a, ask: A, type: one, choices: five", "id: b, ask: B, type: text"))
    path = w.assessment()
    before = path.read_bytes()
    equal(w.run("assess", "a.yaml", "--set", "b=x", "--set", "a=p9").returncode, 2)
    equal(path.read_bytes() == before, True)
    equal(w.run("assess", "a.yaml", "--answers", "-", text="a=p1\nb: = odd\n# no\n").returncode, 2)
    equal(w.run("assess", "a.yaml", "--answers", "-", text="# all\na=p1\nb=x y\n").returncode, 0)
    equal(w.run("assess", "a.yaml", "--answers", "-", text="a: {answer: p2, because: R}\n").returncode, 0)
    assert "  a: {answer: p2, because: R}\n  b: x y\n" in path.read_text()
    equal(w.run("assess", "a.yaml", "--no-input").returncode, 0)
    equal(w.run("assess", "a.yaml").returncode, 2)


@says
def report_never_writes_over_an_assessment(w):
    w.score(dims("combine: sum"), "a: p3")
    before = (w.folder / "a.yaml").read_bytes()
    equal(w.run("report", "a.yaml", "-o", "a.yaml").returncode, 2)
    equal((w.folder / "a.yaml").read_bytes() == before, True)
    equal(w.run("report", "a.yaml", "--format", "xlsx").returncode, 0)
    equal((w.folder / "a-report.xlsx").exists(), True)
    equal(w.run("report", "a.yaml", "-o", "new/").returncode, 0)
    equal((w.folder / "new" / "a-report.txt").exists(), True)
    equal(w.run("report", "a.yaml", "-o", "b.xlsx").returncode, 0)
    equal((w.folder / "b.xlsx").read_bytes()[:2], b"PK")


@says
def the_worst_status_wins(w):
    w.score(dims("combine: sum"), "a: p3")
    w.write("bad.yaml", "sqeeia: assessment/1\nquestionnaire: {id: q, path: ./q.yaml}\nabout: {title: B}\n"
            "answers: {zz: 1}\n")
    equal(w.run("check", "a.yaml", "bad.yaml").returncode, 1)
    equal(w.run("check", "bad.yaml", "nowhere.yaml").returncode, 3)
    equal(w.run("check", "--exit-zero", "bad.yaml").returncode, 0)
    equal(w.run("check", "--exit-zero", "bad.yaml", "nowhere.yaml").returncode, 3)
    equal(w.run("score", "q.yaml").returncode, 2)
    equal(w.run("status", "--require-complete", "a.yaml").returncode, 4)
    equal(w.run("score", "bad.yaml").returncode, 1)
    equal(w.run("check", "--no-such").returncode, 2)
    equal(w.run().returncode, 2)


@says
def folders_are_walked_and_strangers_passed_over(w):
    w.score(dims("combine: sum"), "a: p3")
    w.write("other.yaml", "a: b\n")
    w.write(".hidden/x.yaml", "sqeeia: nonsense\n")
    w.write("sub/b.yml", "sqeeia: assessment/1\nquestionnaire: {id: q, path: ./q.yaml}\nabout: {title: B}\n")
    w.write("sub/q.yaml", (w.folder / "q.yaml").read_text())
    done = w.run("check", "--min-severity", "error", ".")
    assert done.stdout.startswith("4 files"), done.stdout
    equal(len(w.run("score", "--format", "ndjson", ".").stdout.splitlines()), 2)


# ---- limits ----------------------------------------------------------------------------------------

ONE = section("id: a, ask: A, type: text")


@says
def limits_on_bytes_and_nesting(w):
    equal(w.codes("x-a: " + "[" * 61 + "]" * 61 + "\n" + ONE), [])
    assert "SQ007" in w.codes("x-a: " + "[" * 65 + "]" * 65 + "\n" + ONE)
    equal(w.codes(f"summary: {'x' * 65536}\n" + ONE), [])
    equal(set(w.codes(f"summary: {'x' * 65537}\n" + ONE)), {"SQ013"})
    body = HEAD + ONE
    w.write("big.yaml", body + "#" * (16 * 1024 * 1024 - len(body)))
    equal(w.codes(name="big.yaml"), [])
    w.write("big.yaml", body + "#" * (16 * 1024 * 1024 - len(body) + 1))
    done = w.run("check", "big.yaml")
    assert done.returncode in (1, 3), done.returncode


@says
def limits_on_aliases(w):
    equal(w.codes("x-a: &a b\nx-b: [" + ", ".join(["*a"] * 1000) + "]\n" + ONE), [])
    equal(w.codes("x-a: &a b\nx-b: [" + ", ".join(["*a"] * 1001) + "]\n" + ONE), ["SQ009"])
    assert "SQ009" in w.codes("x-a: &a [b]\nx-b: &c [*a]\n" + ONE)


@says
def limits_on_questions_and_options(w):
    def many(n):
        return section(*[f"id: a{i}, ask: A{i}, type: text" for i in range(n)])
    equal(w.codes(many(10000)), [])
    equal(w.codes(many(10001)), ["SQ013"])
    options = ", ".join(f"o{i}" for i in range(1001))
    equal(w.codes(f"choices: {{c: [{options}]}}\n" + ONE), ["SQ013"])


@says
def limits_on_expressions(w):
    one = section("id: a, ask: A, type: number")
    equal(w.codes(one + "values: {v: '" + " + ".join(["a"] * 1024) + "'}\n"), [])
    assert w.codes(one + "values: {v: '" + " + ".join(["a"] * 1025) + "'}\n")[0] in ("SQ013", "SQ158")
    equal(w.codes(one + "values: {v: '" + "(" * 65 + "a" + ")" * 65 + "'}\n"), ["SQ158"])
    equal(w.codes(one + "values: {v: 'max(" + ", ".join(["a"] * 17) + ")'}\n"), ["SQ154"])


@says
def limits_on_packs(w):
    for i in range(65):
        w.write(f"p{i}.yaml", PACK.replace("id: p", f"id: p{i}"))
    uses = ", ".join(f"./p{i}.yaml" for i in range(64))
    equal(w.codes(f"use: [{uses}]\n" + ONE), [])
    equal(w.codes(f"use: [{uses}, ./p64.yaml]\n" + ONE), ["SQ013"])


@says
def limits_on_cells(w):
    items = ", ".join(f"i{i}" for i in range(1000))
    columns = ", ".join(f"{{id: c{i}, ask: C, type: text}}" for i in range(101))
    q = (f"lists: {{l: [{items}]}}\nsections:\n  - id: s\n    title: S\n    questions:\n"
         f"      - {{id: g, title: G, for-each: l, questions: [{columns}]}}\n")
    w.questionnaire(q)
    w.assessment()
    assert "SQ013" in w.codes() + w.codes(name="a.yaml")


@says
def limits_on_work(w):
    items = ", ".join(f"i{i}" for i in range(1000))

    def across(columns):
        cells = ", ".join(f"{{id: c{i}, ask: C, type: text, when: 'count(g.a = b) > 9'}}" for i in range(columns))
        return (f"lists: {{l: [{items}]}}\nchoices: {{c: [b, d]}}\nsections:\n  - id: s\n    title: S\n    questions:\n"
                "      - {id: g, title: G, for-each: l, questions: [{id: a, ask: A, type: one, choices: c}]}\n"
                f"      - {{id: h, title: H, for-each: l, questions: [{cells}]}}\n")
    assert "SQ013" not in w.codes(across(6)), w.codes()     # 3,004 steps a cell
    assert "SQ013" in w.codes(across(7)), w.codes()
    # a table that may grow is counted as it is, and not as long as it may be
    q = ("choices: {c: [b, d]}\nsections:\n  - id: s\n    title: S\n    questions:\n"
         "      - {id: g, title: G, rows: {max: 100000}, questions: [{id: a, ask: A, type: one, choices: c}]}\n"
         "      - {id: h, title: H, rows: {max: 100000}, questions: [{id: b, ask: B, type: text, when: 'count(g.a = b) > 9'}]}\n")
    assert "SQ013" not in w.codes(q), w.codes()
    for n, told in ((300, False), (3000, True)):
        w.assessment("".join(f"  g.r{i}.a: b\n  h.r{i}.b: x\n" for i in range(n)))
        equal("SQ013" in w.codes(name="a.yaml"), told)


# ---- running ----------------------------------------------------------------------------------------

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="TEXT", help="run only the tests whose name holds TEXT")
    options = parser.parse_args()
    if not os.access(SQEEIA, os.X_OK):
        sys.exit(f"manual: no program at {SQEEIA} (set SQEEIA)")
    passed = failed = 0
    for test in TESTS:
        if options.only and options.only not in test.__name__:
            continue
        with tempfile.TemporaryDirectory() as temp:
            try:
                test(World(temp))
                passed += 1
            except (AssertionError, ValueError, KeyError, TypeError, IndexError, subprocess.TimeoutExpired) as error:
                failed += 1
                where = error.__traceback__
                while where.tb_next and where.tb_next.tb_frame.f_code.co_filename == __file__:
                    where = where.tb_next
                print(f"FAIL {test.__name__} (line {where.tb_lineno}): {type(error).__name__} {error}")
    print(f"manual: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
