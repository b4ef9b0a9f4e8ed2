/* A C program that writes and searches an index, for every rule of fihrist.h that a compiler or a
   sanitizer can check. Its argument is a directory that does not exist. */

#include "fihrist.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                     \
  do {                                                                       \
    if (!(condition)) {                                                      \
      fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                \
      exit(1);                                                               \
    }                                                                        \
  } while (0)

static _Thread_local fihrist_text error;

static int has(fihrist_text text, const char *part) {
  char *copy = calloc(text.count + 1, 1);
  memcpy(copy, text.bytes, text.count);
  int found = strstr(copy, part) != NULL;
  free(copy);
  return found;
}

static void check_error(int32_t code, int32_t wanted, const char *part) {
  CHECK(code == wanted);
  CHECK(has(error, part));
  fihrist_text_free(error);
}

static void fill(const char *path) {
  fihrist_writer *writer;
  CHECK(fihrist_writer_open(path, strlen(path), NULL, 0, &writer, &error) == 0);
  const char *texts = "aنفط وغازbكتاب";
  const int32_t fields[] = {FIHRIST_KEY, 1, FIHRIST_KEY, 1};
  int64_t ends[4];
  ends[0] = 1;
  ends[1] = ends[0] + (int64_t)strlen("نفط وغاز");
  ends[2] = ends[1] + 1;
  ends[3] = ends[2] + (int64_t)strlen("كتاب");
  CHECK(fihrist_writer_add(writer, texts, ends, fields, 4, &error) == 0);
  const int32_t headless[] = {1};
  check_error(
      fihrist_writer_add(writer, texts, ends, headless, 1, &error), FIHRIST_ARGUMENT, "key");
  const int64_t falling[] = {5, 3};
  check_error(
      fihrist_writer_add(writer, texts, falling, fields, 2, &error), FIHRIST_ARGUMENT, "ascend");
  uint64_t generation = 0;
  CHECK(fihrist_writer_commit(writer, "{\"a\":\"b\"}", 9, &generation, &error) == 0);
  CHECK(generation > 0);
  fihrist_writer_close(writer);
}

static void search(fihrist_index *index) {
  const char *request = "{\"query\":\"نفط\",\"limit\":5}";
  fihrist_text answer;
  CHECK(fihrist_ask(index, FIHRIST_SEARCH, request, strlen(request), &answer, &error) == 0);
  CHECK(has(answer, "\"key\":\"a\""));
  fihrist_text_free(answer);
  check_error(
      fihrist_ask(index, FIHRIST_SEARCH, "\xff", 1, &answer, &error), FIHRIST_ARGUMENT, "UTF-8");
  check_error(fihrist_ask(index, 77, "{}", 2, &answer, &error), FIHRIST_ARGUMENT, "77");
  CHECK(fihrist_ask(index, 77, "{}", 2, NULL, NULL) == FIHRIST_ARGUMENT);
}

static void *search_often(void *index) {
  for (int round = 0; round < 50; round++) search(index);
  return NULL;
}

static void search_many(fihrist_index *index) {
  const char *queries = "نفطكتاب";
  int64_t ends[2] = {(int64_t)strlen("نفط"), (int64_t)strlen("نفطكتاب")};
  fihrist_hits *hits;
  const char *request = "{\"query\":\"\"}";
  CHECK(
      fihrist_search_many(index, queries, ends, 2, request, strlen(request), 2, &hits, &error)
      == 0);
  CHECK(hits->query_count == 2 && hits->hit_count == 2);
  CHECK(memcmp(hits->keys, "ab", 2) == 0 && hits->scores[0] > 0);
  fihrist_hits_free(hits);
  fihrist_hits_free(NULL);
}

