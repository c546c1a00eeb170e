#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Score every case under examples/schemes and compare it with the figures worked by hand beside it.

Only the keys given in <case>.expected.json are compared; lists of objects are matched by their `id`.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOLERANCE = Decimal("1e-9")     # for recurring decimals only; short ones are compared exactly


def same_number(want, got):
    if isinstance(got, bool) or not isinstance(got, (int, Decimal)):
        return False
    want, got = Decimal(want), Decimal(got)
    if want == got:
        return True
    recurring = -want.as_tuple().exponent >= 9
    return recurring and abs(want - got) <= TOLERANCE


def differences(want, got, where):
    """Yield a line for each place where `got` does not say what `want` asks for."""
    if isinstance(want, dict):
        if not isinstance(got, dict):
            yield f"{where}: expected an object, got {got!r}"
            return
        for key, value in want.items():
            if key not in got:
                yield f"{where}.{key}: missing"
            else:
                yield from differences(value, got[key], f"{where}.{key}")
    elif isinstance(want, list) and want and all(isinstance(item, dict) and "id" in item for item in want):
        if not isinstance(got, list):
            yield f"{where}: expected a list, got {got!r}"
            return
        by_id = {item.get("id"): item for item in got if isinstance(item, dict)}
        for item in want:
            name = f"{where}[{item['id']}]"
            if item["id"] not in by_id:
                yield f"{name}: missing"
            else:
                yield from differences(item, by_id[item["id"]], name)
    elif isinstance(want, (int, Decimal)) and not isinstance(want, bool):
        if not same_number(want, got):
            yield f"{where}: expected {want}, got {got!r}"
    elif want != got or isinstance(want, bool) != isinstance(got, bool):
        yield f"{where}: expected {want!r}, got {got!r}"


def numbers(text):
    return json.loads(text, parse_float=Decimal)


def run_case(program, expected, timeout):
    assessment = expected.with_name(expected.name.replace(".expected.json", ".yaml"))
    if not assessment.exists():
        return [f"no assessment {assessment.name} beside it"]
    try:
        done = subprocess.run([program, "score", "--format", "json", str(assessment)], capture_output=True, text=True,
                              timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return [f"no answer within {timeout} s"]
    problems = []
    if done.returncode != 0:
        problems.append(f"exit status {done.returncode}")
        problems += done.stderr.strip().splitlines()[:8]
    try:
        got = numbers(done.stdout)
    except ValueError as error:
        return problems + [f"output is not JSON: {error}"]
    if isinstance(got, list):
        got = got[0] if len(got) == 1 else {}
    return problems + list(differences(numbers(expected.read_text(encoding="utf-8")), got, "score"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="TEXT", help="run only the cases whose path holds TEXT")
    parser.add_argument("--examples", type=pathlib.Path, default=ROOT / "examples" / "schemes")
    parser.add_argument("--timeout", type=float, default=20)
    options = parser.parse_args()
    program = os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia"))
    if not os.access(program, os.X_OK):
        sys.exit(f"schemes: no program at {program} (set SQEEIA)")

    passed = failed = 0
    filled = {path for path in options.examples.glob("*/*.yaml") if path.name != "questionnaire.yaml"}
    for expected in sorted(options.examples.glob("*/*.expected.json")):
        name = f"{expected.parent.name}/{expected.name.replace('.expected.json', '')}"
        filled.discard(expected.with_name(expected.name.replace(".expected.json", ".yaml")))
        if options.only and options.only not in name:
            continue
        problems = run_case(program, expected, options.timeout)
        if problems:
            failed += 1
            print(f"FAIL {name}")
            for problem in problems:
                print(f"     {problem}")
        else:
            passed += 1
    for path in sorted(filled):
        failed += 1
        print(f"FAIL {path.parent.name}/{path.name}: no expected figures beside it")
    if passed + failed == 0:
        failed = 1
        print("FAIL no case was found")
    print(f"schemes: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
