locals {
  graph_app_id = "00000003-0000-0000-c000-000000000000"
  directory_roles = ["User.Read.All", "GroupMember.Read.All"]
  sign_in = toset([
    "openid",
    "offline_access",
    "Calendars.Read",
  ])
}
