const scopes = "Files.ReadWrite AppFolder";
location.href = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?scope=" + encodeURIComponent(scopes);
