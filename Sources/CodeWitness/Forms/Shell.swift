extension Form {
  /// Scripts of the Azure CLI: `az ad app permission add --api … --api-permissions <id>=Scope`.
  static let shell = Form(name: "shell", extensions: ["sh", "bash", "zsh", "azcli"], syntax: .shell) { reading in
    reading.readRegistrations()
    reading.readLiterals()
    reading.readWords()
  }
}
