#ifndef FIHRIST_RANKING_H
#define FIHRIST_RANKING_H

#include <stddef.h>
#include <stdint.h>

#endif
