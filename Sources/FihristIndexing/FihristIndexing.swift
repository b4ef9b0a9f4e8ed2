// Documents in, segments out: buffers, segment builder, merger, and the index writer.
