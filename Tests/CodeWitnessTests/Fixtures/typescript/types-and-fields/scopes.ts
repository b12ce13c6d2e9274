// What the library takes, not what we ask it for.
export type MicrosoftScope =
  | "User.Read"
  | "Mail.Send"
  | "offline_access";

export interface GraphRequest { scope: "Files.Read" | "Files.ReadWrite" }

export const fields = [
  { displayName: "Scope", name: "scope", type: "hidden", default: "openid Mail.Read" },
  { displayName: "Profile", name: "profile", type: "string", default: "email" },
];
