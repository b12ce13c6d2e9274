$needed = New-Object System.Collections.Generic.List[Microsoft.Graph.PowerShell.Models.MicrosoftGraphRequiredResourceAccess]
$graph = GetRequiredPermissions -applicationDisplayName "Microsoft Graph" -requiredDelegatedPermissions "Calendars.Read"
$management = GetRequiredPermissions -applicationDisplayName "Windows Azure Service Management API" `
                                     -requiredDelegatedPermissions "user_impersonation"
$own = GetRequiredPermissions -applicationDisplayName "Orders" -requiredDelegatedPermissions "access_as_user"
$needed.Add($graph)
$needed.Add($management)
$needed.Add($own)
Update-MgApplication -ApplicationId $app.Id -RequiredResourceAccess $needed
