import ByteBuffers
import CodeWitness
import Diagnostics
import DocsWitness
import Markup
import Permissions

/// An id beside a permission's name has to be that permission's: whoever copies it grants what the id says.
let mislabelledIDCheck = Check.guide { guide in
  registeredWithOtherKind(guide) + labelledWrongly(guide)
}

/// `"id": "…", "type": "Role"` in a code block, where the id is a delegated permission's.
private func registeredWithOtherKind(_ guide: Guide) -> [Diagnostic] {
  let document = guide.file.document
  guard !document.codeBlocks.isEmpty else { return [] }
  return document.nodes.indices.filter { document.nodes[$0].kind == .codeBlock }.flatMap { index -> [Diagnostic] in
    let language = document.codeBlocks[Int(document.nodes[index].detail)].language
    let text = document.text(of: index)
    let block = document.nodes[index].span
    // The same text stands in the file, but for what quotes and lists put before each line.
    var cursor = Int(block.start)
    let microsoft = guide.site.microsoft
    let found = Registrations.contradictions(in: text, language: String(decoding: language, as: UTF8.self), microsoft)
    return found.compactMap {
      var place = block
      if let range = guide.file.file.bytes[cursor..<Int(block.end)].firstRange(of: text.dropFirst(Int($0.span.start)).prefix($0.span.range.count)) {
        place = SourceSpan(range)
        cursor = range.upperBound
      }
      return contradiction($0, guide.severity, at: guide.location(place), microsoft)
    }
  }
}

private func labelledWrongly(_ guide: Guide) -> [Diagnostic] {
  guide.access.identifiers.compactMap { label in
    guard guide.access.permissions.indices.contains(label.permission) else { return nil }
    let permission = guide.access.permissions[label.permission]
    let owners = guide.site.microsoft.permissions(withID: label.id)
    let right = permission.matching
    guard let name = permission.name, let owner = owners.first,
      !owners.contains(where: { owner in owner.name.lowercased() == name.lowercased() && isMeant(owner, permission) })
    else { return nil }
    let isNamesake = owner.name.lowercased() == name.lowercased()
    return Diagnostic(
      "mislabelled-id",
      guide.severity,
      "\(label.id) is \(owner.name) (\(owner.kind.rawValue)) of \(owner.resource.name), not "
        + (isNamesake ? "the one that is named here" : name),
      at: guide.location(label.span),
      notes: [.init("the name stands here", at: guide.location(permission.span))],
      help: right.count == 1
        ? "the id of \(name) (\(right[0].kind.rawValue)) is \(right[0].id)"
        : "look the id up with `scopebook permission \(name)`"
    )
  }
}

/// It is of the kind and the API that the guide names, as far as it names them.
private func isMeant(_ owner: Permission, _ permission: DocumentedPermission) -> Bool {
  permission.matching.isEmpty
    || permission.matching.contains { $0.kind == owner.kind && $0.resource == owner.resource }
}
