/* Fihrist for C and for languages that call C.

   Rules of every function:

   - It returns 0 or one of the codes of `fihrist_code`. If it fails and `error` is not NULL, `*error`
     is a JSON object: {"code","kind","location","reason","advice","message"}; `message` is one
     sentence that ends with what to do. Otherwise `*error` is left alone. Results are written only
     on success.
   - Texts that go in are UTF-8, `count` bytes long, without a zero at the end; NULL is allowed
     where `count` is 0. They are copied, so the caller may free them after the call.
   - Texts that come out belong to the caller, who frees them with `fihrist_text_free`.
   - Any number of threads may use one handle at once, but not while or after it is closed. Closing
     NULL does nothing.
   - Calls are synchronous. No task and no thread remains when a call has returned, so a process that
     was created by `fork` may search what its parent opened, if no call was under way in the parent
     at that moment. A writer belongs to the process that opened it.
   - Requests and answers are JSON, with the shapes that Documentation/Python.md names. A member that
     a request does not have is refused, and those that it has are named. */

#ifndef FIHRIST_H
#define FIHRIST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Grows when a function, a code or a structure changes. A program compares it, when it loads the
   library, with the number it was written for. */
#define FIHRIST_ABI_VERSION 5
int32_t fihrist_abi_version(void);

enum fihrist_code {
  FIHRIST_OK = 0,
  FIHRIST_NOT_FOUND = 1,   /* neither an index nor such a file is there */
  FIHRIST_DAMAGED = 2,     /* the bytes are not what was written */
  FIHRIST_UNSUPPORTED = 3, /* another release wrote the index, in a way that this one does not read */
  FIHRIST_LOCKED = 4,      /* another writer is open on the index */
  FIHRIST_MOVED = 5,       /* the path leads to another directory than the one that was opened */
  FIHRIST_STORAGE = 6,     /* the system refused to read or write */
  FIHRIST_INVALID = 7,     /* the request or a document cannot be used */
  FIHRIST_QUERY = 8,       /* a text is not a query, in a strict reading */
  FIHRIST_ARGUMENT = 9,    /* NULL, bytes that are not UTF-8, or JSON that is not a request */
  FIHRIST_OTHER = 10       /* anything else */
};

typedef struct fihrist_text {
  char *bytes;
  size_t count;
} fihrist_text;
void fihrist_text_free(fihrist_text text);

/* Searching. */

typedef struct fihrist_index fihrist_index;

/* Opens the newest commit of the index in the directory `path`. */
int32_t fihrist_open(
    const char *path, size_t count, fihrist_index **index, fihrist_text *error);
void fihrist_close(fihrist_index *index);

/* Moves to the newest commit; `*changed` says whether there was another one. */
int32_t fihrist_refresh(fihrist_index *index, int32_t *changed, fihrist_text *error);

/* The number of the commit that is shown, and how many documents it has. */
uint64_t fihrist_generation(const fihrist_index *index);
uint64_t fihrist_document_count(const fihrist_index *index);

enum fihrist_question {
  FIHRIST_SEARCH = 1,     /* the best documents of a query */
  FIHRIST_SIMILAR = 2,    /* documents like another, or like a text */
  FIHRIST_EXPLAIN = 3,    /* why a document has its score */
  FIHRIST_SUGGEST = 4,    /* how a text may go on */
  FIHRIST_CORRECT = 5,    /* what may have been meant by a query */
  FIHRIST_KWIC = 6,       /* occurrences in their contexts */
  FIHRIST_TRENDS = 7,     /* occurrences by time */
  FIHRIST_COLLOCATES = 8, /* words near others */
  FIHRIST_DOCUMENT = 9,   /* one document; the answer is null if there is none */
  FIHRIST_INFO = 10,      /* what the index consists of */
  FIHRIST_STATISTICS = 11, /* what scores of a search are computed from */
  FIHRIST_PART = 12,      /* a search whose answer fihrist_merge takes */
  FIHRIST_HIT = 13,       /* one document, and as a hit of a search; null if there is none */
  FIHRIST_KWIC_PART = 14,   /* a concordance whose answer fihrist_merge takes */
  FIHRIST_TRENDS_PART = 15, /* trends whose answer fihrist_merge takes */
  FIHRIST_SIMILAR_SEARCH = 16, /* the words and the search of FIHRIST_SIMILAR; null without the
                                  document */
  FIHRIST_EXPLANATION = 17, /* FIHRIST_EXPLAIN in the coded form of the library */
  FIHRIST_DOCUMENTS = 18,   /* documents by their keys, or from a number on, in the coded form */
  FIHRIST_COPIES = 19,      /* the copies of a document, with it; null if there is none */
  FIHRIST_COPY_PART = 20    /* a question of fihrist_rounds_next, for its `parts` */
};

