extension Form {
  /// `Connect-MgGraph -Scopes`, `New-MgApplication -RequiredResourceAccess` and what scripts make of them.
  static let powerShell = Form(name: "powershell", extensions: ["ps1", "psm1", "psd1"], syntax: .powerShell) {
    reading in
    reading.readRegistrations()
    reading.readLiterals()
    reading.readWords()
  }
}
