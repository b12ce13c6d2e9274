import json
import msal

settings = json.load(open("/etc/calibrant/connection.json"))
app = msal.ConfidentialClientApplication(settings["client_id"], client_credential=settings["secret"])


def token(app, scopes):
    return app.acquire_token_silent(scopes, account=None) or app.acquire_token_for_client(scopes=scopes)


# Graph answers at https://graph.microsoft.com
result = app.acquire_token_for_client(scopes=settings["scopes"])