static void rank(fihrist_index *index) {
  const char *request = "{\"query\":\"\",\"limit\":5}";
  const char *query = "نفط";
  fihrist_index *pinned;
  fihrist_prepared *search;
  char block[256];
  size_t size = 0;
  CHECK(fihrist_pin(index, &pinned, &error) == 0);
  CHECK(fihrist_prepare(request, strlen(request), &search, &error) == 0);
  CHECK(fihrist_rank(pinned, search, query, strlen(query), NULL, 0, &size, &error) == 0);
  CHECK(size == 24 + 12 + 1);
  CHECK(fihrist_rank(pinned, search, query, strlen(query), block, size - 1, &size, &error) == 0);
  CHECK(fihrist_rank(pinned, search, query, strlen(query), block, sizeof block, &size, &error) == 0);
  int64_t head[4];
  memcpy(head, block, sizeof head);
  CHECK(head[0] == 1 && head[1] == 1 && head[3] == 1 && block[36] == 'a');
  check_error(
      fihrist_rank(pinned, NULL, query, 1, block, sizeof block, &size, &error), FIHRIST_ARGUMENT,
      "NULL");
  check_error(
      fihrist_rank(pinned, search, "\xff", 1, block, sizeof block, &size, &error),
      FIHRIST_ARGUMENT, "UTF-8");
  check_error(fihrist_prepare("{", 1, &search, &error), FIHRIST_ARGUMENT, "JSON");
  check_error(fihrist_pin(NULL, &pinned, &error), FIHRIST_ARGUMENT, "NULL");
  fihrist_prepared_close(search);
  fihrist_prepared_close(NULL);
  fihrist_close(pinned);
}

static void export_hits(fihrist_index *index) {
  int64_t end = (int64_t)strlen("نفط");
  fihrist_hits *hits;
  CHECK(fihrist_search_many(index, "نفط", &end, 1, "{\"query\":\"\"}", 12, 1, &hits, &error) == 0);
  struct ArrowSchema schema;
  struct ArrowArray array;
  CHECK(fihrist_hits_arrow(hits, &schema, &array, &error) == 0);
  fihrist_hits_free(hits);
  CHECK(strcmp(schema.format, "+s") == 0 && schema.n_children == 3 && array.n_children == 3);
  CHECK(strcmp(schema.children[1]->name, "key") == 0 && array.length == 1);
  CHECK(((const char *)array.children[1]->buffers[2])[0] == 'a');
  CHECK(((const float *)array.children[2]->buffers[1])[0] > 0);
  // A consumer may take a column and release the others with the whole.
  struct ArrowArray taken = *array.children[1];
  array.children[1]->release = NULL;
  array.release(&array);
  taken.release(&taken);
  schema.release(&schema);
  check_error(
      fihrist_hits_arrow(NULL, &schema, &array, &error), FIHRIST_ARGUMENT, "NULL");
}

static void walk_terms(fihrist_index *index) {
  fihrist_vocabulary *vocabulary;
  CHECK(fihrist_vocabulary_open(index, 0, &vocabulary, &error) == 0);
  fihrist_documents *documents;
  CHECK(fihrist_vocabulary_documents(vocabulary, &documents, &error) == 0);
  CHECK(documents->document_count >= 2 && documents->lengths[0] > 0);
  fihrist_terms *terms;
  int64_t count = 0;
  do {
    CHECK(fihrist_vocabulary_next(vocabulary, 2, 1, &terms, &error) == 0);
    for (int64_t term = 0; term < terms->term_count; term++) {
      int64_t first = terms->posting_offsets[term];
      CHECK(terms->posting_offsets[term + 1] - first == terms->document_counts[term]);
      CHECK(terms->documents[first] < documents->document_count && terms->frequencies[first] > 0);
    }
    count = terms->term_count;
    fihrist_terms_free(terms);
  } while (count == 2);
  fihrist_documents_free(documents);
  fihrist_terms_free(NULL);
  fihrist_documents_free(NULL);
  check_error(
      fihrist_vocabulary_next(vocabulary, 0, 1, &terms, &error), FIHRIST_ARGUMENT, "limit");
  fihrist_vocabulary_close(vocabulary);
  check_error(
      fihrist_vocabulary_open(index, 99, &vocabulary, &error), FIHRIST_INVALID, "not there");
}

/* A stream of one batch: keys in a dictionary, bodies in lists of views with a null. */

static int batches_left;
static int releases;

static void release_schema(struct ArrowSchema *schema) {
  releases++;
  schema->release = NULL;
}

static void release_array(struct ArrowArray *array) {
  releases++;
  array->release = NULL;
}

