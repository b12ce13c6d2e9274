variable "graph_application_permissions" {
  type        = list(string)
  description = "Application permissions of Microsoft Graph"
  default     = ["Directory.Read.All", "Policy.Read.All"]
}

variable "region" {
  default = "westeurope"
}
