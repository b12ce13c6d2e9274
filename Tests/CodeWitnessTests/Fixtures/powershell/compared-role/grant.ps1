Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All
$wanted = "User.Read.All"
$graph = Get-MgServicePrincipal -Filter "AppId eq '00000003-0000-0000-c000-000000000000'"
$found = $graph.AppRoles | Where-Object { $_.Value -eq $wanted }
New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $id -PrincipalId $id -ResourceId $graph.Id -AppRoleId $found.Id
