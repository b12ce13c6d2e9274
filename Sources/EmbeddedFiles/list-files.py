#!/usr/bin/env python3
"""Writes EmbeddedFiles.c: run it after adding or removing a file in theme/, starter/, preview/, explanations/, letters/, providers/ or strings/."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def paths():
    for folder in ("explanations", "letters", "preview", "providers", "starter", "strings", "theme"):
        for parent, _, names in os.walk(os.path.join(HERE, folder)):
            for name in names:
                if not name.endswith(".py") and not name.startswith("."):
                    yield os.path.relpath(os.path.join(parent, name), HERE)


def name(path):
    """An identifier that depends on nothing but the path, so that a new file changes no other line."""
    return "file_" + "".join(c if c.isalnum() else "_" for c in path)


def main():
    files = sorted(paths())
    out = ["// Written by list-files.py.", '#include "EmbeddedFiles.h"', ""]
    for path in files:
        out += [f"static const unsigned char {name(path)}[] = {{", f'#embed "{path}" suffix(, 0)', "};"]
    out += ["", "static const embedded_file files[] = {"]
    out += [f'  {{"{path}", {name(path)}, sizeof {name(path)} - 1}},' for path in files]
    out += ["};", "", "const size_t embedded_files_count = sizeof files / sizeof *files;", "",
            "embedded_file embedded_file_at(size_t position) { return files[position]; }", ""]
    with open(os.path.join(HERE, "EmbeddedFiles.c"), "w") as file:
        file.write("\n".join(out))


main()
