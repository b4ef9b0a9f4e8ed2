/// A posting list that does not decode; becomes an ``IndexError`` where the segment is known.
struct DamagedPostings: Error {}
