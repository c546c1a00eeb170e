#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What runs `check` elsewhere: hooks, actions, components, shells; and `doctor`.

SQEEIA names the program. What is not installed here is said, and does not count.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from counting import check, total  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = pathlib.Path(os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia")))
HEAD = "sqeeia: assessment/1\nquestionnaire: {id: small, path: ./small.yaml}\nabout: {title: An app}\nanswers:\n"


def missing(tool):
    if shutil.which(tool):
        return False
    print(f"gates: no {tool} here")
    return True


def run(*args, cwd=None, env=None, stdin=None):
    full = {**os.environ, "PATH": f"{SQEEIA.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", **(env or {})}
    return subprocess.run([str(a) for a in args], cwd=cwd, env=full, input=stdin, capture_output=True, text=True,
                          timeout=120)


def folder_with(temp):
    folder = pathlib.Path(temp)
    shutil.copy(ROOT / "tests/walk/small.yaml", folder)
    (folder / "assessments").mkdir()
    shutil.copy(ROOT / "tests/walk/small.yaml", folder / "assessments")
    (folder / "assessments/good.yaml").write_text(HEAD + "  A1: a form\n")
    (folder / "assessments/bad one.yaml").write_text(HEAD + "  A2: excellent\n")
    return folder


# ---- pre-commit ----------------------------------------------------------------------------------------------------

def pre_commit():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        files = re.compile(hook["files"])
        for name, want in (("a/b.sqeeia.yaml", True), ("x.sqeeia.yml", True), ("assessments/x.yaml", True),
                           ("a/assessments/deep/x.yml", True), ("values.yaml", False), ("assessments/x.json", False)):
            check(f"{hook['id']} and {name}", bool(files.search(name)) == want)
    if not missing("pre-commit"):
        done = run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
        check("pre-commit takes the manifest", done.returncode == 0, done)
    entry = hooks[0]["entry"].split()
    with tempfile.TemporaryDirectory() as temp:
        folder = folder_with(temp)
        done = run(*entry, "assessments/good.yaml", "assessments/bad one.yaml", cwd=folder)
        check("the hook's command finds", done.returncode == 1 and "SQ302" in done.stdout, done)
        done = run(*entry, "assessments/good.yaml", cwd=folder)
        check("the hook's command is content", done.returncode == 0, done)
        if missing("pre-commit") or missing("git"):
            return
        # as a person would have it, with the hook written out as a local one
        hook = dict(hooks[0])
        hook.pop("description")
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
        for args in (["init", "-q"], ["add", "-A"]):
            run("git", *args, cwd=folder)
        done = run("pre-commit", "run", "--all-files", cwd=folder, env={"PRE_COMMIT_HOME": temp + "/cache"})
        check("pre-commit runs it", done.returncode == 1 and "SQ302" in done.stdout and "Failed" in done.stdout, done)


# ---- GitHub --------------------------------------------------------------------------------------------------------

def github():
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][0]
    check("action: composite, with a shell", action["runs"]["using"] == "composite"
          and all("shell" in s for s in action["runs"]["steps"]))
    check("action: no input inside the script", "${{" not in step["run"], step["run"])
    used = set(re.findall(r"inputs\.([a-z-]+)", "\n".join(step["env"].values())))
    check("action: every input is passed on", used == set(action["inputs"]), used)
    defaults = {k: action["inputs"][re.search(r"inputs\.([a-z-]+)", v)[1]]["default"] for k, v in step["env"].items()}
    with tempfile.TemporaryDirectory() as temp:
        folder = folder_with(temp)

        def act(**env):
            out, summary = folder / "output", folder / "summary"
            out.write_text("")
            summary.write_text("")
            done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=folder,
                       env={**defaults, "GITHUB_OUTPUT": str(out), "GITHUB_STEP_SUMMARY": str(summary), **env})
            return done, out.read_text(), summary.read_text()

        done, out, summary = act(SQEEIA_PATHS="assessments/bad one.yaml\nassessments/good.yaml\n", SQEEIA_SARIF="x.sarif")
        check("action: an annotation", done.returncode == 1 and "::error file=assessments/bad one.yaml,line=5" in done.stdout,
              done)
        check("action: its output", out == "status=1\n", out)
        check("action: its summary", summary.startswith("## sqeeia check\n") and "SQ302" in summary, summary)
        check("action: its SARIF log", json.loads((folder / "x.sarif").read_text())["version"] == "2.1.0")
        done, out, summary = act(SQEEIA_PATHS="assessments/good.yaml")
        check("action: clean", done.returncode == 0 and out == "status=0\n" and "::error" not in done.stdout, done)
        done, out, _ = act(SQEEIA_PATHS="$(touch hacked); `touch hacked`")
        check("action: a path is never a command", done.returncode == 3 and not (folder / "hacked").exists(), done)
        done, out, _ = act(SQEEIA_PATHS="assessments/good.yaml", SQEEIA_FAIL_ON="nonsense")
        check("action: a level that is none", done.returncode == 2, done)


