// Queries in, hits out: parsing, planning, matching, scoring, ranking, highlighting.
