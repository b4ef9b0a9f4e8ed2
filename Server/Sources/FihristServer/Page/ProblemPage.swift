internal import Fihrist

/// What is shown instead of a page that cannot be: what is wrong, and where to go on.
struct ProblemPage {
  let frame: PageFrame
  let problem: Problem
  /// The request, as the log names it.
  let requestID: String
  /// What follows the question mark of the address that was asked for.
  let query: String?

  private var texts: PageTexts { frame.texts }

  private var title: String {
    switch problem.code {
    case .notFound: texts.missing
    case .overloaded, .draining: texts.overloaded
    case .brokerUnavailable: texts.silent
    case .unauthorized: texts.closed
    default: problem.guide == .noArticle ? texts.missing : texts.problem
    }
  }

  var bytes: [UInt8] {
    frame.page(PageFrame.Head(title: title)) { html in
      // Who may not search gets no box that would lead here again.
      if problem.code != .unauthorized {
        SearchForm(frame: frame, text: frame.query ?? "").write(&html)
      }
      html.element("section", .id("results"), .class("nothing")) { html in
        html.element("h1", text: title)
        writeReason(&html)
        writeWayOn(&html)
        html.element("p", .class("request")) { html in
          html.element("code", .value("dir", "ltr"), text: requestID)
        }
      }
    }
  }

  // MARK: The reason

  private var isArabic: Bool { frame.style.language == .arabic }

  /// What is said in the language of the page, without a word about programs.
  private var guidance: String? {
    switch problem.guide {
    case .noArticle: texts.noArticle
    case .noArchive: texts.noArchive
    case .misspelled: texts.misspelled
    case nil: problem.code == .unauthorized ? texts.closedAdvice : nil
    }
  }

  /// The reason, and what it is about, in the language of the page.
  private func writeReason(_ html: inout HTML) {
    if let guidance { return html.element("p", text: guidance) }
    let code = problem.code
    html.element("p", text: isArabic ? ArabicProblems.text(code) : EnglishProblems.text(code))
    if let value = problem.value ?? problem.parameter {
      html.element("p") { html in
        html.element("bdi", .dir(TextDirection(of: value)), text: value)
      }
    }
    if problem.isAboutDate { writeDates(&html) }
  }

  /// Says how dates are written. A date is read from left to right wherever it stands.
  private func writeDates(_ html: inout HTML) {
    html.element("p") { html in
      for (words, date) in isArabic ? ArabicProblems.dates : EnglishProblems.dates {
        html.text(words)
        html.element("bdi", .dir(.leftToRight), text: frame.style.digits(date))
      }
      html.raw(".")
    }
  }

  // MARK: The way on

  private func writeWayOn(_ html: inout HTML) {
    if problem.guide == .noArchive {
      return html.element("ul") { html in
        for archive in frame.archives {
          html.element("li") { html in
            html.element("a", .href(frame.search(in: archive))) { html in
              html.element("bdi", text: archive.title)
            }
          }
        }
      }
    }
    if case .misspelled(let path) = problem.guide {
      html.element("p") { html in
        html.element("a", .href(address(path))) { html in
          html.element("bdi", .dir(.leftToRight), text: path)
        }
      }
    }
    html.element("p") { html in
      if problem.code == .unauthorized {
        html.element("a", .href(address(frame.path)), text: texts.again)
      } else {
        html.element("a", .href(frame.address("/")), text: texts.backHome)
      }
    }
  }

  private func address(_ path: String) -> String {
    query.map { "\(path)?\($0)" } ?? path
  }
}
