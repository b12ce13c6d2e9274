// A substitution map, a catalog, checks: none of it is asked for. graph.microsoft.com
export const higherPrivileged: Record<string, string[]> = {
  "User.Read.All": ["Directory.Read.All", "User.ReadWrite.All"],
};
const requiredToSubstitute = { "Mail.Read": ["Mail.ReadWrite"] };
export const availableScopes = ["Mail.Read", "Mail.Send"];
export const scopeDescriptions = { "User.Read": "Sign in" };
export type Known = "Files.Read" | "Files.Read.All";
test("scopes", () => expect(scopes).toEqual(["User.Read"]));
const ids = { "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d" };
