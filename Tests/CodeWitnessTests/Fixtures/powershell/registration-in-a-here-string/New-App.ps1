$body = @"
{
  "displayName": "Payroll",
  "requiredResourceAccess": [
    { "resourceAppId": "00000003-0000-0000-c000-000000000000",
      "resourceAccess": [ { "id": "7ab1d382-f21e-4acd-a863-ba3e13f7da61", "type": "Role" } ] }
  ]
}
"@
Invoke-MgGraphRequest -Method POST -Uri "https://graph.microsoft.com/v1.0/applications" -Body $body
$kinds = @{
    "User.Read.All" = "Role"
}
$graphPermissions = @{
    "Mail.Send"      = "Role"
    "Calendars.Read" = "Scope"
}
Add-Permissions $graphPermissions
