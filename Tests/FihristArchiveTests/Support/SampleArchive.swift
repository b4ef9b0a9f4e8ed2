@testable import FihristArchive
import FihristFormat
import FihristIndexing
import Foundation

/// The project's sample archive.
enum SampleArchive {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Data").path
}
