#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print sqeeia-rules(7) from src/diag/catalog.def. The page is kept in the tree, and a test compares the two."""

import pathlib
import re

CATALOG = pathlib.Path(__file__).resolve().parents[1] / "src" / "diag" / "catalog.def"

GROUPS = [
    ("SQ0", "BYTES AND YAML", "Whether the file can be read at all."),
    ("SQ1", "THE LANGUAGE", "Keys, ids, references and expressions."),
    ("SQ2", "PROOF OF A QUESTIONNAIRE",
     "What can be known about a questionnaire before anybody has answered it."),
    ("SQ3", "ASSESSMENTS", "Answers, registers and the paper they make."),
    ("SQ4", "RULES OF ASSESSMENTS",
     "What is odd, missing or out of order in an assessment that can be read. "
     "A first draft hears of contradictions and errors of form only; see --profile in sqeeia-check(1)."),
    ("SQ8", "POLICY", "What the project file asks of every assessment."),
    ("SQ9", "CHECKING ITSELF", "Suppressions and levels."),
]

HEAD = r'''.\" SPDX-License-Identifier: MIT
.\" Printed by man/make-rules.py from src/diag/catalog.def: do not edit.
.Dd November 22, 2026
.Dt SQEEIA-RULES 7
.Os
.Sh NAME
.Nm sqeeia-rules
.Nd every finding of sqeeia: what it means, why it matters, how to mend it
.Sh DESCRIPTION
A finding has a code that never changes and is never given to another, a name,
and a level.
.Xr sqeeia-check 1
prints findings;
.Xr sqeeia-explain 1
prints an entry of this page.
.Pp
The first line of a finding always has this form:
.Pp
.D1 Ar file : Ns Ar line : Ns Ar column : Ar level : Ar message Op Ar code name
.Pp
Lines and columns count from 1; columns count characters, not bytes.
The level is
.Cm error ,
.Cm warning
or
.Cm note .
A project file can change the level of a finding or switch it off, and an
assessment can accept one for a time, with a reason
.Po
see
.Xr sqeeia 1
and
.Xr sqeeia-assessment 5
.Pc .
'''

TAIL = r'''.Sh SEE ALSO
.Xr sqeeia 1 ,
.Xr sqeeia-check 1 ,
.Xr sqeeia-explain 1 ,
.Xr sqeeia-assessment 5 ,
.Xr sqeeia-questionnaire 5
'''


def rows():
    """(code, name, level, summary, why, fix, source, wrong, right) of every finding, in the catalogue's order."""
    text = re.sub(r"^/\*.*?\*/$", "", CATALOG.read_text(encoding="utf-8"), flags=re.S | re.M)
    string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    pattern = rf'^(?:FOUND|RULE)\((SQ\d+), (\w+), (\w+)' + rf',\s*{string}' * 6 + r'\)'
    for match in re.finditer(pattern, text, flags=re.M):
        code, name, level, *texts = match.groups()
        yield code, name.replace("_", "-"), level.lower(), *map(unquote, texts)


def unquote(literals):
    """Adjacent C strings as one text."""
    joined = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], joined)


def roff(text):
    """A text with `quoted` words, as lines of mdoc."""
    signs = {"\\": r"\e", "×": r"\(mu", "–": r"\(en", "—": r"\(em", "…": r"\[u2026]", "“": r"\(lq", "”": r"\(rq",
             "’": r"\(cq", "→": r"\(->", "≤": r"\(<=", "≥": r"\(>="}
    text = "".join(signs.get(c, c) for c in text)
    text = re.sub(r"`([^`]*)`", lambda m: r"\(oq" + m.group(1) + r"\(cq", text)
    for sentence in re.split(r"(?<=[.?!]) +(?=[A-Z\\])", text):
        line = ""
        for word in sentence.split():
            if line and len(line) + 1 + len(word) > 78:
                yield protect(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            yield protect(line)


def protect(line):
    return r"\&" + line if line[0] in ".'" else line


def example(text):
    """A piece of a file as a literal display."""
    yield ".Bd -literal -offset indent -compact"
    for line in text.splitlines():
        line = line.replace("\\", r"\e").replace("'", r"\(aq").replace("`", r"\(ga")
        yield protect("".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in line))
    yield ".Ed"


def sentence(text):
    """A summary as a sentence."""
    text = text[0].upper() + text[1:] if not text.startswith("`") else text
    return text if text[-1] in ".?!" else text + "."


def page():
    yield HEAD.rstrip("\n")
    found = list(rows())
    for start, heading, intro in GROUPS:
        group = [row for row in found if row[0].startswith(start)]
        if not group:
            continue
        yield f".Sh {heading}"
        yield from roff(intro)
        yield ".Bl -tag -width Ds"
        for code, name, level, summary, why, fix, source, wrong, right in group:
            yield f".It Ic {code} {name} Pq {level}"
            yield from roff(sentence(summary))
            yield from roff(sentence(why))
            yield ".Pp"
            yield from roff("To put it right: " + fix + ("" if fix[-1] in ".?!" else "."))
            yield ".Pp"
            yield "Wrong:"
            yield from example(wrong)
            yield "Right:"
            yield from example(right)
            yield ".Pp"
            yield from roff(f"Where it comes from: {source}.")
        yield ".El"
    yield TAIL.rstrip("\n")


if __name__ == "__main__":
    print("\n".join(page()))
