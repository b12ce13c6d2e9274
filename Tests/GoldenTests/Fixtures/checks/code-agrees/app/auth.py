SCOPES = ["User.Read.All"]
result = app.acquire_token_silent(SCOPES, account=None)
