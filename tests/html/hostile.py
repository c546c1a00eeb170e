# SPDX-License-Identifier: MIT
"""Assessments made to break pages: every trick in every field, very much of everything, and nothing at all."""

import json

TRICKS = [
    "<script>window.pwned=1</script>",
    "</title></style></svg><img src=x onerror=\"window.pwned=2\">",
    "\" onmouseover=\"window.pwned=3\" x=\"",
    "' autofocus onfocus='window.pwned=4' '",
    "=cmd|' /C calc'!A0",
    "+1+1", "-2+3", "@SUM(A1:A9)", "\uff1d1+1",
    "_x0041_ &lt; &amp;amp; &#60;b&#62; %3Cscript%3E",
    "javascript:alert(1) data:text/html,<script>window.pwned=5</script> vbscript:x",
    "[click](javascript:alert(1)) ![x](x) `code` ~~no~~ | a | b |\n# heading\n- list\n1. one\n--- \n> quote\n<!-- c -->",
    "https://example.org/a?b=1&c=\"2\"<x>, and http://example.org.",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1ec\U0001f1e7 e\u0301 \u5b57\u5b57\u5b57 \ufb01",
    "\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645 abc \u05e9\u05dc\u05d5\u05dd",
    "evil \u202e txet \u2066x\u2069 \u200f\u061c mark",
    "W" * 300,
    "two\n\nparagraphs\n   and a line",
    "$\\alpha$ {{7*7}} ${7*7} %s %n \\n \\0",
    "@everyone #1 !include <<: *x",
]


def text(i):
    return TRICKS[i % len(TRICKS)]


def put(value):
    """A YAML scalar that is read back exactly: JSON is one."""
    return json.dumps(value, ensure_ascii=False)


def head(title):
    return ["sqeeia: assessment/1", "questionnaire: {id: sqeeia-digital}", "about:",
            f"  title: {put(title)}", f"  summary: {put(text(0) + ' ' + text(11))}",
            f"  organisation: {put(text(1))}", f"  owner: {put(text(2))}", f"  author: {put(text(3))}",
            f"  reference: {put('SQ <b>&')}", "  stage: pilot", "  started: 2026-01-01", "  completed: 2026-02-03",
            "  go-live: 2026-05-01",
            f"  decision: {{body: {put(text(13))}, on: 2026-02-01, outcome: pause, because: {put(text(15))}}}",
            "  partners:", f"    - {{id: p1, name: {put(text(16))}, position: object, lead: {put(text(14))}}}"]


def hostile():
    out = head(text(1) + " " + text(13))
    out += ["answers:", f"  A1: {put(('Long <i>words</i> & more. ' * 1600)[:40000])}"]
    for i, name in enumerate(["O6", "P3", "P7"]):
        out.append(f"  {name}: {put(text(i + 11))}")
    for i, name in enumerate(["A2-dec", "A2-pub", "A2-staff"]):
        out.append(f"  {name}: {{answer: \"yes\", because: {put(text(i))}, evidence: [E1, E2], by: {put(text(3))}, on: 2026-01-02}}")
    for i in range(len(TRICKS)):
        out.append(f"  A6.r{i}.name: {put(text(i))}")
        out.append(f"  A6.r{i}.touched: {put(text(i + 5))}")
    for i, row in enumerate(["age", "disability", "race", "sex", "religion-belief"]):
        key = f"  J4.{row}"
        out += [f"{key}.direction: {{answer: both, because: {put(text(i))}}}", f"{key}.data: {put(text(i + 1))}",
                f"{key}.voice: {put(text(i + 2))}", f"{key}.controls: {put(text(i + 3))}",
                f"{key}.initial: [almost-certain, catastrophic]",
                f"{key}.residual: [{'rare' if i else 'almost-certain'}, minor]",
                f"{key}.benefit: [likely, helps-some]"]
    out.append("evidence:")
    for i in range(60):
        date = "" if i % 9 == 0 else f", date: 20{10 + i % 16}-0{1 + i % 9}-11"
        link = ", link: \"https://example.org/<b>\"" if i % 2 else ", link: \"javascript:alert(1)\""
        out.append(f"  - {{id: E{i}, title: {put(text(i))}, source: {put(text(i + 3))}, kind: data{date}{link}}}")
    out.append("engagement:")
    for i in range(len(TRICKS)):
        out.append(f"  - {{id: N{i}, on: 2026-01-{1 + i:02}, method: {put(text(i))}, people: {i}, groups: [{put(text(i + 1))}],"
                   f" said: {put(text(i + 2))}, did: {put(text(i + 3))}, led-by: {put(text(i + 4))}}}")
    out.append("actions:")
    for i in range(300):
        out.append(f"  - {{id: X{i}, what: {put(text(i))}, for: [J4.age], owner: {put(text(i + 1))}, organisation: {put(text(i + 2))},"
                   f" due: 2026-{1 + i % 12:02}-{1 + i % 28:02}, status: {['open', 'in-progress', 'done', 'dropped'][i % 4]},"
                   f" measure: {put(text(i + 4))}}}")
    out.append("indicators:")
    for i in range(12):
        out.append(f"  - {{id: K{i}, what: {put(text(i))}, baseline: {put(text(i + 1))}, target: {put(text(i + 2))}}}")
    return "\n".join(out) + "\n"