static int give_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  (void)stream;
  static struct ArrowSchema words = {.format = "u"};
  static struct ArrowSchema key = {.format = "c", .name = "id", .dictionary = &words};
  static struct ArrowSchema views = {.format = "vu"};
  static struct ArrowSchema *list[] = {&views};
  static struct ArrowSchema body = {
      .format = "+l", .name = "body", .n_children = 1, .children = list};
  static struct ArrowSchema *columns[] = {&key, &body};
  *out = (struct ArrowSchema){
      .format = "+s", .n_children = 2, .children = columns, .release = release_schema};
  return 0;
}

static int give_batch(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  (void)stream;
  if (batches_left-- == 0) {
    out->release = NULL;
    return 0;
  }
  static const int32_t word_offsets[] = {0, 2, 4};
  static const void *word_buffers[] = {NULL, word_offsets, "cxdx"};
  static struct ArrowArray words = {.length = 2, .n_buffers = 3, .buffers = word_buffers};
  static const int8_t numbers[] = {1, 1, 0};
  static const void *key_buffers[] = {NULL, numbers};
  // The first number is before the slice.
  static struct ArrowArray key = {
      .length = 2, .offset = 1, .n_buffers = 2, .buffers = key_buffers, .dictionary = &words};
  static unsigned char views[3 * 16];
  static const char *text = "نفط وغاز وذهب";
  int32_t length = 6, whole = (int32_t)strlen(text), zero = 0;
  memcpy(views, &length, 4);
  memcpy(views + 4, "نفط", 6);
  memcpy(views + 16, &whole, 4);
  memcpy(views + 20, text, 4);
  memcpy(views + 24, &zero, 4);
  memcpy(views + 28, &zero, 4);
  static const unsigned char valid[] = {3};
  static const void *view_buffers[4];
  view_buffers[0] = valid;
  view_buffers[1] = views;
  view_buffers[2] = text;
  static struct ArrowArray values = {
      .length = 3, .null_count = 1, .n_buffers = 4, .buffers = view_buffers};
  static struct ArrowArray *list[] = {&values};
  static const int32_t list_offsets[] = {0, 1, 3};
  static const void *list_buffers[] = {NULL, list_offsets};
  static struct ArrowArray body = {
      .length = 2, .n_buffers = 2, .n_children = 1, .buffers = list_buffers, .children = list};
  static struct ArrowArray *columns[] = {&key, &body};
  static const void *none[] = {NULL};
  *out = (struct ArrowArray){
      .length = 2, .n_buffers = 1, .n_children = 2, .buffers = none, .children = columns,
      .release = release_array};
  return 0;
}

static void release_stream(struct ArrowArrayStream *stream) {
  releases++;
  stream->release = NULL;
}

static int fail(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  (void)stream;
  (void)out;
  return 5;
}

static const char *say_why(struct ArrowArrayStream *stream) {
  (void)stream;
  return "the pipe broke";
}

static void add_stream(const char *path) {
  fihrist_writer *writer;
  CHECK(fihrist_writer_open(path, strlen(path), NULL, 0, &writer, &error) == 0);
  struct ArrowArrayStream stream = {
      .get_schema = give_schema, .get_next = give_batch, .release = release_stream,
      .get_last_error = say_why};
  fihrist_text answer;
  batches_left = 2;
  releases = 0;
  CHECK(fihrist_writer_add_arrow(writer, &stream, 0, &answer, &error) == 0);
  CHECK(has(answer, "\"added\":4") && stream.release == NULL && releases == 4);
  fihrist_text_free(answer);
  check_error(
      fihrist_writer_add_arrow(writer, &stream, 0, &answer, &error), FIHRIST_ARGUMENT, "released");
  stream.get_next = fail;
  stream.release = release_stream;
  check_error(
      fihrist_writer_add_arrow(writer, &stream, 0, &answer, &error), FIHRIST_ARGUMENT, "broke");
  CHECK(stream.release == NULL);
  CHECK(fihrist_writer_commit(writer, NULL, 0, NULL, &error) == 0);
  fihrist_writer_close(writer);
  fihrist_index *index;
  CHECK(fihrist_open(path, strlen(path), &index, &error) == 0);
  CHECK(fihrist_document_count(index) == 4);
  const char *request = "{\"query\":\"+ذهب +وغاز\"}";
  CHECK(fihrist_ask(index, FIHRIST_SEARCH, request, strlen(request), &answer, &error) == 0);
  CHECK(has(answer, "\"key\":\"cx\""));
  fihrist_text_free(answer);
  walk_terms(index);
  fihrist_close(index);
  // The next round finds what `fill` wrote alone.
  CHECK(fihrist_writer_open(path, strlen(path), NULL, 0, &writer, &error) == 0);
  CHECK(fihrist_writer_delete_key(writer, "cx", 2, &error) == 0);
  CHECK(fihrist_writer_delete_key(writer, "dx", 2, &error) == 0);
  CHECK(fihrist_writer_commit(writer, NULL, 0, NULL, &error) == 0);
  fihrist_writer_close(writer);
}

