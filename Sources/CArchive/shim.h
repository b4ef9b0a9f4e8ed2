#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

/// A locale in which names of files are UTF-8; null if the system has none.
static inline locale_t fihrist_utf8_locale(void) {
  locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  return locale ? locale : newlocale(LC_CTYPE_MASK, "en_US.UTF-8", (locale_t)0);
}
