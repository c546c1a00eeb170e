#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a script would do instead: PyYAML's C loader, then a JSON Schema."""
import json
import sys

import jsonschema
import yaml


def plain(x):
    return json.loads(json.dumps(x, default=str))


with open(sys.argv[1]) as f:
    validator = jsonschema.Draft7Validator(json.load(f))
bad = 0
for path in sys.argv[2:]:
    with open(path) as f:
        doc = plain(yaml.load(f, Loader=yaml.CSafeLoader))
    bad += sum(1 for _ in validator.iter_errors(doc))
print(bad, "errors")
