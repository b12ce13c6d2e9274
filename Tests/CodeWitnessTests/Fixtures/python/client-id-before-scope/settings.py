# Microsoft Graph
config = {
    "client_id": "5fbf6ac1-437f-4ea3-a64b-e8c3287bff57",
    "scope": ["https://graph.microsoft.com/.default"],
}
