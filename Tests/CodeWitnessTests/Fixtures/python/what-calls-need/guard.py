"""Says what calls to Microsoft Graph need."""


def require_permission(delegated=(), application=()):
    def mark(method):
        method.token = lambda context: context.get_token(scopes=delegated or application)
        return method

    return mark
