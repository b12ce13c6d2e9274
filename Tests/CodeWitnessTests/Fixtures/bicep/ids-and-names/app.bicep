extension microsoftGraphV1

param displayName string = 'harbor'
var graphScopes = [
  'User.Read'
  'Mail.Read'
]

resource graphSp 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'harbor'
  displayName: displayName
  requiredResourceAccess: [
    {
      resourceAppId: '8578e004-a5c6-46e7-913e-12f58912df43'
      resourceAccess: [
        {
          id: '204440d3-c1d0-4826-b570-99eb6f5e2aeb' // CopilotStudio.Copilots.Invoke
          type: 'Scope'
        }
      ]
    }
    {
      resourceAppId: '00000003-0000-0000-c000-000000000000'
      resourceAccess: [for scope in graphScopes: {
        id: filter(graphSp.oauth2PermissionScopes, s => s.value == scope)[0].id
        type: 'Scope'
      }]
    }
  ]
}
