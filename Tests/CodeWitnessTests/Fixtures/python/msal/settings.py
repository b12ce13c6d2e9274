GRAPH = "https://graph.microsoft.com"
MAIL = "Mail.Read"
OTHER = "Mail.Send"
