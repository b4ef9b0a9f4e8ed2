// Tests of FihristArchive, a file for each type.
