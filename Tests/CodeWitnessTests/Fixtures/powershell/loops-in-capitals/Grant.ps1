$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$Scopes = @("Device.Read.All")
$extra = "Reports.Read.All"
Connect-MgGraph -Scopes User.Read, openid, offline_access
ForEach ($Scope in $Scopes) {
    $role = $graph.AppRoles | Where-Object { $_.Value -eq $Scope -and $_.AllowedMemberTypes -contains "Application" }
    New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $id -PrincipalId $id -ResourceId $graph.Id -AppRoleId $role.Id
}
foreach ($name in $extra) {
    $role = $graph.AppRoles | where Value -Like $name | Select-Object -First 1
}
foreach ($permission in 'Sites.Selected',
                        'Files.Read.All') {
    $id = ($graph.appRoles | Where-Object { $_.value -eq $permission }).id
}
