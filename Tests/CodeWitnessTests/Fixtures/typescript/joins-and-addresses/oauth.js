const scopes = ["openid", "User.Read", "Mail.Send"].join(" ");
const commas = "Files.Read,Sites.Read.All".split(",");
export function start(clientId) {
  const base = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize";
  return base + "?client_id=" + clientId + "&scope=offline_access%20Calendars.Read&response_type=code";
}
export function other(params) {
  params.append("scope", "Tasks.ReadWrite");
  params.set("scope", commas.join(" "));
  requestConsent("Files.Read,Sites.Read.All".split(","));
}
passport.use(new OIDCStrategy({ identityMetadata: "https://login.microsoftonline.com/x", scope: 'profile People.Read' }));
