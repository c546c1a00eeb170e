# SPDX-License-Identifier: MIT
"""What a suite counts: `check` for each thing that it looks at, `total` for its last line and its status."""

passed = failed = 0


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {name}\n  {str(detail)[:1500]}")


def total(suite):
    print(f"{suite}: {passed} passed, {failed} failed")
    return 1 if failed else 0
