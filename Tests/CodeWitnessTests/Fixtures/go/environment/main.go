package main

import (
	"context"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func token(ctx context.Context, credential *azidentity.ClientSecretCredential) (string, error) {
	result, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: strings.Fields(os.Getenv("API_SCOPES"))})
	return result.Token, err
}
