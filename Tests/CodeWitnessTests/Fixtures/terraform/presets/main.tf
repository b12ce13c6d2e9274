resource "azuread_service_principal" "graph" {
  client_id    = "00000003-0000-0000-c000-000000000000"
  use_existing = true
}

locals {
  presets = {
    files = ["Files.Read.All"]
    people = [
      "User.ReadBasic.All",
      "GroupMember.Read.All",
    ]
  }
  chosen = local.presets[var.preset]
}

resource "azuread_application" "mailroom" {
  display_name = "Mailroom"

  required_resource_access {
    resource_app_id = azuread_service_principal.graph.client_id

    dynamic "resource_access" {
      for_each = toset(local.chosen)
      content {
        id   = azuread_service_principal.graph.app_role_ids[resource_access.value]
        type = "Role"
      }
    }
  }
}
