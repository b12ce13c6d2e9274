using Microsoft.Identity.Web;

public static class Services
{
    public static void AddApis(this IServiceCollection services, IConfiguration settings)
    {
        services.AddMicrosoftGraph(settings, new[] { "contacts.read" });
    }
}
