$graphScopes = @(
    "Group.Read.All"
    "Mail.Read"   # for the digest
)
Connect-MgGraph -Scopes $graphScopes
Connect-Graph -Scopes Sites.Read.All,Files.Read.All
$params = @{
    Scopes       = "Tasks.Read"
    NoWelcome    = $true
}
Connect-MgGraph @params
