import { PublicClientApplication } from "@azure/msal-browser";
import { scopesOfPlan } from "./plans";

export async function directoryToken(msal: PublicClientApplication, plan: string) {
  return msal.acquireTokenSilent({ scopes: scopesOfPlan(plan), account: msal.getActiveAccount() });
}

// Whoever calls these says what is asked for.
export async function token(msal: PublicClientApplication, scopes: string[]) {
  return msal.acquireTokenPopup({ scopes });
}

export async function tokenFor(msal: PublicClientApplication, options: { scopes: string[] }) {
  return msal.acquireTokenPopup({ scopes: options.scopes });
}

export const mail = (msal: PublicClientApplication) => token(msal, ["Mail.Read"]);
