import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;

/**
 * The least that a server over Lucene does: ten best hits of a query as JSON, with key, score, title,
 * source and the start of the text. With {@code passages}, it also counts all matches, and shows the
 * part of the text that has most of the query's words, marked. To compare fihrist-server with.
 *
 * <p>A thread for each connection reads and writes; as many search at once as are asked for, 64 wait
 * for at most half a second, and others get 503, as in fihrist-server.
 *
 * <pre>
 * SearchServer index DIR &lt; articles.jsonl
 * SearchServer serve DIR PORT SEARCHES [passages]
 * </pre>
 */
public final class SearchServer {
  private static final Pattern MEMBER =
      Pattern.compile("\"(id|source|title|content)\": \"((?:[^\"\\\\]++|\\\\.)*+)\"");
  private static final ArabicAnalyzer ANALYZER = new ArabicAnalyzer();
  private static final int HITS = 10;
  private static final int SHOWN = 200;

  private static final int QUEUE = 64;
  private static final int PATIENCE = 500;

  private final IndexSearcher searcher;
  private final Semaphore turns;
  private final boolean hasPassages;

  private SearchServer(IndexSearcher searcher, int searches, boolean hasPassages) {
    this.searcher = searcher;
    this.hasPassages = hasPassages;
    this.turns = new Semaphore(searches, true);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("index")) {
      index(Path.of(arguments[1]));
    } else {
      serve(
          Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]),
          arguments.length > 4);
    }
  }

  // Indexing

  private static void index(Path folder) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
    config.setSimilarity(new BM25Similarity());
    try (IndexWriter writer = new IndexWriter(new MMapDirectory(folder), config);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Document document = new Document();
        StringBuilder text = new StringBuilder();
        Matcher member = MEMBER.matcher(line);
        while (member.find()) {
          String value = unescaped(member.group(2));
          switch (member.group(1)) {
            case "id" -> document.add(new StringField("id", value, Field.Store.YES));
            case "source" -> document.add(new StringField("source", value, Field.Store.YES));
            case "title" -> {
              document.add(new StoredField("title", value));
              text.append(value).append(' ');
            }
            default -> {
              document.add(new StoredField("content", value));
              text.append(value);
            }
          }
        }
        document.add(new TextField("text", text.toString(), Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) return text;
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = text.charAt(++i);
      switch (c) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'u' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  // Serving

  private static void serve(Path folder, int port, int searches, boolean hasPassages)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(folder)));
    searcher.setSimilarity(new BM25Similarity());
    SearchServer server = new SearchServer(searcher, searches, hasPassages);
    try (ServerSocket listener = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress())) {
      System.out.println("listening");
      while (true) {
        Socket client = listener.accept();
        Thread thread = new Thread(() -> server.answerAll(client));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  /** Answers the requests of a connection until the client closes it. */
  private void answerAll(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream(), 8192);
      for (String line = line(in); line != null; line = line(in)) {
        String target = line.split(" ")[1];
        while (!line(in).isEmpty()) {}
        client.getOutputStream().write(answer(target));
      }
    } catch (IOException | RuntimeException gone) {
      // Nobody is there to be told.
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(128);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) return null;
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  private byte[] answer(String target) throws IOException {
    if (turns.getQueueLength() >= QUEUE || !hasTurn()) return response("503 Busy", "{}");
    try {
      String query = "";
      for (String pair : target.substring(target.indexOf('?') + 1).split("&")) {
        if (pair.startsWith("q=")) {
          query = URLDecoder.decode(pair.substring(2), StandardCharsets.UTF_8);
        }
      }
      return response("200 OK", search(query));
    } finally {
      turns.release();
    }
  }

  private boolean hasTurn() {
    try {
      return turns.tryAcquire(PATIENCE, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  private static byte[] response(String status, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length + "\r\n\r\n";
    byte[] whole = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, whole, 0, head.length());
    System.arraycopy(body, 0, whole, head.length(), body.length);
    return whole;
  }

  /** Words are alternatives unless AND stands between them; those in quotes are a phrase. */
  private BooleanQuery parsed(String text) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    boolean isAllOf = text.contains(" AND ");
    BooleanClause.Occur occur = isAllOf ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
    boolean isQuoted = false;
    for (String part : text.replace(" AND ", " ").split("\"", -1)) {
      PhraseQuery.Builder phrase = new PhraseQuery.Builder();
      try (TokenStream words = ANALYZER.tokenStream("text", part)) {
        CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
        words.reset();
        while (words.incrementToken()) {
          Term term = new Term("text", word.toString());
          if (isQuoted) {
            phrase.add(term);
          } else {
            query.add(new TermQuery(term), occur);
          }
        }
        words.end();
      }
      PhraseQuery made = phrase.build();
      if (made.getTerms().length > 0) query.add(made, occur);
      isQuoted = !isQuoted;
    }
    return query.build();
  }

  private String search(String text) throws IOException {
    BooleanQuery query = parsed(text);
    TopDocs found =
        hasPassages
            ? searcher.search(query, new TopScoreDocCollectorManager(HITS, Integer.MAX_VALUE))
            : searcher.search(query, HITS);
    Set<Term> terms = new HashSet<>();
    query.visit(QueryVisitor.termCollector(terms));
    StoredFields stored = searcher.storedFields();
    StringBuilder json = new StringBuilder(8192);
    json.append("{\"total\":").append(found.totalHits.value()).append(",\"hits\":[");
    String comma = "";
    for (ScoreDoc hit : found.scoreDocs) {
      Document document = stored.document(hit.doc);
      json.append(comma).append("{\"score\":").append(hit.score);
      append(json, "key", document.get("id"), Integer.MAX_VALUE);
      append(json, "source", document.get("source"), Integer.MAX_VALUE);
      append(json, "title", document.get("title"), Integer.MAX_VALUE);
      String content = document.get("content");
      if (hasPassages) content = Passage.of(content, terms, ANALYZER, SHOWN);
      append(json, "text", content, hasPassages ? Integer.MAX_VALUE : SHOWN);
      json.append('}');
      comma = ",";
    }
    return json.append("]}").toString();
  }

  private static void append(StringBuilder json, String name, String value, int most) {
    json.append(",\"").append(name).append("\":\"");
    int end = value == null ? 0 : Math.min(value.length(), most);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
