enum GraphScope: String {
  case profile = "User.Read"
  case mail = "Mail.Read"
  case unused = "Mail.Send"
}
