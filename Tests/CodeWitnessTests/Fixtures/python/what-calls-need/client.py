"""A client of Microsoft Graph."""
from .guard import auth, require_permission


class Messages:
    @require_permission(delegated=["Mail.ReadWrite"], application=["Mail.ReadWrite"])
    def move(self, folder):
        return self.context.execute(folder)

    def sender(self, conf):
        self.address = conf.get("email", fallback=None)
        return self.token(scopes=[self.address])


@auth.login_required(scopes=["Mail.Send"])
def send(context):
    return context["access_token"]
