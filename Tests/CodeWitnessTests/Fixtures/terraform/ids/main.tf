resource "azuread_application" "ledger" {
  display_name = "ledger"

  required_resource_access {
    resource_app_id = "00000003-0000-0000-c000-000000000000" # Microsoft Graph

    resource_access {
      id   = "df021288-bdef-4463-88db-98f22de89214" # User.Read.All
      type = "Role"
    }

    resource_access {
      id   = "e1fe6dd8-ba31-4d61-89e7-88639da4683d" # User.Read
      type = "Scope"
    }
    # resource_access {
    #   id   = "7ab1d382-f21e-4acd-a863-ba3e13f7da61"
    #   type = "Role"
    # }
  }

  api {
    oauth2_permission_scope {
      id    = "96183846-204b-4b43-82e1-5d2222eb4b9b"
      type  = "User"
      value = "Ledger.Read"
    }
  }
}
