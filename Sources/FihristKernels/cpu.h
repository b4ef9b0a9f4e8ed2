/// The instruction level of this processor, for every kernel with several forms.
///
/// Private to FihristKernels (Swift sees only what `simd.h` declares).
#ifndef FIHRIST_CPU_H
#define FIHRIST_CPU_H

#include "include/simd.h"

/// Set on a function that may use the instructions of a level on x86; nothing elsewhere.
#if defined(__x86_64__)
#define FIHRIST_X86 1
#define FIHRIST_TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,fma")))
#define FIHRIST_TARGET_AVX512                                                           \
  __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,fma,avx512f,avx512bw,avx512vl,"     \
                        "avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,avx512bitalg")))
#else
#define FIHRIST_X86 0
#endif

/// Set on a function that must be inlined: if a form of a kernel is its argument, the call of that
/// form is then resolved at compile time.
#define FIHRIST_INLINE static inline __attribute__((always_inline))

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "index files are little-endian and are read where they are mapped"
#endif

#endif
