/// The inner loops of the engine: plain C functions, one call a block.
#ifndef FIHRIST_KERNELS_H
#define FIHRIST_KERNELS_H

#include "checksum.h"
#include "memory.h"
#include "postings.h"
#include "ranking.h"
#include "simd.h"
#include "terms.h"

#endif
