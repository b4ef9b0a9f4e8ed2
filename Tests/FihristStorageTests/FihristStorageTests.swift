// Tests of FihristStorage, a file for each type.
