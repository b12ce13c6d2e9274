class DriveCredential: MicrosoftGraphCredential {
  override public class var scopes: [String] {
    return ["https://graph.microsoft.com/Files.ReadWrite"]
  }
}
