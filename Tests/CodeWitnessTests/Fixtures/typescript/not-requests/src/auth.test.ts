const request = { scopes: ["User.Read"] };
