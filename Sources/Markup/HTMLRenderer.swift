/// Stub: replaced by the Markup work.
public struct HTMLRenderer {}
