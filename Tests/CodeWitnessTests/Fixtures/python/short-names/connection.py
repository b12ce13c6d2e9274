"""Short names for scopes of Microsoft Graph, so that callers need not know them."""

DEFAULT_SCOPES = {
    "user_read": ["User.Read"],
    "mail_read": ["Mail.Read"],
    "mail_read_shared": ["Mail.Read.Shared"],
    "mail_send": ["Mail.Send"],
    "mail_send_shared": ["Mail.Send.Shared"],
    "mail_readwrite": ["Mail.ReadWrite"],
    "mail_readwrite_shared": ["Mail.ReadWrite.Shared"],
    "contacts_read": ["Contacts.Read"],
    "contacts_read_shared": ["Contacts.Read.Shared"],
    "contacts_readwrite": ["Contacts.ReadWrite"],
    "calendars_read": ["Calendars.Read"],
    "calendars_readwrite": ["Calendars.ReadWrite"],
    "files_read_all": ["Files.Read.All"],
    "files_readwrite_all": ["Files.ReadWrite.All"],
    "sites_read_all": ["Sites.Read.All"],
    "sites_readwrite_all": ["Sites.ReadWrite.All"],
    "tasks_read": ["Tasks.Read"],
    "tasks_readwrite": ["Tasks.ReadWrite"],
    "presence_read": ["Presence.Read"],
}


class Protocol:
    _oauth_scopes = DEFAULT_SCOPES

    def scopes_for(self, parts):
        return [scope for part in parts for scope in self._oauth_scopes.get(part, [part])]
