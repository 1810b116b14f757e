"""What the hub sends into a stock kernel before the first cell: code that stands beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

NAMES = ("kinds", "magics", "silent", "unread", "observe")  # each after those that it needs
STAND = """(lambda modules, module, sources: (
    [exec(source, modules.setdefault(name, module(name)).__dict__) for name, source in sources],
    modules.__setitem__("_hub_observer", [modules.pop(name) for name, _ in sources][-1]),
    setattr(modules["_hub_observer"], "it", modules["_hub_observer"].Observer(get_ipython())),
))(__import__("sys").modules, __import__("types").ModuleType, {sources!r})"""
# Beside the hub's own code its folder cannot be listed, where Landlock confines the kernel.
LIBRARY = """(lambda util: __import__("sys").meta_path.append(type("Library", (), {{
    "find_spec": staticmethod(lambda name, path=None, target=None: util.spec_from_file_location(
        name, {start!r}, submodule_search_locations=[{folder!r}]) if name == {name!r} else None),
}})))(__import__("importlib.util").util)"""
TAKE = "__import__('sys').modules['_hub_observer'].it.take()"
TAKE_LAST = TAKE.replace("()", "(last=True)")


@cache
def standing() -> str:
    """Code that has the observer stand beside what follows it."""
    folder, package = Path(__file__).parent, __package__ or ""
    sources = [(f"{package}.{name}", (folder / f"{name}.py").read_text("utf-8")) for name in NAMES]
    return STAND.format(sources=sources)
