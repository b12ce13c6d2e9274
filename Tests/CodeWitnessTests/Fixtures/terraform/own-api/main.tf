module "registration" {
  required_resource_access = [{
    resource_app_id = module.documents.client_id
    resource_access = [{
      id   = module.documents.oauth2_permission_scope_ids["user_impersonation"]
      type = "Scope"
      }, {
      id   = module.documents.app_role_ids["document.create"]
      type = "Role"
    }]
    }, {
    resource_app_id = data.azuread_application_published_app_ids.well_known.result.AzureServiceManagement
    resource_access = [{
      id   = data.azuread_service_principal.management.oauth2_permission_scope_ids["user_impersonation"]
      type = "Scope"
    }]
  }]
}
