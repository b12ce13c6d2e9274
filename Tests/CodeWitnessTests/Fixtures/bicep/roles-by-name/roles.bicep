param principalId string

var appRoles = ['User.Read.All', 'Group.Read.All']

resource assign 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [for role in appRoles: {
  appRoleId: (filter(graph.appRoles, r => r.value == role)[0]).id
  principalId: principalId
  resourceId: graph.id
}]

resource grant 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = {
  clientId: sp.id
  consentType: 'AllPrincipals'
  resourceId: graph.id
  scope: 'openid Files.Read'
}
