#!/usr/bin/env bash
set -euo pipefail
GRAPH=00000003-0000-0000-c000-000000000000
az ad app permission add --id "$APP" --api $GRAPH \
  --api-permissions e1fe6dd8-ba31-4d61-89e7-88639da4683d=Scope 7ab1d382-f21e-4acd-a863-ba3e13f7da61=Role
# az ad app permission add --api-permissions df021288-bdef-4463-88db-98f22de89214=Role
az ad app permission grant --id "$APP" --api $GRAPH --scope "User.Read"
curl -s "https://login.microsoftonline.com/$TENANT/oauth2/v2.0/token" -d "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
