// Tests of FihristFormat, a file for each type.
