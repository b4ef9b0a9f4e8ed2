#include "checksum.h"

/// The reflected polynomial of CRC-32C.
static const uint32_t polynomial = 0x82F63B78u;

uint32_t fihrist_crc32c(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  crc = ~crc;
  while (count--) {
    crc ^= *next++;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (polynomial & (0u - (crc & 1u)));
  }
  return ~crc;
}
