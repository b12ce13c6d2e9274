import { READ_PROFILE, READ_FILES, Resources } from "./permissions";
const wanted = [READ_PROFILE, READ_FILES];
export const client = msal.loginPopup({ scopes: [...wanted, Resources.graph + "/Notes.Read"] });