# ---- GitLab --------------------------------------------------------------------------------------------------------

def gitlab():
    spec, job = yaml.safe_load_all((ROOT / "ci/gitlab/check.yml").read_text())
    inputs = spec["spec"]["inputs"]
    text = (ROOT / "ci/gitlab/check.yml").read_text().split("\n---\n")[1]
    used = set(re.findall(r"\$\[\[ inputs\.([a-z-]+) \]\]", text))
    check("gitlab: every input is used and known", used == set(inputs), used)
    script = job["sqeeia-check"]["script"]
    with tempfile.TemporaryDirectory() as temp:
        folder = folder_with(temp)
        done = run("sh", "-ec", "\n".join(script), cwd=folder, env={"SQEEIA_FILES": "assessments/", "SQEEIA_FAIL_ON": "error"})
        check("gitlab: the job fails on findings", done.returncode == 1 and "SQ302" in done.stdout, done)
        reports = job["sqeeia-check"]["artifacts"]["reports"]
        quality = json.loads((folder / reports["codequality"]).read_text())
        check("gitlab: the report is where the job says", quality[0]["location"]["path"] == "assessments/bad one.yaml", quality)
        check("gitlab: the JUnit report too", "<testsuites" in (folder / reports["junit"]).read_text())


# ---- shells --------------------------------------------------------------------------------------------------------

def options_of(command):
    done = run(SQEEIA, command, "--help")
    return set(re.findall(r"--([a-z][a-z-]+)", done.stdout.split("\nOptions", 1)[-1])) if done.returncode == 0 else set()


def complete_bash(script, *words):
    quoted = " ".join(f"'{w}'" for w in words)
    done = run("bash", "--norc", "-c", f"source '{script}'; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _sqeeia; "
               'printf "%s\\n" "${COMPREPLY[@]}"')
    return done.stdout.split("\n")[:-1]


