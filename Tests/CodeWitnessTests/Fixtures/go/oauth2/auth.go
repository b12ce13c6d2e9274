package auth

import "golang.org/x/oauth2/microsoft"

const graphRoot = "https://graph.microsoft.com/"

var scopes = []string{
	"offline_access",
	"Files.Read", // drive
	graphRoot + "Sites.Read.All",
}

func config() *oauth2.Config {
	return &oauth2.Config{Scopes: []string{"User.Read", `Mail.Read`}, Endpoint: microsoft.AzureADEndpoint("common")}
}

func token(ctx context.Context) {
	cred.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{"https://graph.microsoft.us/.default"}})
	client, _ := msgraph.NewGraphServiceClientWithCredentials(cred, []string{"Tasks.Read"})
	values.Set("scope", fmt.Sprintf("%sCalendars.Read", graphRoot))
	log.Println("Directory.Read.All")
}
