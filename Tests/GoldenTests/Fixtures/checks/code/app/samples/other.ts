export const request = { scopes: ["Calendars.ReadWrite"] };
