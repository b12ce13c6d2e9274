export const READ_PROFILE = "User.Read";
export const READ_FILES = "Files.Read.All";
export const NEVER_USED = "Mail.ReadWrite";
export const Resources = { graph: "https://graph.microsoft.com" };
