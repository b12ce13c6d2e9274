use oauth2::Scope;

const GRAPH: &str = "https://graph.microsoft.com";
const SCOPES: &[&str] = &["User.Read", r"Files.Read"];
/* outer /* inner */ "Mail.Send" */
static MAIL: &'static str = "Mail.Read";

fn authorize<'a>(client: &'a Client) -> Url {
    client
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new("Calendars.Read".to_string()))
        .add_scope(Scope::new(MAIL.into()))
        .url()
}

async fn app_only(cred: &dyn TokenCredential) {
    cred.get_token(&["https://graph.microsoft.com/.default"]).await;
    let params = [("client_id", ID), ("scope", "offline_access Tasks.Read")];
    let scopes = vec![format!("{}/Notes.Read", GRAPH), r#"People.Read"#.to_owned()];
    println!("Directory.Read.All");
}
