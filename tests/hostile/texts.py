# SPDX-License-Identifier: MIT
"""Bytes that are no file anybody would write: (name, bytes, the finding that
`check` must give, or None where any handled end will do)."""
import copy
import random

import yaml

from hold import ABOUT, ANSWERS, MINIMAL, SMALL

MIB = 1024 * 1024


def bomb(levels, width):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for i in range(1, levels):
        refs = ", ".join([f"*a{i - 1}"] * width)
        lines.append(f"a{i}: &a{i} [{refs}]")
    return "\n".join(lines) + "\n"


def filled(n):
    """A file of n bytes, made of comments behind what is asked for."""
    text = MINIMAL.encode()
    line = b"# " + b"x" * 77 + b"\n"
    text += line * ((n - len(text)) // len(line))
    return text + b"#" * (n - len(text))


def many_questions(n):
    return MINIMAL + "".join(
        f"      - {{id: q{i}, ask: Is it {i}?, type: number, min: 0}}\n"
        for i in range(1, n))


def all_texts():
    answers = (ABOUT + ANSWERS).encode()
    quote = "sqeeia: assessment/1\nabout: {title: "
    yield "an alias bomb", bomb(12, 9).encode(), "SQ"
    yield "a bomb in an answer", answers + b"evidence: &e [*e, *e]\n", "SQ"
    yield "1,001 aliases", (ABOUT + "answers:\n  A1: &x [a]\n" + "".join(
        f"  Q{i}: *x\n" for i in range(1001))).encode(), "SQ"
    for c in "[{\"'-?:":
        yield f"200 kB of {c}", c.encode() * 200000, "SQ"
    yield "200 kB of dashes and blanks", b"- " * 100000, "SQ"
    yield "[ in a known key", b"sqeeia: assessment/1\nanswers: " + \
        b"[" * 200000, "SQ"
    yield "200 kB of deeper and deeper blocks", b"".join(
        b" " * i + b"a:\n" for i in range(600)), "SQ"
    yield "65 deep", b"sqeeia: assessment/1\nanswers: " + b"[" * 65 + \
        b"]" * 65 + b"\n", "SQ"
    yield "invalid UTF-8", answers + b"  A3: \xff\xfe\n", "SQ"
    yield "overlong UTF-8", answers + b"  A3: \xc0\xaf\n", "SQ"
    yield "half a pair of UTF-16 in UTF-8", answers + b"  A3: \xed\xa0\x80\n", \
        "SQ"
    yield "more than Unicode has", answers + b"  A3: \xf4\x90\x80\x80\n", "SQ"
    yield "cut within a character", answers + b"  A3: \xf0\x9f\x8f", "SQ"
    yield "UTF-16", "\ufeffsqeeia: assessment/1\n".encode("utf-16-le"), "SQ"
    yield "UTF-32", "\ufeffsqeeia: assessment/1\n".encode("utf-32-be"), "SQ"
    yield "NUL", answers + b"  A3: a\0b\n", "SQ"
    yield "a bell", answers + b"  A3: a\x07b\n", "SQ"
    yield "escapes as they are", answers + b"  A3: \x1b[31m\n", "SQ"
    yield "C1 control", answers + "  A3: \x9b31m\n".encode(), "SQ"
    yield "two marks at the start", b"\xef\xbb\xbf\xef\xbb\xbf" + answers, "SQ"
    yield "CR alone", answers.replace(b"\n", b"\r"), None
    yield "nothing", b"", "SQ"
    yield "a blank", b" ", "SQ"
    yield "a tab", b"\t", "SQ"
    yield "a comment", b"# none\n", "SQ"
    yield "only ...", b"...\n", "SQ"
    yield "only ---", b"---\n", "SQ"
    yield "two documents", answers + b"---\n" + answers, "SQ"
    yield "9 directives", b"%X 1\n" * 9 + b"---\n" + answers, "SQ"
    yield "YAML 9", b"%YAML 9.9\n---\n" + answers, "SQ"
    yield "a tag that makes objects", \
        (quote + "!!python/object/apply:os.system [id]}\n").encode(), "SQ"
    yield "a local tag", (quote + "!include /etc/passwd}\n").encode(), "SQ"
    yield "a merge", answers + b"evidence:\n  - &a {id: E1}\n  - {<<: *a}\n", \
        "SQ"
    yield "an alias to nothing", answers + b"evidence: *none\n", "SQ"
    yield "a key twice", answers + b"answers: {}\n", "SQ"
    yield "a key that is a list", answers + b"? [a, b]\n: c\n", "SQ"
    yield "a key of 70,000 letters", answers + b"  " + b"k" * 70000 + b": x\n", \
        "SQ"
    yield "an answer of 70,000 letters", answers + b"  A3: " + b"k" * 70000 + \
        b"\n", "SQ"
    yield "a line of 5 MB", answers + b"# " + b"x" * 5 * MIB + b"\n", None
    yield "a list at the top", b"- a\n- b\n", "SQ"
    yield "a word at the top", b"sqeeia\n", "SQ"
    yield "a version of the future", b"sqeeia: assessment/99\n", "SQ112"
    yield "16 MiB", filled(16 * MIB), None
    yield "16 MiB and a byte", filled(16 * MIB + 1), None
    yield "10,000 questions", many_questions(10000).encode(), None
    yield "10,001 questions", many_questions(10001).encode(), "SQ"
    yield "an ELF file", open("/bin/true", "rb").read(), "SQ"
    dice = random.Random(20261126)
    for i in range(12):
        yield f"noise {i}", bytes(dice.randrange(256) for _ in range(3000)), \
            None
    for i in range(24):
        at = dice.randrange(len(answers))
        torn = answers[:at] + bytes([dice.randrange(256)]) * \
            dice.choice((1, 2, 9)) + answers[at + dice.randrange(12):]
        yield f"torn {i}", torn, None


def selves():
    """Questionnaires that refer to themselves: none may go round for ever."""
    base = MINIMAL
    yield "itself as a pack", base + "use: [q.yaml]\n", "use"
    yield "a condition on itself", base.replace(
        "type: text}", "type: text, when: answered(a)}"), "when"
    yield "two on each other", base.replace(
        "type: text}", "type: text, when: answered(b)}\n"
        "      - {id: b, ask: B?, type: text, when: answered(a)}"), "when"
    yield "a value of itself", base + "values: {v: v + 1}\n", "value"
    yield "two values of each other", base + \
        "values: {v: w + 1, w: v + 1}\n", "value"
    yield "a figure of its own score", base + \
        "dimensions: {d: {combine: sum}}\nvalues: {v: d.max + v}\n", "value"
    yield "a gate on itself", base + \
        'gates: {g: {must: "passed(g)"}}\n', "gate"
    yield "a trigger on itself", base + \
        'triggers: [{id: t, when: "triggered(t)"}]\n', "trigger"
    yield "an outcome on itself", base + \
        'outcomes: [{id: o, when: "outcome = o"}]\n', "outcome"
    yield "a very deep condition", base.replace(
        "type: text}", 'type: text, when: "' + "(" * 1000 + "true" +
        ")" * 1000 + '"}'), "deep"
    yield "a very deep not", base.replace(
        "type: text}", 'type: text, when: "' + "not " * 1000 + 'true"}'), "deep"
    yield "a very long condition", base.replace(
        "type: text}", 'type: text, when: "' + "true and " * 1000 +
        'true"}'), "long"


# ---- well-formed, and senseless ------------------------------------------------

ODD = ["", " ", "~", "0", "-1", "1e400", "1/0", "9" * 30, "2026-02-30", "P1Y",
       "not-known", "A1", "a.b.c.d", "..", "true and", "1 + ", "(" * 70,
       "count(A1", "not not not", "x" * 3000, "\u202e\u2066", "{a}", "%s%n",
       10 ** 18, -10 ** 30, 0.1, float("1e300"), True, None, [], {}, [[]],
       {"": []}]


def branches(tree, way=()):
    if way:
        yield way
    kids = tree.items() if isinstance(tree, dict) else \
        enumerate(tree) if isinstance(tree, list) else ()
    for key, kid in kids:
        yield from branches(kid, (*way, key))


def at(tree, way):
    for key in way:
        tree = tree[key]
    return tree


def mix(tree, dice):
    """One branch odd, lost, doubled, renamed, torn, or where another was."""
    ways = list(branches(tree))
    way = dice.choice(ways)
    above, key = at(tree, way[:-1]), way[-1]
    deed = dice.randrange(6)
    if deed == 0:
        above[key] = copy.deepcopy(dice.choice(ODD))
    elif deed == 1:
        del above[key]
    elif deed == 2 and isinstance(above, list):
        above.extend(copy.deepcopy(above) * dice.choice((1, 20)))
    elif deed == 3 and isinstance(above, dict):
        above[str(dice.choice(ODD))[:60]] = above.pop(key)
    elif deed == 4 and isinstance(above[key], str):
        cut = dice.randrange(len(above[key]) + 1)
        above[key] = above[key][:cut] + dice.choice(
            (" ", "(", " + ", " and ", "[", "'", "sum(", "=")) + above[key][cut:]
    else:
        above[key] = copy.deepcopy(at(tree, dice.choice(ways)))


def mixed(n):
    """(name, questionnaire, assessment): one of both is mixed up."""
    for seed in range(n):
        dice = random.Random(seed)
        # PyYAML stumbles over a question mark before a comma
        trees = [yaml.safe_load(SMALL.replace("?,", ",")),
                 yaml.safe_load(ABOUT + ANSWERS)]
        for _ in range(dice.choice((1, 1, 2, 5))):
            mix(trees[seed % 4 == 0], dice)
        yield (f"mixed up {seed}", *(yaml.safe_dump(
            t, allow_unicode=True, sort_keys=False) for t in trees))
