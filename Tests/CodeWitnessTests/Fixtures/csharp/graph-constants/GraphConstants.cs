namespace Reef
{
    public static class GraphConstants
    {
        public readonly static string[] Scopes =
        {
            "User.Read",
            // "Mail.Send",
            "MailboxSettings.Read",
        };
    }
}
