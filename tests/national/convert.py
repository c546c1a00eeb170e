#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn a SurveyJS-style questionnaire into a questionnaire of our own, mechanically.

The naming convention is the one of a national impact assessment: a name that ends in -RS, -MS or -NS says whether a
question (or all questions of its panel) gives risk points, mitigation points or none, and the number after the last
hyphen of an option's value is its points. Hidden answers vanish, unanswered questions count nothing.

    page                      section; its visibleIf is the section's `when`
    panel                     not a node of its own: its visibleIf joins that of each question inside
    radiogroup, dropdown      type: one
    checkbox                  type: many
    comment, text             type: long, type: text; optional
    html                      the section's `intro`, without its tags
    {q} = "v"                 q = v
    {q} contains "v"          many: q has v; one: q in [every option whose value holds v], because there the
                              original compares substrings
    {q} contains ["a", "b"]   many: q has all [a, b]

Whatever has no exact counterpart is refused by name; nothing is guessed.
"""

import argparse
import html.parser
import json
import pathlib
import re
import sys

IDENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
RESERVED = {"row", "answer", "today", "not-known", "not-applicable", "and", "or", "not", "in", "has", "any", "all", "if",
            "true", "false", "yes", "no", "on", "off", "null", "raw", "mitigation", "current"}
KINDS = {"-RS": "raw", "-MS": "mitigation", "-NS": None}
CHOICE_TYPES = {"radiogroup": "one", "dropdown": "one", "checkbox": "many"}
TEXT_TYPES = {"comment": "long", "text": "text"}


class Unsupported(Exception):
    """Something in the foreign file that we cannot say exactly."""


def points(value):
    """The number after the last hyphen of an option's value; 0 where there is none."""
    head, hyphen, tail = value.rpartition("-")
    if not hyphen:
        return 0
    if re.fullmatch(r"[0-9]+", tail):
        return int(tail)
    if tail == "" or re.match(r"[0-9.+ ]|Infinity", tail):
        raise Unsupported(f"option value {value!r}: unclear points")
    return 0


def kind(name, parent):
    """raw, mitigation or None, from a question's own name or else from its panel's."""
    for text in (name, parent):
        for suffix, what in KINDS.items():
            if text and text.endswith(suffix):
                return what
    return None


def ident(name, taken):
    """An id of ours for a foreign name: the name itself wherever it is one."""
    new = re.sub(r"[^A-Za-z0-9_-]+", "-", name)
    if not IDENT.match(new) or new.lower() in RESERVED:
        new = "v" + new
    if new in taken:
        raise Unsupported(f"{name!r}: its id {new} is taken")
    taken.add(new)
    return new


