"""Every public name is documented with an example that runs; every verb has help and a test."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("text", "lexicons", "stats", "articles", "attribution", "citations", "notes", "features")
ROOMS += ("models", "outlets", "coding", "plots", "pages", "study")
VERBS = (
    "read",
    "attribute",
    "cite",
    "measure",
    "compare",
    "draw",
    "run",
    "verify",
    "show",
    "score",
)
MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(framing.__path__, "framing.")
    if ">>>" in (Path(str(importlib.util.find_spec(info.name).origin)).read_text("utf-8"))
)


def public_functions():
    for room in ROOMS:
        module = importlib.import_module(f"framing.{room}")
        for name in module.__all__:
            thing = getattr(module, name)
            if inspect.isfunction(thing):
                yield f"{room}.{name}", thing


FUNCTIONS = dict(public_functions())


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize("name", sorted(framing.__all__))
def test_front_door_is_documented_with_an_example(name):
    thing = getattr(framing, name)
    text = inspect.getdoc(thing) or ""
    assert len(text) > 60, f"framing.{name} has no docstring to speak of"
    if inspect.isfunction(thing):
        assert "Parameters" in text
        assert "Returns" in text or "Raises" in text
        runs_files = name in ("run", "verify", "read")
        assert ">>>" in text or runs_files, f"framing.{name} has no example"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_functions_keep_the_house_rules(name):
    function = FUNCTIONS[name]
    text = inspect.getdoc(function) or ""
    assert text, f"{name} has no docstring"
    parameters = inspect.signature(function).parameters.values()
    positional = [p for p in parameters if p.kind == p.POSITIONAL_OR_KEYWORD]
    assert len(positional) <= 3 + (name.startswith("articles.")), f"{name}: too many positional"
    assert all(p.annotation is not p.empty for p in parameters), f"{name} is not typed"


@pytest.mark.parametrize("verb", VERBS)
def test_verbs_have_help_and_a_test(verb):
    done = subprocess.run(
        [sys.executable, "-m", "framing.cli", verb, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "usage: framing " + verb in done.stdout
    tests = (ROOT / "tests" / "cli" / "test_cli.py").read_text("utf-8")
    assert re.search(rf'"{verb}"', tests), f"no test calls framing {verb}"
