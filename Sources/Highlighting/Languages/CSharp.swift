let csharp = Language(
  names: ["csharp", "cs", "c#"],
  keywords: WordList(
    """
    abstract as async await base bool break byte case catch char class const continue decimal default delegate do double
    else enum event explicit false finally fixed float for foreach get if implicit in init int interface internal is lock
    long namespace new null object operator out override params private protected public readonly record ref return
    sbyte sealed set short static string struct switch this throw true try typeof uint ulong using var virtual void
    where while yield
    """
  ),
  lineComments: [Array("//".utf8)],
  blockComments: [.init("/*", "*/", spansLines: true)],
  strings: [
    .init("\"\"\"", spansLines: true), .init("@\"", "\"", spansLines: true), .init("\"", escape: "\\"),
    .init("'", escape: "\\"),
  ]
)