/* Answers one question; `request` is a JSON object. FIHRIST_STATISTICS is of a search; of a
   FIHRIST_SIMILAR if it has "key" or "text", and null without the document; without these and "query"
   it has the documents and the lengths of all term spaces, and no terms. */
int32_t fihrist_ask(
    const fihrist_index *index, int32_t question, const char *request, size_t count,
    fihrist_text *answer, fihrist_text *error);

/* Puts the answers of several indexes together, as one index with all documents would answer
   `question`. `parts` is a JSON array of answers: of FIHRIST_PART for FIHRIST_SEARCH, of
   FIHRIST_KWIC_PART for FIHRIST_KWIC, and of FIHRIST_TRENDS_PART for FIHRIST_TRENDS. For
   FIHRIST_SIMILAR, `request` is an answer of FIHRIST_SIMILAR_SEARCH, and `parts` are those of
   FIHRIST_PART for its member "request". */
int32_t fihrist_merge(
    int32_t question, const char *request, size_t request_count, const char *parts, size_t parts_count,
    fihrist_text *answer, fihrist_text *error);

/* Questions about copies, which several indexes answer together in rounds: FIHRIST_COPIES, and
   FIHRIST_SEARCH with copies folded. Their texts are compared across indexes. */
typedef struct fihrist_rounds fihrist_rounds;
int32_t fihrist_rounds_open(
    int32_t question, const char *request, size_t count, fihrist_rounds **rounds,
    fihrist_text *error);
void fihrist_rounds_close(fihrist_rounds *rounds);

/* `*question` is what all indexes are asked next with FIHRIST_COPY_PART; its members "search" and
   "similar" lack the statistics. The next call takes a JSON array of their answers as `parts`, which
   is NULL the first time; an index that does not answer may be left out. At the end `*question` has
   no bytes, and `*answer` is that of one index with all documents, as of fihrist_ask. With `stop` not
   0, no more copies are looked for. One thread at a time. */
int32_t fihrist_rounds_next(
    fihrist_rounds *rounds, const char *parts, size_t count, int32_t stop, fihrist_text *question,
    fihrist_text *answer, fihrist_text *error);

/* Another handle that keeps the commit that `index` shows, whatever becomes of `index`. */
int32_t fihrist_pin(const fihrist_index *index, fihrist_index **pinned, fihrist_text *error);

/* A request as for FIHRIST_SEARCH, read once. Its query, fields, snippets, facets, histograms and
   groups do not count. */
typedef struct fihrist_prepared fihrist_prepared;
int32_t fihrist_prepare(
    const char *request, size_t count, fihrist_prepared **search, fihrist_text *error);
void fihrist_prepared_close(fihrist_prepared *search);

/* Searches for one text with a prepared request: what a search costs besides ranking is least here.
   `*size` is the size of what is found, and if it is at most `capacity`, `block` has it: how many
   hits there are, how many documents match and whether that is exact (1 or 0), 8 bytes each; for
   each hit where its key ends, 8 bytes each; the scores, 4 bytes each; and the keys. Numbers are
   those of the machine. Otherwise nothing is written: call again with more memory. */
