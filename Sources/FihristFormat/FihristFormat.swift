// One folder for each structure on disk: its writer, its reader, its limits.
