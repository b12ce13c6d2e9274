Connect-MgGraph -Scopes "User.Read.All Application.ReadWrite.All" -Environment $azureEnvironmentName
$required = New-Object System.Collections.Generic.List[Microsoft.Graph.PowerShell.Models.MicrosoftGraphRequiredResourceAccess]
$permissions = GetRequiredPermissions -applicationDisplayName "Microsoft Graph" `
                                      -requiredDelegatedPermissions "User.Read|Contacts.Read" `
                                      -requiredApplicationPermissions "Mail.Send"
$required.Add($permissions)
Update-MgApplication -ApplicationId $app.Id -RequiredResourceAccess $required
