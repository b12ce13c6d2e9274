#!/usr/bin/env bash
GRAPH=00000003-0000-0000-c000-000000000000
az ad app create --display-name payroll --required-resource-accesses \
  '[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]'
az rest --method PATCH --uri "https://graph.microsoft.com/v1.0/applications/$ID" --body "{
  \"requiredResourceAccess\": [{
    \"resourceAppId\": \"$GRAPH\",
    \"resourceAccess\": [{ \"id\": \"df021288-bdef-4463-88db-98f22de89214\", \"type\": \"Role\" }, { \"id\": \"$OTHER\", \"type\": \"Role\" }]
  }]
}"
