import { PublicClientApplication } from "@azure/msal-browser";

const client = new PublicClientApplication({ auth: { clientId: process.env.CLIENT_ID! } });

export const signIn = () => client.loginPopup({ scopes: process.env.SIGN_IN_SCOPES!.split(" ") });

export const mail = () => client.acquireTokenSilent({ scopes: [process.env.MAIL_SCOPE!] });
