#!/usr/bin/env python3
"""Writes microsoft.txt, the facts about Microsoft's permissions that travel in the executable.

usage: import-microsoft.py PERMISSIONS.tsv RESOURCES.tsv RSC.tsv REMOVED.tsv DATE > microsoft.txt

The tables hold names, ids and flags, nothing else. One line a fact, so that an update can be read as a difference:

  resource APP-ID NAME                  the API that the permissions after it belong to
  uri URI                               one of its identifier URIs, the usual one first
  dY3 ID NAME                           d or a: delegated or application; Y, N or ?: needs admin consent or not,
                                        or nobody knows; 0 to 5: privilege level, 0 if unknown
  rsc d ID NAME                         resource-specific permission of Teams (d or a)
  removed d ID DATE NAME                existed once; last seen on DATE

A row without a permission's name is left out: there is one, of MicrosoftAzureActiveAuthn.
"""
import csv
import sys


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def rank(uri):
    """The public cloud's https URI first: that is the one that requests are written with."""
    if not uri.startswith("https://"):
        return 3
    if any(part in uri for part in (".us", ".cn", "gov.", ".mil", "dod-", "canary", "-int", "int.", "ppe")):
        return 2
    return 1 if uri.endswith("/") else 0


def main():
    permissions, resources, rsc, removed, date = sys.argv[1:]
    print("scopebook provider facts 1")
    print(f"date {date}")
    by_resource = {}
    for row in rows(permissions):
        if row["permission"]:
            by_resource.setdefault(row["resource_app_id"], []).append(row)
    for resource in sorted(rows(resources), key=lambda row: (row["resource_name"].lower(), row["resource_app_id"])):
        print(f"resource {resource['resource_app_id']} {resource['resource_name']}")
        for uri in sorted(resource["identifier_uris"].split(), key=rank):
            print(f"uri {uri}")
        for row in sorted(by_resource.get(resource["resource_app_id"], []),
                          key=lambda row: (row["permission"].lower(), row["kind"], row["id"])):
            consent = {"true": "Y", "false": "N", "": "?"}[row["admin_consent"]]
            print(f"{row['kind'][0]}{consent}{row['privilege_level'] or 0} {row['id']} {row['permission']}")
    for row in sorted(rows(rsc), key=lambda row: (row["permission"], row["kind"])):
        print(f"rsc {row['kind'][0]} {row['id']} {row['permission']}")
    for row in sorted(rows(removed), key=lambda row: (row["permission"], row["kind"])):
        print(f"removed {row['kind'][0]} {row['id']} {row['last_seen']} {row['permission']}")


main()