int32_t fihrist_rank(
    const fihrist_index *index, const fihrist_prepared *search, const char *query, size_t count,
    void *block, size_t capacity, size_t *size, fihrist_text *error);

/* The hits of many queries, in plain arrays. Hits of query q are those from hit_offsets[q] to
   hit_offsets[q + 1]; the key of hit h is from key_offsets[h] to key_offsets[h + 1]. */
typedef struct fihrist_hits {
  int64_t query_count;
  int64_t hit_count;
  const int64_t *hit_offsets; /* query_count + 1 numbers */
  const int64_t *totals;      /* how many documents match, as far as it was counted */
  const float *scores; /* they descend, but for a query of one word, in which hits with related
                          words alone come last */
  const int64_t *key_offsets; /* hit_count + 1 numbers */
  const char *keys;
} fihrist_hits;

/* Searches for `query_count` texts; text q is from query_ends[q - 1] to query_ends[q]. Everything
   but the text of the query is in `request`, an object as for FIHRIST_SEARCH. `threads` threads
   work, the caller's among them; at least 1. `*hits` is freed with fihrist_hits_free. */
int32_t fihrist_search_many(
    const fihrist_index *index, const char *queries, const int64_t *query_ends,
    int64_t query_count, const char *request, size_t count, int32_t threads,
    fihrist_hits **hits, fihrist_text *error);
void fihrist_hits_free(fihrist_hits *hits);

/* The C data interface of Arrow: two structures and a stream of them, whose layout and rules are
   those of https://arrow.apache.org/docs/format/CDataInterface.html. */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};
#endif

/* Copies hits into an array of structures {query: int64, key: large_utf8, score: float32}, a row a
   hit. The caller releases both, by the rules of Arrow; `hits` may be freed before. */
int32_t fihrist_hits_arrow(
    const fihrist_hits *hits, struct ArrowSchema *schema, struct ArrowArray *array,
    fihrist_text *error);

/* A walk over documents. */

typedef struct fihrist_walk fihrist_walk;

/* Starts a walk over the documents of the commit that is shown, in the byte order of their keys.
   `request` is {"query","filter","fields"}, all optional. */
int32_t fihrist_walk_open(
    const fihrist_index *index, const char *request, size_t count, fihrist_walk **walk,
    fihrist_text *error);
void fihrist_walk_close(fihrist_walk *walk);

/* The next documents, each an object on a line of its own: as many as have `limit` bytes, but at
   least one; no bytes at the end. One thread at a time. */
int32_t fihrist_walk_next(
    fihrist_walk *walk, size_t limit, fihrist_text *lines, fihrist_text *error);

/* The terms of an index. */

typedef struct fihrist_vocabulary fihrist_vocabulary;

/* Starts a walk over the terms of a term space of the commit that is shown, in their byte order;
   space 0 has the words of all searched fields. */
int32_t fihrist_vocabulary_open(
    const fihrist_index *index, int32_t space, fihrist_vocabulary **vocabulary,
    fihrist_text *error);
void fihrist_vocabulary_close(fihrist_vocabulary *vocabulary);

/* Some terms. Term t is from term_offsets[t] to term_offsets[t + 1]; its postings are those from
   posting_offsets[t] to posting_offsets[t + 1]. */
typedef struct fihrist_terms {
  int64_t term_count;
  const int64_t *term_offsets;    /* term_count + 1 numbers */
  const char *terms;
  const int64_t *document_counts; /* how many documents have each term */
  const int64_t *posting_offsets; /* term_count + 1 numbers; all 0 if no postings were asked for */
  const uint32_t *documents;      /* the numbers of documents, from 0, ascending in each term */
  const uint32_t *frequencies;    /* how often each has the term, in the units of boosts */
} fihrist_terms;

/* The next `limit` terms; with their postings if `postings` is not 0. Less than `limit` terms are
   the last. One thread at a time. `*terms` is freed with fihrist_terms_free. */
