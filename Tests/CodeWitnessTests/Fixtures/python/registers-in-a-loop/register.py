import httpx

NEEDED_PERMISSIONS = ["Group.Read.All", "Mail.Send"]


def register(session: httpx.Client) -> None:
    directory = session.get("https://graph.microsoft.com/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')").json()
    access = []
    for name in NEEDED_PERMISSIONS:
        role = next((item for item in directory["appRoles"] if item["value"] == name), None)
        if role is not None:
            access.append({"id": role["id"], "type": "Role"})
    session.post(
        "https://graph.microsoft.com/v1.0/applications",
        json={"displayName": "Mailroom", "requiredResourceAccess": [{"resourceAppId": directory["appId"], "resourceAccess": access}]},
    )
