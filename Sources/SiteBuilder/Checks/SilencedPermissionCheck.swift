import Diagnostics
import DocsWitness

/// `{.not-a-permission}` is for code that would be read as one; elsewhere it hides nothing and may hide a mistake later.
let silencedPermissionCheck = Check.guide { guide in
  guide.access.silenced.filter { !$0.isNeeded }.map { silenced in
    Diagnostic(
      "unused-suppression",
      .warning,
      "this code would not be taken for a permission",
      at: guide.location(silenced.span),
      help: "remove {.not-a-permission}"
    )
  }
}