int32_t fihrist_vocabulary_next(
    fihrist_vocabulary *vocabulary, int64_t limit, int32_t postings, fihrist_terms **terms,
    fihrist_text *error);
void fihrist_terms_free(fihrist_terms *terms);

/* All documents in the order of their numbers: their keys, and their lengths in units. */
typedef struct fihrist_documents {
  int64_t document_count;
  const int64_t *key_offsets; /* document_count + 1 numbers */
  const char *keys;
  const uint32_t *lengths;
} fihrist_documents;
int32_t fihrist_vocabulary_documents(
    const fihrist_vocabulary *vocabulary, fihrist_documents **documents, fihrist_text *error);
void fihrist_documents_free(fihrist_documents *documents);

/* Writing. */

typedef struct fihrist_writer fihrist_writer;

/* Opens the index at `path` for writing, or makes one. `options` is an object; all members may be
   left out: "schema" (as in a schema file), "memory" (bytes), "k1", "b", "merges" (true), "threads" (1): how many take documents at once.
   They end with each call. */
int32_t fihrist_writer_open(
    const char *path, size_t count, const char *options, size_t options_count,
    fihrist_writer **writer, fihrist_text *error);

/* {"schema","mapping","documents","segments","generation","user_data"} */
int32_t fihrist_writer_info(
    const fihrist_writer *writer, fihrist_text *answer, fihrist_text *error);

#define FIHRIST_KEY (-1)

/* Adds documents. Text t is from text_ends[t - 1] (0 for the first) to text_ends[t] in `texts`, and
   belongs to the field fields[t], counted from 0 in the schema; FIHRIST_KEY starts a document with
   that key. All or none are taken. A key that was there before is replaced. */
int32_t fihrist_writer_add(
    fihrist_writer *writer, const char *texts, const int64_t *text_ends, const int32_t *fields,
    int64_t text_count, fihrist_text *error);

/* Adds the rows of a stream of Arrow as documents, and releases the stream. The key and the fields
   are the columns with the names that fihrist_writer_info gives: texts (utf8, large_utf8,
   string_view, and the same of bytes), numbers, booleans, dates and timestamps, and dictionaries and
   lists of these; nulls are left out. With `skip` not 0, rows that cannot be indexed are left out;
   otherwise they end the call, and of their batch, 8 MB of text, none is added. `*answer` is
   {"added","unused":[names],"skipped":[errors]}. */
int32_t fihrist_writer_add_arrow(
    fihrist_writer *writer, struct ArrowArrayStream *stream, int32_t skip, fihrist_text *answer,
    fihrist_text *error);

/* Deletes a document, or those of the last commit that match a query, as of the next commit. */
int32_t fihrist_writer_delete_key(
    fihrist_writer *writer, const char *key, size_t count, fihrist_text *error);
int32_t fihrist_writer_delete_matching(
    fihrist_writer *writer, const char *query, size_t count, int64_t *deleted,
    fihrist_text *error);

/* Makes all changes durable and visible, and merges what is worth it. `user_data` is an object of
   strings that the commit carries, or NULL to keep that of the last one. */
int32_t fihrist_writer_commit(
    fihrist_writer *writer, const char *user_data, size_t count, uint64_t *generation,
    fihrist_text *error);

/* Commits, and merges to at most `segments` segments. */
int32_t fihrist_writer_merge(fihrist_writer *writer, int32_t segments, fihrist_text *error);

/* Discards all changes since the last commit. */
void fihrist_writer_rollback(fihrist_writer *writer);

/* Frees the lock of the index and the handle; what was not committed is lost. */
void fihrist_writer_close(fihrist_writer *writer);

/* Analysis alone. */

/* How `text` becomes terms with the analyzer called `analyzer`; with its levels and rules if
   `explain` is not 0. */
int32_t fihrist_analyze(
    const char *analyzer, size_t analyzer_count, const char *text, size_t count, int32_t explain,
    fihrist_text *answer, fihrist_text *error);

#ifdef __cplusplus
}
#endif
#endif
