import Permissions

/// On which days findings about `updated:` are those of the last build: until the first day that had not come yet has
/// come, and, should somebody set back the clock, from the last one that had.
struct UpdateDays: Equatable {
  /// The last day on which a page says it was updated that had come.
  var past: CalendarDate?
  /// The first that had not.
  var future: CalendarDate?

  init(past: CalendarDate?, future: CalendarDate?) { (self.past, self.future) = (past, future) }

  /// - Parameter latest: see ``SiteConfiguration/latestUpdate``.
  init(of site: Site?, latest: CalendarDate) {
    for site in [site].compactMap(\.self) + (site?.translations ?? []) {
      for position in site.pages.indices {
        guard let day = site.pages[position].parsed?.frontMatter.updated else { continue }
        if day > latest { future = min(future ?? day, day) } else { past = max(past ?? day, day) }
      }
    }
  }

  func hold(on latest: CalendarDate) -> Bool { past.map { $0 <= latest } != false && future.map { latest < $0 } != false }
}
