#include "cpu.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/// What the processor and the operating system support (the latter saves the wide registers).
static int supported_level(void) {
#if FIHRIST_X86
  __builtin_cpu_init();
  int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
             __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
             __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("fma");
  if (!avx2) return FIHRIST_SIMD_SSE2;
  int avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
               __builtin_cpu_supports("avx512vpopcntdq") &&
               __builtin_cpu_supports("avx512bitalg");
  return avx512 ? FIHRIST_SIMD_AVX512 : FIHRIST_SIMD_AVX2;
#elif defined(__aarch64__)
  return FIHRIST_SIMD_SSE2;
#else
  return FIHRIST_SIMD_SCALAR;
#endif
}

/// The level that the environment allows.
static int allowed_level(void) {
  static const char *const names[] = {"scalar", "sse2", "avx2", "avx512"};
  const char *wanted = getenv("FIHRIST_SIMD");
  if (wanted == NULL) return FIHRIST_SIMD_AVX512;
  for (int level = FIHRIST_SIMD_SCALAR; level <= FIHRIST_SIMD_AVX512; level++)
    if (strcmp(wanted, names[level]) == 0) return level;
  return FIHRIST_SIMD_AVX512;
}

int fihrist_simd_level(void) {
  // Two threads may both find the level at first: they find the same.
  static _Atomic int known = -1;
  int level = atomic_load_explicit(&known, memory_order_relaxed);
  if (level >= 0) return level;
  int supported = supported_level(), allowed = allowed_level();
  level = supported < allowed ? supported : allowed;
  atomic_store_explicit(&known, level, memory_order_relaxed);
  return level;
}