def shells():
    commands = re.findall(r'^COMMAND\(\w+, "([a-z-]+)"', (ROOT / "src/cli/commands.def").read_text(), re.M)
    with tempfile.TemporaryDirectory() as temp:
        folder = folder_with(temp)
        scripts = {}
        for shell in ("bash", "zsh", "fish"):
            done = run(SQEEIA, "completion", shell)
            check(f"completion {shell}", done.returncode == 0 and done.stdout, done)
            scripts[shell] = folder / f"c.{shell}"
            scripts[shell].write_text(done.stdout)
            if not missing(shell):
                done = run(shell, "-n", scripts[shell])
                check(f"{shell} -n has nothing to say", done.returncode == 0 and not done.stderr, done)
        done = run("bash", "--norc", "-c", f"source '{scripts['bash']}'; complete -p sqeeia")
        check("bash: bound to the program's name", done.stdout.strip().endswith(" sqeeia"), done)
        check("bash: commands", complete_bash(scripts["bash"], "sqeeia", "")[:len(commands)] == commands)
        for command in commands:
            want = options_of(command)
            check(f"bash: every option of {command}", want <= {x[2:] for x in complete_bash(scripts["bash"], "sqeeia", command, "--")}
                  and want, want)
            for shell in ("zsh", "fish"):
                text = scripts[shell].read_text()
                lost = [o for o in want if not re.search(rf"(--{o}:|-l {o} )", text)]
                check(f"{shell}: every option of {command}", not lost, lost)
        check("bash: words", complete_bash(scripts["bash"], "sqeeia", "check", "--fail-on", "") == ["note", "warning", "error"])
        check("bash: words after =", complete_bash(scripts["bash"], "sqeeia", "check", "--fail-on", "=", "w") == ["warning"])
        check("bash: formats", "sarif" in complete_bash(scripts["bash"], "sqeeia", "check", "--format", "s"))
        check("bash: codes, after a comma too",
              complete_bash(scripts["bash"], "sqeeia", "check", "--select", "SQ302,SQ001") == ["SQ302,SQ001"])
        check("bash: templates", "sqeeia-digital" in complete_bash(scripts["bash"], "sqeeia", "new", "sq"))
        check("bash: ids of the assessment's questions",
              "A1" in complete_bash(scripts["bash"], "sqeeia", "assess", folder / "assessments/good.yaml", "--only", "A"))
        if not missing("fish"):
            def fish(line):
                done = run("fish", "--no-config", "-c", f"source {scripts['fish']}; complete -C '{line}'")
                return [x.split("\t")[0] for x in done.stdout.splitlines()]
            check("fish: commands", set(commands) <= set(fish("sqeeia ")), fish("sqeeia "))
            check("fish: words", fish("sqeeia check --fail-on w") == ["warning"], fish("sqeeia check --fail-on w"))
            check("fish: codes", "SQ302" in fish("sqeeia explain SQ3"))
    for what, want in (("codes", "SQ001"), ("commands", "check"), ("templates", "sqeeia-digital")):
        check(f"completion words {what}", want in run(SQEEIA, "completion", "words", what).stdout.split())
    check("completion of no shell", run(SQEEIA, "completion", "tcsh").returncode == 2)
    check("completion words of nothing", run(SQEEIA, "completion", "words").returncode == 2)


def doctor():
    with tempfile.TemporaryDirectory() as temp:
        done = run(SQEEIA, "doctor", cwd=temp)
        lines = done.stdout.splitlines()
        check("doctor: well", done.returncode == 0 and all(re.match(r"^(ok|warn|skipped) +[a-z-]+: .", x) for x in lines), done)
        data = json.loads(run(SQEEIA, "doctor", "--json", cwd=temp).stdout)
        check("doctor: the same as JSON", [f"{c['state']:7} {c['what']}: {c['detail']}" for c in data["checks"]] == lines, data)
        check("doctor: why there is no colour", any("NO_COLOR" in x for x in
                                                     run(SQEEIA, "doctor", cwd=temp, env={"NO_COLOR": "1"}).stdout.splitlines()))
        libraries = [x for x in lines if " library: " in x]
        check("doctor: the libraries and their versions", len(libraries) == 4 and all(re.search(r"\d\.\d", x)
                                                                                    for x in libraries), libraries)
        plain = {"SQEEIA_EDITOR": "", "VISUAL": "", "EDITOR": "", "PAGER": ""}
        for env, want in (({"EDITOR": "cat -n"}, "ok      editor: cat -n, because EDITOR says so; "),
                          ({"VISUAL": "no-such-editor"}, "warn    editor: no-such-editor, because VISUAL says so, but there is"),
                          ({"PAGER": "cat"}, "ok      pager: cat, because PAGER says so; "),
                          ({"PATH": temp}, "warn    pager: none was found; ")):
            told = run(SQEEIA, "doctor", cwd=temp, env={**plain, **env}).stdout
            check(f"doctor: {want}", want in told, told)
        (pathlib.Path(temp) / "sqeeia.yaml").write_text("sqeeia: project/1\ntemplates: [nowhere]\n")
        done = run(SQEEIA, "doctor", cwd=temp)
        check("doctor: a folder that is not there", done.returncode == 3 and "fail    templates: nowhere" in done.stdout, done)
        (pathlib.Path(temp) / "sqeeia.yaml").write_text("sqeeia: project/1\nnonsense: 1\n")
        done = run(SQEEIA, "doctor", cwd=temp)
        check("doctor: a project file that is no good", done.returncode == 3 and "fail    project" in done.stdout, done)


def main():
    for part in (pre_commit, github, gitlab, shells, doctor):
        part()
    return total("gates")


if __name__ == "__main__":
    sys.exit(main())
