protectedResourceMap.set("https://graph.microsoft.com/v1.0/me", ["user.read", "mail.read"]);
const guard = { interactionType: "popup", authRequest: { scopes: environment.apiConfig.scopes } };
