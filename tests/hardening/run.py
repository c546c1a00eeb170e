#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the compiler and the linker were asked for is in the program and in its
library: read from the files themselves, not from the flags.  And what the
program asks of the kernel: no network, no other program.

SQEEIA names an optimised build.  The last line is "hardening: N passed, M
failed"."""
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from counting import check, total  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("SQEEIA",
                                      ROOT / "build/release/sqeeia")).resolve()

def read(*args):
    return subprocess.run(["readelf", "-W", *args], check=True, text=True,
                          capture_output=True, env=dict(os.environ, LC_ALL="C")
                          ).stdout


# ---- the files ---------------------------------------------------------------

def elf(path, is_program):
    name = path.name
    header = read("-h", path)
    segments = read("-l", path)
    dynamic = read("-d", path)
    symbols = read("--dyn-syms", path)
    check(f"{name} can be put anywhere in memory (PIE)",
          re.search(r"Type:\s+DYN", header), header)
    if is_program:
        check(f"{name} is a program, so marked PIE",
              re.search(r"FLAGS_1\).*\bPIE\b", dynamic), dynamic)
    check(f"{name} has a read-only part after start (RELRO)",
          "GNU_RELRO" in segments, segments)
    check(f"{name} resolves everything at start (BIND_NOW), so that RELRO is full",
          re.search(r"\bBIND_NOW\b|FLAGS_1\).*\bNOW\b", dynamic), dynamic)
    stack = re.search(r"GNU_STACK\s+.*", segments)
    check(f"{name} runs nothing on the stack",
          stack and not re.search(r"\bRWE\b", stack.group()), segments)
    check(f"{name} has no part that is written and run",
          not re.search(r"LOAD.*\bRWE\b", segments), segments)
    check(f"{name} has no relocations in its text",
          "TEXTREL" not in dynamic, dynamic)
    check(f"{name} takes no library from a path of its builder's",
          not re.search(r"\((RPATH|RUNPATH)\)", dynamic), dynamic)
    check(f"{name} has canaries on its stack",
          "__stack_chk_fail" in symbols, symbols)
    check(f"{name} calls the checking kin of memcpy and others (FORTIFY)",
          len(re.findall(r"__\w+_chk\b", symbols)) > 2, symbols)


def instructions(path):
    """Of every function of ours: does it begin where a jump may land?"""
    code = subprocess.run(["objdump", "-d", "--no-show-raw-insn", path],
                          check=True, text=True, capture_output=True).stdout
    machine = platform.machine()
    mark = {"x86_64": "endbr64", "aarch64": r"paciasp|bti\s+c"}.get(machine)
    if not mark:
        print(f"not looked at: where jumps may land on {machine}")
        return
    n = len(re.findall(mark, code))
    check(f"{path.name}: jumps land where they may", n > 500, f"{n} marks")
    # a frame larger than a page is touched page by page on the way down
    if machine == "x86_64":
        check(f"{path.name}: large frames are probed",
              re.search(r"sub\s+\$0x1000,%rsp\n.*or[ql]\s+\$0x0,0xff8\(%rsp\)",
                        code) or
              re.search(r"or[ql]\s+\$0x0,\(%rsp\)", code), "no probe")


# ---- the kernel --------------------------------------------------------------

NETWORK = ("socket,socketpair,connect,bind,listen,accept,accept4,sendto,"
           "sendmsg,sendmmsg,recvfrom,recvmsg")
RUNS = "execve,execveat"


def commands(folder):
    """Every command of the table, at work on real files."""
    scribe = str(ROOT / "examples/ambient-scribe.sqeeia.yaml")
    mine = str(folder / "mine.yaml")
    work = {
        "templates": [["templates"], ["templates", "show", "screening"]],
        "new": [["new", "screening", mine]],
        "assess": [["assess", mine, "--no-input"], ["assess", mine, "--print"]],
        "status": [["status", scribe]],
        "check": [["check", scribe], ["check", "sqeeia-digital"]],
        "score": [["score", "--explain", scribe]],
        "schema": [["schema"]],
        "explain": [["explain", "SQ301"]],
        "completion": [["completion", "bash"]],
        "doctor": [["doctor"]],
        "help": [["help"]],
    }
    table = (ROOT / "src/cli/commands.def").read_text(encoding="utf-8")
    for word in re.findall(r'^COMMAND\(\w+, "([\w-]+)"', table, re.M):
        if word == "report":
            formats = ",".join(re.findall(
                r"^FORMAT\((\w+)",
                (ROOT / "src/report/formats.def").read_text(), re.M))
            yield ["report", "--format", formats, scribe, "-o",
                   str(folder) + "/"]
            continue
        check(f"this suite knows what to do with {word}", word in work)
        yield from work.get(word, [])


def no_network():
    if subprocess.run(["strace", "-V"], capture_output=True).returncode:
        print("not looked at: the network; strace is not here")
        return
    with tempfile.TemporaryDirectory() as d:
        folder = pathlib.Path(d)
        log = folder / "trace"
        for args in commands(folder):
            got = subprocess.run(
                ["strace", "-f", "-qq", "-o", str(log), "-e",
                 f"trace={NETWORK},{RUNS}", str(PROGRAM), *args], cwd=folder,
                stdin=subprocess.DEVNULL, capture_output=True, text=True,
                errors="replace")
            name = " ".join(args[:3])
            if "ptrace" in got.stderr and not log.exists():
                print("not looked at: the network; tracing is not allowed here")
                return
            check(f"{name}: did its work", got.returncode in (0, 1, 4),
                  got.stderr)
            calls = re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.M)
            check(f"{name}: no network", not set(calls) & set(NETWORK.split(",")),
                  log.read_text())
            check(f"{name}: nothing else is started",
                  calls.count("execve") == 1 and "execveat" not in calls,
                  log.read_text())
    libraries = read("-d", PROGRAM)
    names = re.findall(r"NEEDED.*\[(.*?)\]", libraries)
    check("only the libraries that README names are linked",
          all(re.match(r"lib(yaml|xlsxwriter|utf8proc|crypto|c|m|z|minizip)\b",
                       n.replace("-0", "")) for n in names), names)
    symbols = read("--dyn-syms", PROGRAM)
    there = re.findall(r"UND (socket|connect|getaddrinfo|gethostbyname|system|"
                       r"popen)\b", symbols)
    check("no call that would reach a network or a shell is linked", not there,
          there)


def main():
    elf(PROGRAM, True)
    library = PROGRAM.parent / "libsqeeia.so"
    if library.exists():
        elf(library.resolve(), False)
    instructions(PROGRAM)
    no_network()
    return total("hardening")


if __name__ == "__main__":
    sys.exit(main())
