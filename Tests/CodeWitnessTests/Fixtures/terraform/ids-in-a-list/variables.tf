variable "graph_permissions" {
  type = list(string)
  default = [
    "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", # Application.Read.All
    "b0afded3-3588-46d8-8b3d-9842eff778da", # AuditLog.Read.All
  ]
}

variable "dangerous_permissions" {
  default = ["19dbc75e-c2e2-444c-a770-ec69d8559fc7"]
}

resource "azuread_app_role_assignment" "graph" {
  for_each    = toset(var.graph_permissions)
  app_role_id = each.value
}
