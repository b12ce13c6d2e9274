package reef;
import com.microsoft.aad.msal4j.*;

public class Auth {
    private static final String GRAPH = "https://graph.microsoft.com/";
    private final static String[] SCOPES = {"User.Read", "Files.Read"};
    private static final Set<String> MAIL_SCOPES = new HashSet<>(Arrays.asList("Mail.Read", "Mail.Send"));
    /* static final String SCOPE = "Directory.Read.All"; */

    IAuthenticationResult sign(IPublicClientApplication app) throws Exception {
        InteractiveRequestParameters parameters = InteractiveRequestParameters.builder(new URI("http://localhost"))
            .scopes(Collections.singleton(GRAPH + "Calendars.Read")).build();
        app.acquireToken(this, SCOPES, callback);
        ClientCredentialParameters.builder(Set.of("https://graph.microsoft.com/.default")).build();
        TokenCredentialAuthProvider provider = new TokenCredentialAuthProvider(List.of("Tasks.Read"), credential);
        logger.info("User.Read.All");
        return app.acquireToken(parameters).get();
    }

    String getScopes() { return "Notes.Read,People.Read"; }
}
