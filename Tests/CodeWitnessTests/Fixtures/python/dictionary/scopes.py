# every scope that graph.microsoft.com offers for mail and files
class MicrosoftScopes:
    MAIL_READ = "Mail.Read"
    MAIL_WRITE = "Mail.ReadWrite"
    MAIL_SEND = "Mail.Send"
    FILES_READ = "Files.Read"
    FILES_WRITE = "Files.ReadWrite"
    FILES_READ_ALL = "Files.Read.All"
    FILES_WRITE_ALL = "Files.ReadWrite.All"
    SITES_READ = "Sites.Read.All"
    SITES_WRITE = "Sites.ReadWrite.All"
    USER_READ = "User.Read"
