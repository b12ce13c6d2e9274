const base = ["User.Read.All"];
export const loginRequest = { scopes: [...base, "Group.Read.All", "Mail.Send", "openid"] };
// "Files.Read.All" was asked for once.
