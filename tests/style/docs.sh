#!/bin/sh
# SPDX-License-Identifier: MIT
# Do the manual pages and the README say what the program does?
# `docs.sh --update` writes what the examples print into the pages.
exec /usr/bin/python3 "$(dirname "$0")/docs.py" "$@"
