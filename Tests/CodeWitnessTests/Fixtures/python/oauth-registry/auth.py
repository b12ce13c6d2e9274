oauth.register(
    name="google",
    client_kwargs={"scope": "openid email profile"},
)
oauth.register(
    name="microsoft",
    server_metadata_url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
    client_kwargs={"scope": "openid email User.Read"},
)
AREA = "Mail"
request.scopes = ["%s.Read" % AREA, AREA + ".Send"]
