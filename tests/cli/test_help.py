"""`--help` is light: it names every command as the command names itself, and loads none."""

import subprocess
import sys

import click

from traguardo import Everything, main

HEAVY = {"telegram", "pydantic", "sqlite_utils", "openpyxl", "typst", "starlette", "pdfplumber"}


def test_each_line_of_the_help_is_what_the_command_says_of_itself() -> None:
    context = click.Context(main)
    for name, (_, line) in Everything.places.items():
        command = main.get_command(context, name)
        assert command is not None and command.help is not None
        assert command.help.strip().splitlines()[0] == line


def test_the_help_loads_no_library_of_a_command() -> None:
    code = (
        "import sys; from traguardo import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit: print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "premiums" in done.stdout
    assert done.stdout.strip().endswith("[]")


def test_what_libraries_look_for_in_vain_is_there_for_who_imports_it() -> None:
    code = (
        "import sys; from traguardo.spared import LOOKED_FOR, spare; spare()\n"
        "import httpx, sqlite_utils, telegram.ext\n"
        "print([n for n in LOOKED_FOR if n in sys.modules])\n"
        "import apscheduler, httpx._main; httpx._main.main"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
