namespace Reef.Utils
{
    public static class GraphScope
    {
        //public const string All = "https://graph.microsoft.com/.default";
        public const string UserReadAll = "User.Read.All";
        public const string CalendarsRead = "Calendars.Read";
        public const string Unused = "OnlineMeetings.Read";
    }
}
