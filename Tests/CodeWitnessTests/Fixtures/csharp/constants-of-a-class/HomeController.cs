using Microsoft.Graph;
public class HomeController : Controller
{
    [AuthorizeForScopes(Scopes = new[] { GraphScope.UserReadAll, GraphScope.CalendarsRead })]
    public async Task<IActionResult> Index() => View();
}
