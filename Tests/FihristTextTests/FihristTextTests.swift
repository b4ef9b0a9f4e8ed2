// Tests of FihristText, a file for each type.
