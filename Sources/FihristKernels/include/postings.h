#ifndef FIHRIST_POSTINGS_H
#define FIHRIST_POSTINGS_H

#include <stddef.h>
#include <stdint.h>

#endif
