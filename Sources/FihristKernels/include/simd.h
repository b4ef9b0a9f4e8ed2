#ifndef FIHRIST_SIMD_H
#define FIHRIST_SIMD_H

/// The instruction sets that kernels are written for, each containing those before it.
enum fihrist_simd {
  /// Plain C; runs anywhere.
  FIHRIST_SIMD_SCALAR = 0,
  /// Vectors of 128 bits: SSE2 on x86-64, NEON on 64-bit ARM; part of the base of both.
  FIHRIST_SIMD_SSE2 = 1,
  /// AVX2, BMI1, BMI2, POPCNT, LZCNT and FMA (x86-64-v3).
  FIHRIST_SIMD_AVX2 = 2,
  /// AVX-512 F, BW, VL, DQ, VBMI, VBMI2, VPOPCNTDQ and BITALG (Ice Lake, Zen 4 and later).
  FIHRIST_SIMD_AVX512 = 3,
};

/// The best instruction set of this processor, no higher than the environment variable
/// `FIHRIST_SIMD` (`scalar`, `sse2`, `avx2` or `avx512`) allows; an unknown word allows all.
/// Found once; later calls return the same. Safe on any thread.
int fihrist_simd_level(void);

#endif
