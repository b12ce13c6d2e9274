package signin

import (
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/microsoft"
)

func provider(id, tenant string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: id,
		Scopes:   []string{"openid", "email"},
		Endpoint: microsoft.AzureADEndpoint(tenant),
	}
}
