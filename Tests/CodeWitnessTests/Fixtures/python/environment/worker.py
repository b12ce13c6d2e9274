import os

import msal

app = msal.ConfidentialClientApplication(os.environ["CLIENT_ID"], client_credential=os.environ["CLIENT_SECRET"])


def token():
    scopes = os.environ["WORKER_SCOPES"].split()
    return app.acquire_token_for_client(scopes=scopes)


def calendar_token(assertion):
    return app.acquire_token_on_behalf_of(assertion, scopes=os.environ.get("CALENDAR_SCOPES", "Calendars.Read").split())
