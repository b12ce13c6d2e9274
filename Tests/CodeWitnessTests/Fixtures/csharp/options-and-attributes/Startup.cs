using Microsoft.Identity.Web;
public class Startup
{
    // private readonly string[] scopes = { "Mail.Send" };
    private static readonly string[] InitialScopes = new[] { "user.read", "Calendars.Read" };
    public const string GraphBase = "https://graph.microsoft.com";

    public void ConfigureServices(IServiceCollection services)
    {
        services.AddMicrosoftIdentityWebAppAuthentication(Configuration)
            .EnableTokenAcquisitionToCallDownstreamApi(new string[] { "Files.Read" })
            .AddMicrosoftGraph(Configuration.GetSection("Graph"));
        services.Configure<OpenIdConnectOptions>(o => o.Scope.Add("Mail.Read"));
        var context = new TokenRequestContext(new[] { $"{GraphBase}/.default" });
        var scopes = string.Join(" ", new List<string> { "Notes.Read", @"Tasks.Read" });
        throw new Exception("Needs Directory.Read.All");
    }

    [AuthorizeForScopes(Scopes = new[] { "Contacts.Read" })]
    [RequiredScope("Tasks.ReadWrite")]
    public IActionResult Index() => View();

    public IEnumerable<string> Scopes => new[] { "People.Read" };
}