def empty():
    return "sqeeia: assessment/1\nquestionnaire: {id: sqeeia-digital}\nabout: {title: Nothing answered}\n"


def leaky():
    out = ["sqeeia: assessment/1", "questionnaire: {id: sqeeia-digital}", "about:", "  title: A leak in every place",
           "  summary: Ask jo.bloggs@trust.example.uk about it.", "  owner: Ada Owner", "  author: Bea Writer", "answers:",
           "  A1: >-", "    It began with patient 943 476 5919 and", "    was told on 01632 960 001.",
           "  A2-dec: {answer: \"yes\", because: 'born 3 April 1957, of DT11 7AB'}",
           "  B7: {answer: \"yes\", because: 'not public: ring 01632 960 999'}",
           "engagement:", "  - {id: N1, on: 2026-01-01, method: Visits, said: 'a@b.example said so', did: Nothing}"]
    return "\n".join(out) + "\n"


def plain():
    """No leak; names, small numbers and private answers that must not come through."""
    out = ["sqeeia: assessment/1", "questionnaire: {id: sqeeia-digital}", "about:", "  title: A quiet change",
           "  summary: Bea Writer says that 3 patients and 24 carers were asked, and Ada Owner agrees.",
           "  owner: Ada Owner", "  author: Bea Writer", "  decision: {body: The Board, on: 2026-06-01}", "answers:",
           "  A1: Cay Doer will do it for two residents.",
           "  A2-dec: {answer: \"yes\", because: 'PUBLIC-REASON', evidence: [E1], by: dee.typist, on: 2026-01-02}",
           "  B7: {answer: \"yes\", because: 'PRIVATE-REASON'}",
           "  J4.age.direction: {answer: negative, because: 'They lose a little.'}",
           "  J4.age.data: PRIVATE-DATA", "  J4.age.controls: We ring them.", "  J4.age.initial: [likely, major]",
           "evidence:", "  - {id: E1, title: PRIVATE-TITLE, link: 'https://private.example/PRIVATE-LINK', owner: Eve Keeper}",
           "engagement:", "  - {id: N1, on: 2026-01-01, method: Talk, people: 4, led-by: Flo Leader, said: Fine, did: Noted}",
           "actions:", "  - {id: X1, what: Ring them, owner: Cay Doer, due: 2026-05-01}"]
    return "\n".join(out) + "\n"


PRIVATE = ["Bea Writer", "Cay Doer", "dee.typist", "Eve Keeper", "Flo Leader", "PRIVATE", "E1", "3 patients", "two residents"]
PUBLIC = ["Ada Owner", "PUBLIC-REASON", "ewer than 5 patients", "24 carers", "They lose a little", "We ring them"]
