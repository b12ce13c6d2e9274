$graphId = '00000003-0000-0000-c000-000000000000'
Connect-MgGraph -Scopes 'Application.Read.All', 'AppRoleAssignment.ReadWrite.All'

function Grant-ToIdentity ($Principal, $Api, $RoleName) {
    $target = Get-MgServicePrincipal -Filter "appId eq '$Api'"
    $match = $target.AppRoles | Where-Object { $_.Value -eq $RoleName -and $_.AllowedMemberTypes -contains 'Application' }
    New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $Principal -PrincipalId $Principal -ResourceId $target.Id -AppRoleId $match.Id
}

Write-Host 'Granting Group.Read.All now'
Grant-ToIdentity $identity $graphId 'Group.Read.All'
Grant-ToIdentity -Principal $identity -Api $graphId -RoleName 'Mail.Send'

$exchange = Get-MgServicePrincipal -Filter "appId eq '00000002-0000-0ff1-ce00-000000000000'"
$manage = $exchange.AppRoles | Where-Object { $_.Value -eq 'Exchange.ManageAsApp' }
$online = Get-MgServicePrincipal -Filter "displayName eq 'Office 365 SharePoint Online'"
$sites = $online.AppRoles | Where-Object { $_.Value -eq 'Sites.Read.All' }
