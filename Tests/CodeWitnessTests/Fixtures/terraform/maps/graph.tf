data "azuread_application_published_app_ids" "well_known" {}

resource "azuread_service_principal" "msgraph" {
  client_id    = data.azuread_application_published_app_ids.well_known.result["MicrosoftGraph"]
  use_existing = true
}

resource "azuread_application" "sync" {
  display_name = "sync"
  required_resource_access {
    resource_app_id = data.azuread_application_published_app_ids.well_known.result.MicrosoftGraph
    resource_access {
      id   = azuread_service_principal.msgraph.app_role_ids["Group.Read.All"]
      type = "Role"
    }
    resource_access {
      id   = azuread_service_principal.msgraph.oauth2_permission_scope_ids["User.ReadWrite"]
      type = "Scope"
    }
  }
}

resource "azuread_application_api_access" "sync" {
  application_id = azuread_application_registration.sync.id
  api_client_id  = data.azuread_application_published_app_ids.well_known.result["MicrosoftGraph"]
  role_ids = [
    azuread_service_principal.msgraph.app_role_ids["AuditLog.Read.All"],
  ]
  scope_ids = [
    azuread_service_principal.msgraph.oauth2_permission_scope_ids["Mail.Send"],
    "a154be20-db9c-4678-8ab7-66f6cc099a59",
  ]
}

resource "azuread_app_role_assignment" "sync" {
  app_role_id         = azuread_service_principal.msgraph.app_role_ids["Sites.Selected"]
  principal_object_id = azuread_service_principal.sync.object_id
  resource_object_id  = azuread_service_principal.msgraph.object_id
}

resource "azuread_service_principal_delegated_permission_grant" "sync" {
  claim_values = ["openid", "User.Read.All"]
}
