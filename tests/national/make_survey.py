#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make a synthetic survey of the shape of a national impact assessment, from a seed.

Eighteen pages, about 300 elements, risk and mitigation questions, two phases of which an assessor sees one, follow-up questions
nested three deep, conditions with =, contains, and, or and parentheses, in English and French. It holds on purpose what
such files really hold: `contains` that is a substring of several options, questions whose maximum is 0, panels with
conditions of their own, names that override their panel's kind, repeated html names, options that begin with a digit.
"""

import argparse
import json
import pathlib
import random

PHASE = "phaseOfProject"
RISK_PAGES = ["drivers", "profile", "authority", "systemPart", "algorithm", "sector", "effects", "dataSource"]
MITIGATION_PAGES = ["consultation", "dataQuality", "fairness", "privacy"]
LETTERS = "ABCDEFGH"


def both(english):
    return {"default": english, "fr": f"{english} (fr)"}


class Maker:
    def __init__(self, seed):
        self.random = random.Random(f"national survey {seed}")
        self.earlier = []               # names and options of the choice questions a condition may use

    # -- options ---------------------------------------------------------------------------------------------------

    def option_values(self, scored):
        count = self.random.choice([2, 2, 2, 3, 3, 4, 5, 12] if scored else [2, 3, 4])
        values = []
        for number in range(1, count + 1):
            points = self.random.choice([0, 0, 0, 1, 1, 2, 2, 3, 4]) if scored else None
            if not scored or self.random.random() < 0.08:
                values.append(f"item{number}")
            else:
                values.append(f"item{number}-{points}")
        if scored and self.random.random() < 0.08:
            values = [value.split("-")[0] + "-0" for value in values]
        return values

    def choice(self, name, form, values, visible=None):
        element = {"type": form, "name": name, "title": both(f"Which of these holds for {name}?"),
                   "choices": [{"value": value, "text": both(f"Choice {number} of {name}")}
                               for number, value in enumerate(values, 1)]}
        if visible:
            element["visibleIf"] = visible
        self.earlier.append((name, form, values))
        return element

    def words(self, name, form="comment", visible=None):
        element = {"type": form, "name": name, "title": both(f"Please describe {name}.")}
        if visible:
            element["visibleIf"] = visible
        return element

    # -- conditions ------------------------------------------------------------------------------------------------

    def comparison(self, name, form, values):
        value = self.random.choice(values)
        head = value.split("-")[0]
        if form == "checkbox":
            if len(values) > 1 and self.random.random() < 0.4:
                pair = self.random.sample(values, 2)
                return f'{{{name}}} contains ["{pair[0]}", "{pair[1]}"]'
            return f'{{{name}}} contains "{value}"'
        draw = self.random.random()
        if draw < 0.15:
            return f'{{{name}}} contains ["{head}"]'
        if draw < 0.25:
            return f"{{{name}}} contains '{head}'"
        return f'{{{name}}} = "{value}"'

    def condition(self, main):
        """A condition on `main`, sometimes joined with other earlier questions."""
        draw = self.random.random()
        first = self.comparison(*main)
        if draw < 0.55:
            return first
        if draw < 0.75:
            return " or ".join([first] + [self.comparison(*main) for _ in range(self.random.randint(1, 2))])
        other = self.comparison(*self.random.choice(self.earlier[-25:]))
        if draw < 0.85:
            return f"{first} and {other}"
        if draw < 0.93:
            return f"({first} or {self.comparison(*main)}) and {other} "
        return f"{first} or {other} and {self.comparison(*main)}"

    # -- pages -----------------------------------------------------------------------------------------------------

    def series(self, page, count, override):
        """`count` choice questions with their follow-ups."""
        elements = []
        for number in range(1, count + 1):
            name = f"{page}{number}"
            if override and self.random.random() < 0.1:
                name += self.random.choice(["-RS", "-MS", "-NS"])
            form = self.random.choices(["radiogroup", "dropdown", "checkbox"], [80, 9, 11])[0]
            visible = None
            if self.earlier and self.random.random() < 0.08:
                visible = self.condition(self.random.choice(self.earlier[-10:]))
            elements.append(self.choice(name, form, self.option_values(True), visible))
            main = self.earlier[-1]
            follow = self.random.random()
            if follow < 0.55:
                elements.append(self.words(f"{page}{number}A", visible=self.condition(main)))
            if follow < 0.18:
                inner = f"{page}{number}B"
                elements.append(self.choice(inner, "radiogroup", self.option_values(True), self.condition(main)))
                elements.append(self.words(f"{page}{number}C", visible=self.condition(self.earlier[-1])))
            if follow > 0.9:
                elements.append(self.words(f"{page}{number}D", self.random.choice(["text", "comment"])))
        return elements

    def risk_page(self, page, count):
        elements = self.series(page, count, override=True)
        if page == "profile":
            for number, phase in ((90, "item1"), (91, "item2")):
                elements.append(self.choice(f"{page}{number}", "radiogroup", ["item1-0", "item2-3"], f'{{{PHASE}}} = "{phase}"'))
        cut = len(elements) // 2 if self.random.random() < 0.5 else len(elements)
        panels = [{"type": "panel", "name": f"{page}Panel-RS", "title": both(f"Part one of {page}"), "elements": elements[:cut]}]
        if cut < len(elements):
            names = {element["name"] for element in elements[cut:]}
            everything = self.earlier
            self.earlier = [main for main in everything if main[0] not in names]
            panels.append({"type": "panel", "name": f"{page}More-RS", "elements": elements[cut:],
                           "visibleIf": self.condition(self.random.choice(self.earlier[-8:]))})
            self.earlier = everything
        return {"name": page, "title": both(f"About {page}"), "elements": panels}

    def mitigation_pages(self, page, count):
        """The same questions for the two phases, under two names, as such forms have them."""
        start = self.random.getstate()
        seen = list(self.earlier)
        pages, learnt = [], []
        for phase, label in (("item1", "Design"), ("item2", "Implementation")):
            self.random.setstate(start)
            self.earlier = list(seen[-1:])
            name = f"{page}{label}"
            panel = {"type": "panel", "name": f"{name}Panel-MS",
                     "elements": [{"type": "html", "name": "introduction", "html": both(f"<p>Measures &amp; <b>{page}</b></p>")}]
                     + self.series(name, count, override=False)}
            pages.append({"name": name, "title": both(f"{label}: {page}"), "visibleIf": f'{{{PHASE}}} = "{phase}"',
                          "elements": [panel]})
            learnt += self.earlier[1:]
        self.earlier = seen + learnt
        return pages

    def most(self, node, suffix, panel=""):
        """The maximum of all questions of one kind."""
        if isinstance(node, list):
            return sum(self.most(one, suffix, panel) for one in node)
        if "elements" in node:
            return self.most(node["elements"], suffix, node["name"])
        own = node["name"][-3:] if node["name"][-3:] in ("-RS", "-MS", "-NS") else panel[-3:]
        points = [int(choice["value"].split("-")[1]) for choice in node.get("choices", []) if "-" in choice["value"]]
        if own != suffix or not points:
            return 0
        return sum(points) if node["type"] == "checkbox" else max(points)

    def round_up(self, panel, name, most, step):
        """One more question, so that a quarter of the maximum, or 80 % of half of it, is a whole number."""
        panel["elements"].append(self.choice(name, "radiogroup", ["item1-0", f"item2-{step - most % step}"]))

    def survey(self):
        details = [self.words(f"details{letter}", "text") for letter in LETTERS]
        details.append(self.choice("department-NS", "dropdown", [f"{number:03d}" for number in range(1, 40)]))
        phase = self.choice(PHASE, "radiogroup", ["item1", "item2"])
        phase["isRequired"] = True
        details += [phase, self.choice("capability", "checkbox", ["item1", "item2", "item10"])]
        self.earlier = self.earlier[1:]
        pages = [{"name": "welcome", "elements": [{"type": "html", "name": "welcome1", "html": both("<h2>Welcome</h2><p>Read this first.</p>")}]},
                 {"name": "details", "title": "Project details",
                  "elements": [{"type": "panel", "name": "detailsPanel-NS", "elements": details}]}]
        pages += [self.risk_page(page, count) for page, count in zip(RISK_PAGES, (6, 10, 4, 8, 10, 4, 12, 14))]
        pages += [page for name, count in zip(MITIGATION_PAGES, (6, 8, 18, 6)) for page in self.mitigation_pages(name, count)]
        self.round_up(pages[2]["elements"][0], "driversLast-RS", self.most(pages, "-RS"), 4)
        self.round_up(pages[-1]["elements"][0], "privacyLast-MS", self.most(pages, "-MS"), 5)
        return {"pages": pages, "showQuestionNumbers": "off", "firstPageIsStarted": True}


def make(seed):
    return Maker(seed).survey()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", default="1")
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.output.write_text(json.dumps(make(options.seed), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
