fn scopes(provider: &str) -> Vec<Scope> {
    match provider {
        "google" => vec![Scope::new("email".into()), Scope::new("profile".into())],
        "microsoft" => vec![
            Scope::new("https://graph.microsoft.com/Mail.Send".into()),
            Scope::new("offline_access".into()),
        ],
        _ => vec![],
    }
}
