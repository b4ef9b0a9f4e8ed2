/// The letters that rules name, as ``ShortWord`` has them.
enum Letter {
  static var hamzaOnYeh: UInt8 { 0x26 }
  static var alef: UInt8 { 0x27 }
  static var beh: UInt8 { 0x28 }
  static var teh: UInt8 { 0x2A }
  static var seen: UInt8 { 0x33 }
  static var feh: UInt8 { 0x41 }
  static var kaf: UInt8 { 0x43 }
  static var lam: UInt8 { 0x44 }
  static var meem: UInt8 { 0x45 }
  static var noon: UInt8 { 0x46 }
  static var heh: UInt8 { 0x47 }
  static var waw: UInt8 { 0x48 }
  static var yeh: UInt8 { 0x4A }
}
