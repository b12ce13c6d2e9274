"""Signs in with Microsoft.

Example configuration: {"scope": ["Directory.Read.All"]}
"""
import msal
from settings import GRAPH, MAIL

SCOPES = ["User.Read", "Files.Read"]
DEFAULT = [f"{GRAPH}/.default"]
EXTRA = ("Calendars.Read "
         "Contacts.Read")


class Client:
    def get_scopes(self):
        # return ["Mail.Send"]
        return ["Tasks.Read", MAIL]

    def login(self, app):
        flow = app.initiate_device_flow(scopes=SCOPES)
        result = app.acquire_token_silent(["Notes.Read"], account=None)
        if not result:
            raise ValueError("User.Read.All is missing")
        return app.acquire_token_for_client(scopes=DEFAULT), OAuth2Session(cid, scope=EXTRA)
