package main

import "github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

var config = readConfig("config.json")

func token(app public.Client) (public.AuthResult, error) {
	return app.AcquireTokenInteractive(context.Background(), config.Scopes)
}