class Stripper(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def strip_tags(text):
    stripper = Stripper()
    stripper.feed(text)
    stripper.close()
    return " ".join("".join(stripper.parts).split())


def texts(value, tags=False):
    """A foreign text as {language: text}; `default` is English."""
    if value is None:
        return {}
    found = {"default": value} if isinstance(value, str) else value
    clean = strip_tags if tags else lambda text: " ".join(text.split())
    return {"en" if tag == "default" else tag: clean(text) for tag, text in found.items() if text.strip()}


def quoted(text):
    """A YAML double-quoted scalar."""
    return json.dumps(text, ensure_ascii=False).replace("\u0085", "\\N").replace("\u2028", "\\L").replace("\u2029", "\\P")


def scalar(found):
    """{language: text} as YAML in flow style, or a plain string where there is only English."""
    if set(found) == {"en"}:
        return quoted(found["en"])
    return "{" + ", ".join(f"{tag}: {quoted(found[tag])}" for tag in sorted(found)) + "}"


# ---- conditions ----------------------------------------------------------------------------------------------------

TOKEN = re.compile(r"""\s*(?:(?P<name>\{[^}]*\})|(?P<text>"[^"]*"|'[^']*')|(?P<sign>==?|[()\[\],])|(?P<word>[A-Za-z]+))""")


def tokens(text):
    place, found = 0, []
    stripped = text.rstrip()
    while place < len(stripped):
        match = TOKEN.match(stripped, place)
        if not match:
            raise Unsupported(f"condition {text!r}: cannot read {stripped[place:]!r}")
        found.append((match.lastgroup, match.group(match.lastgroup)))
        place = match.end()
    return found


class Condition:
    """Reads one condition and says it in our words. Levels: 0 or, 1 and, 2 a single comparison."""

    def __init__(self, text, questions, decided):
        self.text, self.questions, self.decided = text, questions, decided
        self.tokens, self.place = tokens(text), 0

    def refuse(self, why):
        raise Unsupported(f"condition {self.text!r}: {why}")

    def peek(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else (None, None)

    def take(self):
        self.place += 1
        return self.tokens[self.place - 1] if self.place <= len(self.tokens) else (None, None)

    def word(self, word):
        what, text = self.peek()
        if what == "word" and text.lower() == word:
            self.place += 1
            return True
        return False

    def whole(self):
        said = self.either()
        if self.place != len(self.tokens):
            self.refuse(f"unexpected {self.peek()[1]!r}")
        return said

    def either(self):
        parts = [self.both()]
        while self.word("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else (0, " or ".join(said for _, said in parts))

    def both(self):
        parts = [self.one()]
        while self.word("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else (1, conjunction(parts))

    def one(self):
        what, text = self.take()
        if text == "(":
            said = self.either()
            if self.take()[1] != ")":
                self.refuse("a parenthesis is not closed")
            return said
        if what != "name":
            self.refuse(f"unexpected {text!r}")
        return self.comparison(text[1:-1].strip())

    def operand(self):
        what, text = self.take()
        if what == "text":
            return False, [text[1:-1]]
        if text != "[":
            self.refuse("a value is expected")
        values = []
        while True:
            what, text = self.take()
            if what != "text":
                self.refuse("a list holds texts")
            values.append(text[1:-1])
            text = self.take()[1]
            if text == "]":
                return True, values
            if text != ",":
                self.refuse("a list is not closed")

    def comparison(self, name):
        question = self.questions.get(name)
        if question is None:
            self.refuse(f"{name!r} is not an earlier choice question")
        sign = self.take()[1]
        listed, values = self.operand()
        if sign in ("=", "==") and not listed and question["type"] == "one":
            chosen = [question["options"].get(values[0])]
        elif sign is not None and sign.lower() == "contains" and question["type"] == "one":
            part = ",".join(values)     # an array is joined, then looked for inside the answer
            chosen = [new for value, new in question["options"].items() if part in value]
        elif sign is not None and sign.lower() == "contains" and question["type"] == "many":
            chosen = [question["options"].get(value) for value in values]
        else:
            self.refuse(f"{sign!r} on {name!r} has no counterpart")
        if not chosen or None in chosen:
            self.refuse(f"it can never be true: {name!r} has no such option")
        return self.say(question, chosen)

    def say(self, question, chosen):
        if question["type"] == "many":
            said = f"has {chosen[0]}" if len(chosen) == 1 else f"has all [{', '.join(chosen)}]"
        else:
            said = f"= {chosen[0]}" if len(chosen) == 1 else f"in [{', '.join(chosen)}]"
        said = f"{question['id']} {said}"
        if self.decided:                # the original takes no answer for a decided "no"; ours leaves it open
            return 1, f"answered({question['id']}) and {said}"
        return 2, said


def conjunction(parts):
    return " and ".join(f"({said})" if level == 0 else said for level, said in parts)


# ---- the questionnaire ---------------------------------------------------------------------------------------------

class Converter:
    def __init__(self, survey, decided=False):
        self.survey, self.decided = survey, decided
        self.taken = set()
        self.ids = {}                   # of every question, by foreign name
        self.questions = {}             # the choice questions so far, by foreign name
        self.languages = {"en"}
        self.scored = {"raw": 0, "mitigation": 0}
        self.lines = []

    def note(self, found):
        self.languages.update(found)
        return found

    def condition(self, element):
        if not element.get("visibleIf", "").strip():
            return []
        return [Condition(element["visibleIf"], self.questions, self.decided).whole()]

    def leaves(self, node, parent, conditions):
        """Every question and html inside `node`, with its panel's name and the conditions above it."""
        for element in node.get("elements", []):
            own = conditions + [element]
            if element.get("type") == "panel":
                yield from self.leaves(element, element.get("name"), own)
            else:
                yield element, parent, own

    def options(self, element, what):
        found, options, lines = set(), {}, []
        for choice in element.get("choices", []):
            value = choice if isinstance(choice, str) else choice.get("value")
            if not isinstance(value, str):
                raise Unsupported(f"{element['name']}: option {value!r} is not a text")
            label = {} if isinstance(choice, str) else self.note(texts(choice.get("text")))
            if value in options:
                raise Unsupported(f"{element['name']}: two options are {value!r}")
            options[value] = ident(value, found)
            score = f", score: {points(value)}" if what else ""
            lines.append(f"          - {{id: {options[value]}{score}, label: {scalar(label or {'en': value})}}}")
        if not options:
            raise Unsupported(f"{element['name']}: no options")
        return options, lines

    def question(self, element, parent, chain):
        name, foreign = element["name"], element["type"]
        if name in self.ids:
            raise Unsupported(f"two questions are called {name!r}")
        conditions = [said for node in chain for said in self.condition(node)]
        new = self.ids[name] = ident(name, self.taken)
        lines = [f"      - id: {new}", f"        ask: {scalar(self.note(texts(element.get('title'))) or {'en': name})}"]
        for key in ("description", "help"):
            if texts(element.get(key)):
                lines.append(f"        help: {scalar(self.note(texts(element[key])))}")
                break
        if foreign in CHOICE_TYPES:
            what = kind(name, parent)
            options, option_lines = self.options(element, what)
            lines.append(f"        type: {CHOICE_TYPES[foreign]}")
            if what:
                lines.append(f"        dimension: {what}")
                self.scored[what] += 1
            tail = ["        choices:"] + option_lines
            self.questions[name] = {"id": new, "type": CHOICE_TYPES[foreign], "options": options}
        elif foreign in TEXT_TYPES and element.get("inputType", "text") == "text":
            lines.append(f"        type: {TEXT_TYPES[foreign]}")
            if not element.get("isRequired"):
                lines.append("        required: false")
            tail = []
        else:
            raise Unsupported(f"{name}: type {foreign} {element.get('inputType', '')}".rstrip())
        if conditions:
            said = conditions[0][1] if len(conditions) == 1 else conjunction(conditions)
            lines.append(f"        when: {quoted(said)}")
        return lines + tail

    def page(self, page, intro):
        condition = self.condition(page)
        said, lines = list(intro), []
        for element, parent, chain in self.leaves(page, page.get("name"), []):
            if element["type"] == "html":
                said.append(self.note(texts(element.get("html"), tags=True)))
            else:
                lines += self.question(element, parent, chain)
        if not lines:
            return said                 # a page of words alone: they open the next section
        title = self.note(texts(page.get("title"))) or {"en": page["name"]}
        self.lines += [f"  - id: {ident('page-' + page['name'], self.taken)}", f"    title: {scalar(title)}"]
        intro = {tag: " ".join(part[tag] for part in said if part.get(tag)) for part in said for tag in part}
        if intro:
            self.lines.append(f"    intro: {scalar(intro)}")
        if condition:
            self.lines.append(f"    when: {quoted(condition[0][1])}")
        self.lines += ["    questions:"] + lines
        return []

    def run(self, identity, version):
        intro = []
        for page in self.survey["pages"]:
            intro = self.page(page, intro)
        if not all(self.scored.values()):
            raise Unsupported("risk and mitigation questions are both needed")
        title = scalar(texts(self.survey.get("title")) or {"en": "Converted national questionnaire"})
        return HEAD.format(id=identity, version=version, title=title,
                           languages=", ".join(sorted(self.languages, key=lambda tag: (tag != "en", tag)))) + \
            "\n".join(self.lines) + "\n" + TAIL


HEAD = """\
sqeeia: questionnaire/1
id: {id}
version: {version}
title: {title}
languages: [{languages}]

defaults: {{not-known: never, not-applicable: never}}

bands:
  impact-level:
    - {{id: level-1, to: 25%, label: Level I}}
    - {{id: level-2, to: 50%, label: Level II}}
    - {{id: level-3, to: 75%, label: Level III}}
    - {{id: level-4, label: Level IV}}

dimensions:
  raw:
    label: Raw impact
    track: risk
    combine: sum
    better: lower
    basis: all
    missing: zero
    not-known: missing
  mitigation:
    label: Mitigation
    track: assurance
    combine: sum
    basis: all
    missing: zero
    not-known: missing

sections:
"""

TAIL = """\

values:
  current:
    is: if(mitigation >= 80% * mitigation.max / 2, round(85% * raw), raw)
    label: Current impact
    bands: impact-level
    max: raw.max
    better: lower

outcomes:
  - {id: very-high, when: current.band = level-4, label: Level IV}
  - {id: high, when: current.band = level-3, label: Level III}
  - {id: moderate, when: current.band = level-2, label: Level II}
  - {id: little, otherwise: true, label: Level I}
"""


def convert(survey, identity="national", version="1.0.0", decided=False):
    """Our questionnaire as text, its ids by foreign name, and {foreign name: {value: option id}} for the choices."""
    converter = Converter(survey, decided)
    text = converter.run(identity, version)
    return text, converter.ids, {name: question["options"] for name, question in converter.questions.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("survey", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path)
    parser.add_argument("--id", default="national")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--decided", action="store_true", help="say answered(q) before every comparison")
    options = parser.parse_args()
    try:
        survey = json.loads(options.survey.read_text(encoding="utf-8"))
        text, _, _ = convert(survey, options.id, options.version, options.decided)
    except Unsupported as error:
        sys.exit(f"convert: {error}")
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
