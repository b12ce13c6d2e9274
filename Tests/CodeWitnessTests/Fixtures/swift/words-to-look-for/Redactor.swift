import MSAL

/// Takes what is confidential out of log lines.
struct Redactor {
  let scopeWords = [
    "bearer ", "client_secret", "refresh_token", "offline_access", "code_verifier", "id_token", "Mail.Read", "password",
  ]
}

let scopes = ["User.Read", "Calendars.Read"]
