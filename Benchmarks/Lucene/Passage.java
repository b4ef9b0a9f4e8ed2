import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.Term;

/** The part of a text with most of a query's words, each marked. The text is analyzed again. */
final class Passage {
  private record Match(String word, int start, int end) {}

  /** At most about {@code length} characters of {@code text}, its words between {@code <b>}. */
  static String of(String text, Set<Term> terms, Analyzer analyzer, int length)
      throws IOException {
    if (text == null) return null;
    List<Match> matches = matches(text, terms, analyzer);
    if (matches.isEmpty()) return text.substring(0, Math.min(length, text.length()));
    int first = best(matches, length);
    int start = wordStart(text, Math.max(0, matches.get(first).start - length / 4));
    int end = Math.min(text.length(), start + length);
    StringBuilder passage = new StringBuilder(length + 64);
    int at = start;
    for (Match match : matches.subList(first, matches.size())) {
      if (match.start < at) continue;
      if (match.end > end) break;
      passage.append(text, at, match.start).append("<b>");
      passage.append(text, match.start, match.end).append("</b>");
      at = match.end;
    }
    return passage.append(text, at, end).toString();
  }

  private static List<Match> matches(String text, Set<Term> terms, Analyzer analyzer)
      throws IOException {
    List<Match> matches = new ArrayList<>();
    try (TokenStream words = analyzer.tokenStream("text", text)) {
      CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = words.addAttribute(OffsetAttribute.class);
      words.reset();
      while (words.incrementToken()) {
        String found = word.toString();
        if (terms.contains(new Term("text", found))) {
          matches.add(new Match(found, offset.startOffset(), offset.endOffset()));
        }
      }
      words.end();
    }
    return matches;
  }

  /** The match from which on a passage has most different words. */
  private static int best(List<Match> matches, int length) {
    int best = 0;
    int most = 0;
    for (int first = 0; first < matches.size(); first++) {
      int end = matches.get(first).start + 3 * length / 4;
      Set<String> words = new HashSet<>();
      for (int i = first; i < matches.size() && matches.get(i).end <= end; i++) {
        words.add(matches.get(i).word);
      }
      if (words.size() > most) {
        most = words.size();
        best = first;
      }
    }
    return best;
  }

  private static int wordStart(String text, int at) {
    while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) at--;
    return at;
  }
}
