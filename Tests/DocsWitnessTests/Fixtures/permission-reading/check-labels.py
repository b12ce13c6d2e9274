"""Holds the labels of this folder against its documents and against the table of permissions.

    python3 check-labels.py [folder with microsoft-permissions.tsv]

Without an argument the table is looked for in ../shared/data beside the repository.
"""
import csv
import json
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
data = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parents[4] / "shared" / "data"

# Vendors do write these: a withdrawn name, or a name of another kind or API than the text says.
IMPOSSIBLE = {"53-wrong-api", "54-wrong-kind", "55-removed-names"}
FIELDS = ["line", "written", "permission", "kind", "resource", "role"]


def table(name):
    with open(data / name, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


rows = table("microsoft-permissions.tsv")
offered = {(row["resource_name"], row["permission"], row["kind"]) for row in rows}
offered |= {(resource, name, None) for resource, name, _ in offered}
resources = {resource for resource, _, _ in offered}
names = {name for _, name, _ in offered}
names |= {row["permission"] for file in ("microsoft-rsc-permissions.tsv", "microsoft-graph-removed.tsv") for row in table(file)}

problems, counts = [], {"grant": 0, "mention": 0, "misspelt": 0}
documents = sorted(path for path in here.iterdir() if path.suffix in {".md", ".mdx", ".rst", ".txt"} and path.name != "README.md")
stems = [path.stem for path in documents]
if len(set(stems)) != len(stems):
    problems.append("two documents share a label file")
for path in here.glob("*.jsonl"):
    if path.stem not in stems:
        problems.append(f"{path.name}: no document")

for document in documents:
    lines = document.read_text(encoding="utf-8").split("\n")
    labels = [json.loads(line) for line in document.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    reached = (0, 0)  # line, column behind the last label
    previous = None
    for label in labels:
        where = f"{document.name}:{label['line']}: {label['written']}"
        counts[label["role"]] += 1
        if list(label) != FIELDS + (["meant"] if label["role"] == "misspelt" else []):
            problems.append(f"{where}: fields {list(label)}")
        twin = previous and {**previous, "kind": "application"} == label and previous["kind"] == "delegated"
        previous = label
        if twin and lines[label["line"] - 1].count(label["written"]) == 1:
            continue  # both kinds of one occurrence
        start = reached[1] if label["line"] == reached[0] else 0
        column = lines[label["line"] - 1].find(label["written"], start)
        if label["line"] < reached[0] or column < 0:
            problems.append(f"{where}: not on this line, or not in reading order")
        reached = (label["line"], column + len(label["written"]))

        name, kind, resource = label["permission"], label["kind"], label["resource"]
        if kind not in {None, "delegated", "application"} or resource not in resources | {None}:
            problems.append(f"{where}: kind or resource")
        if label["role"] == "misspelt":
            if name is not None or (label["written"] in names if resource is None else (resource, label["written"], None) in offered):
                problems.append(f"{where}: not misspelt")
            name = label["meant"]
        elif name is not None and label["written"].replace("\\", "") not in {name, name.lower()}:
            problems.append(f"{where}: is not how {name} is written")
        if name not in names:
            problems.append(f"{where}: no permission {name}")
        elif resource and document.stem not in IMPOSSIBLE and (resource, name, kind) not in offered:
            problems.append(f"{where}: {resource} has no {kind or ''} {name}")
    if "plain" in document.stem and labels:
        problems.append(f"{document.name}: has labels")

print(*problems, sep="\n", end="\n" if problems else "")
print(f"{len(documents)} documents, {sum('plain' in stem for stem in stems)} of them without permissions;",
      ", ".join(f"{count} {role}" for role, count in counts.items()))
sys.exit(bool(problems))
