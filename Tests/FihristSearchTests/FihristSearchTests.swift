// Tests of FihristSearch, a file for each type.
