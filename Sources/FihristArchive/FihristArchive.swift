// Input files in, documents out: JSON lines and article texts, their encodings and compression.
