extension LatinLetters {
  /// The plain letters, one or two, of U+00C0 to U+024F (Latin-1, Latin Extended-A and -B), in two
  /// columns for each letter; `.` fills an unused column, and `..` is a letter that does not
  /// change.
  ///
  /// From the decompositions of the Unicode Character Database, lower-cased and without marks;
  /// letters that it does not decompose (`ø`, `ł`, `đ`, `æ`…) are spelled as people type them.
  static let extendedRows: [StaticString] = [
    "a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.",  // 00C0
    "d.n.o.o.o.o.o...o.u.u.u.u.y.thss",  // 00D0
    "a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.",  // 00E0
    "d.n.o.o.o.o.o...o.u.u.u.u.y.thy.",  // 00F0
    "a.a.a.a.a.a.c.c.c.c.c.c.c.c.d.d.",  // 0100
    "d.d.e.e.e.e.e.e.e.e.e.e.g.g.g.g.",  // 0110
    "g.g.g.g.h.h.h.h.i.i.i.i.i.i.i.i.",  // 0120
    "i.i.ijijj.j.k.k.k.l.l.l.l.l.l.l.",  // 0130
    "l.l.l.n.n.n.n.n.n.n.n.n.o.o.o.o.",  // 0140
    "o.o.oeoer.r.r.r.r.r.s.s.s.s.s.s.",  // 0150
    "s.s.t.t.t.t.t.t.u.u.u.u.u.u.u.u.",  // 0160
    "u.u.u.u.w.w.y.y.y.z.z.z.z.z.z.s.",  // 0170
    "b.b.b.b.....o.c.c.d.d.d.d...e.e.",  // 0180
    "e.f.f.g...hv..i.k.k.l.....n.n.o.",  // 0190
    "o.o.oioip.p.r.........t.t.t.t.u.",  // 01A0
    "u...v.y.y.z.z...................",  // 01B0
    "........dzdzdzljljljnjnjnja.a.i.",  // 01C0
    "i.o.o.u.u.u.u.u.u.u.u.u.u.e.a.a.",  // 01D0
    "a.a.aeaeg.g.g.g.k.k.o.o.o.o.....",  // 01E0
    "j.dzdzdzg.g.hv..n.n.a.a.aeaeo.o.",  // 01F0
    "a.a.a.a.e.e.e.e.i.i.i.i.o.o.o.o.",  // 0200
    "r.r.r.r.u.u.u.u.s.s.t.t.....h.h.",  // 0210
    "n.d.ououz.z.a.a.e.e.o.o.o.o.o.o.",  // 0220
    "o.o.y.y.l.n.t.j.dbqpa.c.c.l.t.s.",  // 0230
    "z.....b.u.v.e.e.j.j.q.q.r.r.y.y.",  // 0240
  ]

  /// The same for U+1E00 to U+1EFF (Latin Extended Additional), which has the dotted letters that
  /// transcribe Arabic: `ḥ`, `ṣ`, `ḍ`, `ṭ`, `ẓ`.
  static let additionalRows: [StaticString] = [
    "a.a.b.b.b.b.b.b.c.c.d.d.d.d.d.d.",  // 1E00
    "d.d.d.d.e.e.e.e.e.e.e.e.e.e.f.f.",  // 1E10
    "g.g.h.h.h.h.h.h.h.h.h.h.i.i.i.i.",  // 1E20
    "k.k.k.k.k.k.l.l.l.l.l.l.l.l.m.m.",  // 1E30
    "m.m.m.m.n.n.n.n.n.n.n.n.o.o.o.o.",  // 1E40
    "o.o.o.o.p.p.p.p.r.r.r.r.r.r.r.r.",  // 1E50
    "s.s.s.s.s.s.s.s.s.s.t.t.t.t.t.t.",  // 1E60
    "t.t.u.u.u.u.u.u.u.u.u.u.v.v.v.v.",  // 1E70
    "w.w.w.w.w.w.w.w.w.w.x.x.x.x.y.y.",  // 1E80
    "z.z.z.z.z.z.h.t.w.y.a.s.s.s.ss..",  // 1E90
    "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.",  // 1EA0
    "a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.",  // 1EB0
    "e.e.e.e.e.e.e.e.i.i.i.i.o.o.o.o.",  // 1EC0
    "o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.",  // 1ED0
    "o.o.o.o.u.u.u.u.u.u.u.u.u.u.u.u.",  // 1EE0
    "u.u.y.y.y.y.y.y.y.y.llll....y.y.",  // 1EF0
  ]
}
