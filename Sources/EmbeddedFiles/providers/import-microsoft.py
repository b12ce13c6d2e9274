#!/usr/bin/env python3
"""Writes microsoft.txt, the facts about Microsoft's permissions that travel in the executable.

usage: import-microsoft.py --date DAY FOLDER > microsoft.txt

FOLDER holds the tables microsoft-permissions.tsv, -resources.tsv, -rsc-permissions.tsv, -graph-removed.tsv,
-api-uris.tsv, -graph-display-names.tsv and -user-consent-exceptions.tsv. They hold names, labels, ids, addresses and
flags, nothing else. One line a fact, so that an update can be read as a difference:

  resource APP-ID NAME                  the API that the lines after it belong to
  retired YEAR NAME                     nobody can call it any more: since when, and the name that it is known by
  replacement NAME                      the API that replaces it
  host URL                              code asks the host of its own tenant, such as this one
  scope URI                             the identifier URI that Microsoft documents for scopes; without this line
                                        they are written with the API's application id
  uri URI                               another of its identifier URIs
  dY3 ID NAME                           d or a: delegated or application; Y, N or ?: needs admin consent or not,
                                        or nobody knows; 0 to 5: privilege level, 0 if unknown
  managed MONTH                         the permission above needs an administrator since this month in tenants that
                                        let Microsoft manage user consent, although its own entry says otherwise
  label TEXT                            what Microsoft's pages call the permission above, for administrators
  people TEXT                           the same for everybody else, where it differs
  rsc d ID NAME                         resource-specific permission of Teams (d or a)
  removed d ID DATE NAME                existed once; last seen on DATE

A row without a permission's name is left out: there is one, of MicrosoftAzureActiveAuthn.
"""
import argparse
import csv
import os

# Sources: entra-docs, and the notes in microsoft-api-uris.tsv.
RETIRED = {"00000002-0000-0000-c000-000000000000": ("2025 Azure AD Graph", "Microsoft Graph")}
TENANT_HOSTS = {
    "00000003-0000-0ff1-ce00-000000000000": "https://contoso.sharepoint.com",
    "00000007-0000-0000-c000-000000000000": "https://contoso.crm.dynamics.com",
}
GRAPH = "00000003-0000-0000-c000-000000000000"


def rank(uri):
    """The public cloud's https URIs first."""
    if not uri.startswith("https://"):
        return 3
    if any(part in uri for part in (".us", ".cn", "gov.", ".mil", "dod-", "canary", "-int", "int.", "ppe")):
        return 2
    return 1 if uri.endswith("/") else 0


def main():
    parser = argparse.ArgumentParser(description="Writes microsoft.txt from the tables in a folder.")
    parser.add_argument("--date", required=True, help="the day on which the permissions were exported")
    parser.add_argument("folder")
    arguments = parser.parse_args()

    def rows(name):
        with open(os.path.join(arguments.folder, f"microsoft-{name}.tsv"), newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

    scope_uris = {row["resource_app_id"]: row["scope_uri"] for row in rows("api-uris")}
    labels = {(GRAPH, row["permission"], row["kind"]): row for row in rows("graph-display-names")}
    waves = {(row["resource_app_id"], row["kind"], row["id"]): row["wave"] for row in rows("user-consent-exceptions")}
    by_resource = {}
    for row in rows("permissions"):
        if row["permission"]:
            by_resource.setdefault(row["resource_app_id"], []).append(row)

    print("scopebook provider facts 2")
    print(f"date {arguments.date}")
    for resource in sorted(rows("resources"), key=lambda row: (row["resource_name"].lower(), row["resource_app_id"])):
        app_id = resource["resource_app_id"]
        print(f"resource {app_id} {resource['resource_name']}")
        if app_id in RETIRED:
            name, replacement = RETIRED[app_id]
            print(f"retired {name}\nreplacement {replacement}")
        if app_id in TENANT_HOSTS:
            print(f"host {TENANT_HOSTS[app_id]}")
        if app_id in scope_uris:
            print(f"scope {scope_uris[app_id]}")
        for uri in sorted(resource["identifier_uris"].split(), key=rank):
            if uri != scope_uris.get(app_id):
                print(f"uri {uri}")
        for row in sorted(by_resource.get(app_id, []),
                          key=lambda row: (row["permission"].lower(), row["kind"], row["id"])):
            consent = {"true": "Y", "false": "N", "": "?"}[row["admin_consent"]]
            print(f"{row['kind'][0]}{consent}{row['privilege_level'] or 0} {row['id']} {row['permission']}")
            wave = waves.pop((app_id, row["kind"], row["id"]), None)
            if wave:
                print(f"managed {wave}")
            label = labels.get((app_id, row["permission"], row["kind"]))
            if label and label["admin_label"]:
                print(f"label {label['admin_label']}")
            # An application permission is never shown to anybody else.
            if label and row["kind"] == "delegated" and label["user_label"] not in ("", label["admin_label"]):
                print(f"people {label['user_label']}")
    for row in sorted(rows("rsc-permissions"), key=lambda row: (row["permission"], row["kind"])):
        print(f"rsc {row['kind'][0]} {row['id']} {row['permission']}")
    for row in sorted(rows("graph-removed"), key=lambda row: (row["permission"], row["kind"])):
        print(f"removed {row['kind'][0]} {row['id']} {row['last_seen']} {row['permission']}")
    if waves:
        raise SystemExit(f"these exceptions are no permissions: {waves}")


main()
