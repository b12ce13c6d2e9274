Connect-MgGraph -TenantId $tenantId -Scopes "Application.ReadWrite.All AppRoleAssignment.ReadWrite.All"

$access = @{
    ResourceAppId  = "00000003-0000-0000-c000-000000000000"
    ResourceAccess = @(
        @{ Id = "e1fe6dd8-ba31-4d61-89e7-88639da4683d"; Type = "Scope" }
        @{
            Id   = '7ab1d382-f21e-4acd-a863-ba3e13f7da61'
            Type = 'Role'
        }
    )
}
$app = New-MgApplication -DisplayName "Harbor" -RequiredResourceAccess $access
