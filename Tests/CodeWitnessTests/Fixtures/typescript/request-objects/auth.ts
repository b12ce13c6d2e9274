import { PublicClientApplication } from "@azure/msal-browser";

export const loginRequest = {
  scopes: ["User.Read", 'openid'],
  prompt: "select_account",
};
const graph = `https://graph.microsoft.com`;
export const silentRequest = { scopes: [`${graph}/Mail.Read`], extraScopesToConsent: ["Contacts.Read"] };
export async function token(app: PublicClientApplication, scopes: string[]) {
  return app.acquireTokenSilent({ scopes, account: app.getActiveAccount()! });
}
// const old = { scopes: ["Directory.AccessAsUser.All"] };
const message = "Ask your administrator for User.Read.All";
const url = "https://graph.microsoft.com/v1.0/me";
if (account.scopes.includes("Files.Read")) { console.log("has Files.Read"); }
