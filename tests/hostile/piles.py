# SPDX-License-Identifier: MIT
"""Questionnaires that are well formed and small, and a heap of work: chains of
one thing on another, many ways to the same thing, tables that look at each
other row by row, conditions that would take for ever to prove.  Each is worked
out, or refused with its reason; a run that takes minutes is held to hang."""
import random

HEAD = "sqeeia: questionnaire/1\nid: pile\nversion: 1.0.0\ntitle: A pile\n"
CHOICES = "choices:\n  yn: [{id: aye, score: 1}, {id: nay, score: 0}]\n"
ASK = "sections:\n  - id: s\n    title: One\n    questions:\n"
A = "      - {id: A, ask: How many?, type: number, min: 0, max: 9}\n"
B = "      - {id: B, ask: And here?, type: number, min: 0, max: 9}\n"


def outcomes(when):
    return (f"outcomes: [{{id: low, when: \"{when}\"}}, "
            "{id: high, otherwise: true}]\n")


def chain(n, key, first, then, end):
    """The i-th stands on the one before it, twice."""
    lines = "".join(then.replace("NOW", str(i)).replace("OLD", str(i - 1)) +
                    "\n" for i in range(1, n))
    return (HEAD + ASK + A + B + f"{key}:\n{first}\n" + lines +
            outcomes(end.replace("LAST", str(n - 1))))


def chains(n):
    yield "values", chain(n, "values", "  v0: A",
                          "  vNOW: \"max(vOLD, vOLD)\"", "vLAST < 2")
    yield "gates", chain(n, "gates", "  g0: {must: A > 2}",
                         "  gNOW: {must: gate(gOLD) and gate(gOLD)}",
                         "gate(gLAST)")
    yield "triggers", chain(
        n, "triggers", "  - {id: t0, when: A > 2}",
        "  - {id: tNOW, when: trigger(tOLD) and trigger(tOLD)}",
        "trigger(tLAST)")
    yield "tables of decision", chain(
        n, "dimensions", "  d0: {combine: table, table: "
        "[{when: A > 2, is: 1}, {otherwise: true, is: 3}]}",
        "  dNOW: {combine: table, table: [{when: dOLD > 2, is: 1}, "
        "{when: dOLD > 1, is: 2}, {otherwise: true, is: 3}]}", "dLAST < 2")


def questions(n):
    """Each is asked by the one before it."""
    lines = A + "".join(
        f"      - {{id: q{i}, ask: Is it {i}?, type: number, min: 0, max: 9, "
        f"when: {before} > 2 and {before} < 8}}\n"
        for i in range(n) for before in [f"q{i - 1}" if i else "A"])
    return HEAD + ASK + lines + outcomes(f"q{n - 1} < 2")


def tables(rows, columns, times):
    """Every cell of one table asks for every row of another, again and again."""
    when = " + ".join(["count(g.one = nay)"] * times) + " > 9"
    items = ", ".join(f"{{id: r{i}}}" for i in range(rows))
    cells = "".join(
        f"          - {{id: c{i}, ask: Is it {i}?, type: one, choices: yn, "
        f"when: \"{when}\"}}\n" for i in range(columns))
    return (HEAD + CHOICES + f"lists:\n  l: [{items}]\n" + ASK +
            "      - id: g\n        title: G\n        for-each: l\n"
            "        questions:\n"
            "          - {id: one, ask: Is it?, type: one, choices: yn}\n"
            "      - id: h\n        title: H\n        for-each: l\n"
            "        questions:\n" + cells)


def grown(rows):
    """Tables that have far more rows than they may."""
    q = (HEAD + CHOICES + ASK +
         "      - id: g\n        title: G\n        rows: {max: 2}\n"
         "        questions:\n"
         "          - {id: one, ask: Is it?, type: one, choices: yn}\n"
         "      - id: h\n        title: H\n        rows: {max: 2}\n"
         "        questions:\n"
         "          - {id: two, ask: Is it?, type: one, choices: yn, when: \"" +
         " + ".join(["count(g.one = nay)"] * 150) + " > 9\"}\n")
    answers = "".join(f"  g.r{i}.one: aye\n  h.r{i}.two: aye\n"
                      for i in range(rows))
    return q, answers


def puzzles(n, clauses, base):
    """Conditions that hold for hardly any answers: who can tell which?"""
    rng = random.Random(7)
    lines = "".join(f"      - {{id: b{i}, ask: Is it {i}?, type: one, "
                    "choices: yn}\n" for i in range(base))
    for i in range(n):
        parts = []
        for _ in range(clauses):
            of = rng.sample(range(base), 3)
            parts.append("(" + " or ".join(
                f"b{x} = {rng.choice(['aye', 'nay'])}" for x in of) + ")")
        lines += (f"      - {{id: q{i}, ask: Is it {i}?, type: one, choices: yn,"
                  f" when: \"{' and '.join(parts)}\"}}\n")
    return HEAD + CHOICES + ASK + lines


def wide(rows, columns, tied):
    """As many cells as there may be, in one figure, and a few that hang on
    others."""
    items = ", ".join(f"{{id: r{i}}}" for i in range(rows))
    one = "type: one, choices: yn, dimension: d"
    lines = "".join(f"      - {{id: A{i}, ask: Is it {i}?, {one}}}\n"
                    for i in range(tied))
    lines += "".join(
        f"      - {{id: B{i}, ask: Is it {i}?, {one}, "
        f"when: A{i} = aye and A{(i + 1) % tied} = nay}}\n"
        for i in range(tied))
    cells = "".join(f"          - {{id: c{i}, ask: Is it {i}?, {one}}}\n"
                    for i in range(columns))
    return (HEAD + CHOICES + f"lists:\n  l: [{items}]\n"
            "dimensions: {d: {combine: percent}}\n" + ASK + lines +
            "      - id: g\n        title: G\n        for-each: l\n"
            "        questions:\n" + cells)


def all_piles():
    """(name, questionnaire, answers, the file that is too much, or None)."""
    for n in (60, 20000):
        for name, text in chains(n):
            yield f"{n} {name} on one another", text, "  B: 2\n", None
    yield "9,900 questions on one another", questions(9900), "  A: 4\n", None
    yield ("tables that read each other", tables(300, 20, 100), "  g.r1.one: aye\n",
           "questionnaire.yaml")
    yield ("tables that read each other, in bounds", tables(150, 8, 4),
           "  g.r1.one: aye\n", None)
    q, answers = grown(3000)
    yield "tables with too many rows", q, answers, "a.yaml"
    yield "puzzles", puzzles(400, 60, 20), "  b0: aye\n", None
    yield "a wide figure", wide(950, 100, 14), "  A0: aye\n", None
