resource "azuread_application" "calendar" {
  display_name = "calendar"
  required_resource_access {
    resource_app_id = local.graph_app_id
    dynamic "resource_access" {
      for_each = toset(local.directory_roles)
      content {
        id   = azuread_service_principal.msgraph.app_role_ids[resource_access.value]
        type = "Role"
      }
    }
    dynamic "resource_access" {
      for_each = local.sign_in
      content {
        id   = azuread_service_principal.msgraph.oauth2_permission_scope_ids[resource_access.key]
        type = "Scope"
      }
    }
  }
}
