#!/usr/bin/env bash
graph=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id -o tsv)
groups_role="Group.Read.All"
sites=$(az ad sp show --id $graph --query "appRoles[?value=='Sites.Selected' && contains(allowedMemberTypes, 'Application')].id" -o tsv)
groups=$(az ad sp show --id $graph --query "appRoles[?value=='$groups_role'].id" -o tsv)
mail=$(az ad sp show --id $graph --query 'oauth2PermissionScopes[?value==`Mail.Send`].id | [0]' -o tsv)
for role in "User.Read.All" Device.Read.All; do
  id=$(az ad sp show --id $graph --query "appRoles[?value=='$role'].id" -o tsv)
  assign "$id"
done
