Connect-MgGraph -Scopes 'AppRoleAssignment.ReadWrite.All','Application.Read.All'
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$permissions = @('User.Read.All', 'Mail.Send')
foreach ($name in $permissions) {
    $role = $graph.AppRoles | Where-Object { $_.Value -eq $name }
    New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $id -PrincipalId $id -ResourceId $graph.Id -AppRoleId $role.Id
}
$sites = $graph.AppRoles | Where-Object { $_.Value -eq "Sites.Selected" }
New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $id -PrincipalId $id -ResourceId $graph.Id -AppRoleId 5b567255-7703-4780-807c-7be8301ae99b