static void find_copies(fihrist_index *index) {
  const char *request = "{\"query\":\"*\",\"collapsesCopies\":true}";
  fihrist_rounds *rounds;
  CHECK(fihrist_rounds_open(FIHRIST_SEARCH, request, strlen(request), &rounds, &error) == 0);
  fihrist_text question, answer, part;
  CHECK(fihrist_rounds_next(rounds, NULL, 0, 0, &question, &answer, &error) == 0);
  while (question.count > 0) {
    fihrist_text_free(answer);
    CHECK(
        fihrist_ask(index, FIHRIST_COPY_PART, question.bytes, question.count, &part, &error) == 0);
    fihrist_text_free(question);
    char *parts = malloc(part.count + 2);
    parts[0] = '[';
    memcpy(parts + 1, part.bytes, part.count);
    parts[part.count + 1] = ']';
    CHECK(
        fihrist_rounds_next(rounds, parts, part.count + 2, 0, &question, &answer, &error) == 0);
    free(parts);
    fihrist_text_free(part);
  }
  CHECK(has(answer, "\"key\":\"a\""));
  fihrist_text_free(question);
  fihrist_text_free(answer);
  check_error(
      fihrist_rounds_next(rounds, "{", 1, 0, &question, &answer, &error), FIHRIST_ARGUMENT,
      "JSON");
  check_error(
      fihrist_rounds_next(NULL, NULL, 0, 0, &question, &answer, &error), FIHRIST_ARGUMENT, "NULL");
  fihrist_rounds_close(rounds);
  fihrist_rounds_close(NULL);
  check_error(
      fihrist_rounds_open(FIHRIST_KWIC, request, strlen(request), &rounds, &error),
      FIHRIST_ARGUMENT, "rounds");
}

static void use(const char *path) {
  fihrist_index *index;
  CHECK(fihrist_open(path, strlen(path), &index, &error) == 0);
  CHECK(fihrist_document_count(index) == 2);
  search_many(index);
  rank(index);
  export_hits(index);
  walk_terms(index);
  find_copies(index);
  fihrist_walk *walk;
  CHECK(fihrist_walk_open(index, "{}", 2, &walk, &error) == 0);
  fihrist_text lines;
  CHECK(fihrist_walk_next(walk, 1 << 20, &lines, &error) == 0);
  CHECK(has(lines, "\"key\":\"b\""));
  fihrist_text_free(lines);
  fihrist_walk_close(walk);
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, search_often, index) == 0);
  search_often(index);
  pthread_join(thread, NULL);
  fihrist_close(index);
}

int main(int count, char **arguments) {
  CHECK(count == 2);
  CHECK(fihrist_abi_version() == FIHRIST_ABI_VERSION);
  const char *path = arguments[1];
  fihrist_index *index;
  check_error(fihrist_open(path, strlen(path), &index, &error), FIHRIST_NOT_FOUND, "advice");
  check_error(fihrist_open(NULL, 3, &index, &error), FIHRIST_ARGUMENT, "NULL");
  fihrist_close(NULL);
  // More than once: a pointer that a leak leaves on the stack would hide it.
  for (int round = 0; round < 4; round++) {
    fill(path);
    use(path);
    add_stream(path);
  }
  return 0;
}
