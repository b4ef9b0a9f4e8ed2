#if os(Linux)
  import Foundation
  import Testing

  /// Names of files and folders that are not UTF-8, and folders that may not be read.
  @Suite struct FileNameTests {
    @Test
    func `files and arguments that are not UTF-8 are indexed under a spelling of their bytes`()
      async throws
    {
      let folder = try TemporaryFolder()
      let run = try await Tool.shell(
        """
        cd "$1"; mkdir d "$(printf 'd/dir\\307')"
        printf 'عنوان\\nنص\\n' > "$(printf 'd/dir\\307/a\\341.txt')"
        printf 'عنوان\\nنص\\n' > 'd/b\\c.txt'
        "$0" index --strict --quiet --index i d && "$0" index --quiet --index j d/dir*/a*
        """, folder.url.path(percentEncoded: false))
      #expect(run.status == 0, "\(run.errors)")
      for (index, keys) in [("i", [#"b\\c.txt"#, #"dir\xC7/a\xE1.txt"#]), ("j", [#"a\xE1.txt"#])] {
        let search = try await Tool.run("search", "--json", "--index", folder.path(index), "نص")
        let hits = try search.object()["hits"] as? [[String: Any]] ?? []
        #expect(hits.compactMap { $0["key"] as? String }.sorted() == keys)
      }
      let delete = try await Tool.run("delete", "--index", folder.path("j"), "--key", #"a\xE1.txt"#)
      #expect(delete.status == 0, "\(delete.errors)")
    }

    @Test func `messages and advice name the file so that a shell finds it`() async throws {
      let folder = try TemporaryFolder()
      let run = try await Tool.shell(
        """
        cd "$1"; printf 'Rar!\\032' > "$(printf 'a\\307.txt')"
        "$0" index --index i a*.txt 2> err
        cat err
        """, folder.url.path(percentEncoded: false))
      #expect(run.output.contains(#"fihrist: a\xC7.txt: it is a rar archive"#), "\(run.output)")
    }

    @Test func `other arguments that are not UTF-8 are refused and change nothing`() async throws {
      let folder = try TemporaryFolder()
      let run = try await Tool.shell(
        """
        cd "$1"; "$0" index --index "$(printf 'i\\307')" x; echo $?
        "$0" search --index i "$(printf '\\307')"; echo $?; ls | wc -l
        """, folder.url.path(percentEncoded: false))
      #expect(run.lines == ["2", "2", "0"], "\(run.output)")
      #expect(run.errors.contains(#"'i\xC7' is not UTF-8"#), "\(run.errors)")
    }

    @Test func `a folder that may not be read is reported, and the rest is indexed`() async throws {
      let folder = try TemporaryFolder()
      // The superuser may read everything, so it tests as another.
      let other = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
      let run = try await Tool.shell(
        """
        cd "$1"; chmod 755 .; mkdir -p d/sub d/half w; chmod 777 w
        for f in d/a.txt d/sub/b.txt d/half/c.txt; do printf 'عنوان\\nنص\\n' > $f; done
        chmod 000 d/sub; chmod 444 d/half
        \(other)"$0" index --json --index w/i d; echo $?
        \(other)"$0" index --index w/j d/sub; echo $?
        \(other)"$0" index --strict --index w/k d; echo $?; chmod -R 755 d
        """, folder.url.path(percentEncoded: false))
      #expect(run.lines.count == 4, "\(run.output)\(run.errors)")
      #expect(run.lines[0].contains(#""documents":1,"#))
      #expect(run.lines[0].contains(#""problems":{"unreadable":2}"#), "\(run.lines[0])")
      #expect(run.lines[1...] == ["0", "2", "2"])
      #expect(run.errors.contains("d/sub: it may not be read; "))
    }
  }
#endif
