import Testing

@testable import ExternalLinks

struct WebAddressTests {
  @Test(arguments: [
    ("https://Example.COM", "https://example.com/"),
    ("http://a.com:80/x?y#z", "http://a.com/x?y"),
    ("https://a.com:8443", "https://a.com:8443/"),
    ("//a.com/x", "https://a.com/x"),
    ("https://me:pw@a.com/x", "https://a.com/x"),
    ("https://me@evil@a.com/x", "https://a.com/x"),
    ("https://a.com/ä b?ü", "https://a.com/%C3%A4%20b?%C3%BC"),
    ("https://a.com/%7Ea/../b/./c", "https://a.com/b/c"),
    ("https://a.com?x=/../y", "https://a.com/?x=/../y"),
    ("https://[2606:4700::1111]:8080/x", "https://[2606:4700::1111]:8080/x"),
    ("https://bücher.de/", "https://bücher.de/"),
    ("https://a.com/x#y?z", "https://a.com/x"),
  ])
  func asksFor(_ written: String, _ request: String) { #expect(WebAddress(written)?.request == request) }

  @Test(arguments: [
    "https://", "https:///path", "https:a.com", "https://a b.com/", "https://a.com:99999/", "https://a.com:x/",
    "mailto:a",
    "a.com", "", "https://a:b:c/", "https://%41.com/", "ftp://a.com/",
  ])
  func refuses(_ written: String) { #expect(WebAddress(written) == nil) }

  @Test(arguments: [
    ("https://b.com/y", "https://b.com/y#f"), ("//b.com/y", "http://b.com/y#f"), ("/y?z", "http://a.com/y?z#f"),
    ("y", "http://a.com/one/y#f"), ("../y", "http://a.com/y#f"), ("?y", "http://a.com/one/two?y#f"),
    ("#g", "http://a.com/one/two?q#g"), ("/y#g", "http://a.com/y#g"), ("./", "http://a.com/one/#f"),
    ("/a:b", "http://a.com/a:b#f"),
  ])
  func follows(_ location: String, _ address: String) {
    #expect(WebAddress("http://a.com/one/two?q#f")?.following(location)?.text == address)
  }

  @Test(arguments: [
    "localhost", "app.localhost", "printer.local", "intranet", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "10.1.2.3",
    "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]", "[fe80::1]", "[fd00::1]",
    "[::ffff:127.0.0.1]", "[64:ff9b::1]", "metadata.google.internal", "localhost.",
  ])
  func knowsLocalHosts(_ host: String) { #expect(HostKind(host) == .local) }

  @Test(arguments: [
    "example.com", "www.example.org", "calibrant.example", "a.test", "nowhere.invalid", "192.0.2.1", "203.0.113.9",
    "[2001:db8::1]", "example.net.",
  ])
  func knowsReservedHosts(_ host: String) { #expect(HostKind(host) == .reserved) }

  @Test(arguments: [
    "contoso.com", "myexample.com", "172.32.0.1", "8.8.8.8", "[2606:4700::1111]", "local.com", "latest.dev",
  ])
  func knowsOtherHosts(_ host: String) { #expect(HostKind(host) == .everybodys) }

  @Test(arguments: [
    ("contoso.com", "https://contoso.com/", true), ("contoso.com", "http://contoso.com:81/x", true),
    ("contoso.com", "https://contoso.com.au/", false), ("contoso.com", "https://www.contoso.com/", false),
    ("*.contoso.com", "https://a.b.contoso.com/x", true), ("*.contoso.com", "https://contoso.com/", false),
    ("contoso.com/admin", "https://contoso.com/admin/users", true),
    ("contoso.com/admin", "https://contoso.com/administer", false),
    ("contoso.com/admin*", "https://contoso.com/administer", true),
    ("contoso.com/", "https://contoso.com/x", true),
    ("https://contoso.com", "http://contoso.com/", false), ("https://contoso.com", "https://contoso.com/x", true),
    ("*/private/*", "https://contoso.com/a/private/b", true), ("*/private/*", "https://contoso.com/a/public/b", false),
    ("contoso.com/*/edit", "https://contoso.com/a/b/edit?x", true),
    ("Contoso.com/A", "https://contoso.com/a", true), ("*", "https://contoso.com/", true),
  ])
  func leavesOut(_ pattern: String, _ url: String, _ isLeftOut: Bool) throws {
    #expect(AddressPattern(pattern).matches(try #require(WebAddress(url))) == isLeftOut)
  }
}
