Connect-MgGraph -Scopes User.Read.All, openid, profile,offline_access
Get-MgUser -Property profile
