import Permissions

/// `permissions.json`: what the product may ask for, for scripts, tickets and security reviews.
///
/// `version` is that of the format; a change that could break a reader raises it.
let permissionDataOutput = Output { renderer in
  guard let catalog = renderer.site.catalog?.catalog, !renderer.site.reference.entries.isEmpty else { return [] }
  var json = JSONWriter()
  json.object { json in
    json.member("version", 1)
    json.member("product") { json in
      json.object { json in
        json.member("name", catalog.product.name)
        json.member("url", catalog.product.url)
      }
    }
    json.member("consents") { json in
      json.array(catalog.consents) { json, consent in write(consent, to: &json) }
    }
    json.member("permissions") { json in
      json.array(renderer.site.reference.entries) { json, entry in write(entry, of: renderer.site, to: &json) }
    }
  }
  return [OutputFile(PermissionReference.dataPermalink, json.finish())]
}

private func write(_ consent: Consent, to json: inout JSONWriter) {
  json.object { json in
    json.member("id", consent.id)
    json.member("title", consent.title)
    json.member("app", consent.app.displayName)
    json.member("clientID", consent.app.clientID.description)
    json.member("flow", consent.flow.rawValue)
    json.member("claim", consent.claim?.rawValue)
    json.member("signInScopes") { json in
      json.array(consent.signInScopes) { json, scope in json.value(scope.rawValue) }
    }
    json.member("leastRole", consent.grantingRoles.least.displayName)
    if !consent.companions.isEmpty {
      json.member("grantedWith") { json in
        json.array(consent.companions) { json, companion in json.value(companion.id) }
      }
    }
  }
}

private func write(_ entry: PermissionReference.Entry, of site: Site, to json: inout JSONWriter) {
  let permission = entry.permission
  json.object { json in
    json.member("name", permission.name)
    json.member("provider", permission.resource.provider.rawValue)
    json.member("resource", permission.resource.name)
    json.member("resourceID", permission.resource.appID.description)
    json.member("kind", permission.kind.rawValue)
    json.member("id", permission.id.description)
    json.member("access", permission.accessClass.rawValue)
    json.member("adminConsent", permission.adminConsent.dataWord)
    json.member("managedSince", permission.managedMonth?.description)
    json.member("label", permission.labels?.administrators)
    json.member("peopleLabel", permission.peopleLabel)
    json.member("scope", permission.requestedScope())
    json.member("retired", permission.resource.notes?.retirement?.year)
    json.member("url", (site.base.absoluteURL(of: entry.permalink) ?? site.base.url(of: entry.permalink)).text)
    json.member("uses") { json in
      json.array(entry.uses) { json, use in
        json.object { json in
          json.member("consent", use.consent.id)
          json.member("why", use.grant.why)
          json.member("since", use.grant.since?.description)
          json.member("without", use.grant.without)
          json.member("condition", use.grant.condition)
          json.member("data", use.grant.data)
        }
      }
    }
  }
}
