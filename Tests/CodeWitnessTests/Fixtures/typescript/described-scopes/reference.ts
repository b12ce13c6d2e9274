// What Microsoft Graph offers, for the help page.
export const GRAPH_SCOPES = [
  { scope: "Mail.Read", adminConsentRequired: false, description: "Reads mail" },
  { scope: "User.Read.All", adminConsentRequired: true, description: "Reads people" },
];

export const asked = { scopes: ["Calendars.Read"] };
