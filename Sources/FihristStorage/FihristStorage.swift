// Bytes and files: the one memory mapping, checksummed files, the directory door and its lock.
