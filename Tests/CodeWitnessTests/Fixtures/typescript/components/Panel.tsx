import { Providers, TeamsFxProvider } from "@microsoft/mgt";
export function Panel() {
  const { loading } = useGraphWithCredential(fetchMe, { scope: ["User.Read", "User.ReadBasic.All"], credential });
  const token = await ctx.aadTokenProviderFactory.getTokenProvider();
  return <div>It's a panel <Login scopes="calendars.read mail.read" /> <p>Don't</p></div>;
}
credential.login(["Presence.Read"]);
