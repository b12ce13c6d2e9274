using Microsoft.Identity.Client;

internal class TokenHandler(ConnectionSettings settings) : DelegatingHandler
{
    private async Task<string> TokenAsync(IPublicClientApplication app, IAccount account)
    {
        string[] scopes = [Connection.ScopeFromSettings(settings)];
        var result = await app.AcquireTokenSilent(scopes, account).ExecuteAsync();
        return result.AccessToken;
    }
}

internal class Tokens(IConfidentialClientApplication app)
{
    private readonly string[] _scopes;

    public Tokens(IConfidentialClientApplication app, string[] scopes)
    {
        _scopes = scopes;
    }

    public async Task<string> TokenAsync() => (await app.AcquireTokenForClient(_scopes).ExecuteAsync()).AccessToken;
}
