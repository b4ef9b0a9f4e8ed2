// Tests of FihristIndexing, a file for each type.
