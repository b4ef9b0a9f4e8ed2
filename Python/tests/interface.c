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

static void use(const char *path) {
  fihrist_index *index;
  CHECK(fihrist_open(path, strlen(path), &index, &error) == 0);
  CHECK(fihrist_document_count(index) == 2);
  search_many(index);
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
  }
  return 0;
}
