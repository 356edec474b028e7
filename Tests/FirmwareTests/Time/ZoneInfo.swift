import Foundation

/// The POSIX texts at the ends of the system's zone files (RFC 8536 section 3.3), of those that
/// have one; none where the system has no zones.
func zoneInfoFooters() -> [String] {
  let root = URL(fileURLWithPath: "/usr/share/zoneinfo")
  let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
  return (files ?? .init()).compactMap { file in
    guard let file = file as? URL, let data = try? Data(contentsOf: file) else { return nil }
    guard data.starts(with: Data("TZif".utf8)), data.count > 44, data[4] >= UInt8(ascii: "2"),
      data.last == UInt8(ascii: "\n")
    else { return nil }
    let lines = data.dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let footer = lines.last, !footer.isEmpty else { return nil }
    return String(decoding: footer, as: UTF8.self)
  }
}

/// The texts of the zones in use in 2025.
let knownFooters = [
  "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", "<+01>-1", "<+02>-2", "<+0330>-3:30", "<+03>-3",
  "<+0430>-4:30", "<+04>-4", "<+0530>-5:30", "<+0545>-5:45", "<+05>-5", "<+0630>-6:30", "<+06>-6",
  "<+07>-7", "<+0845>-8:45", "<+08>-8", "<+09>-9", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
  "<+10>-10", "<+11>-11", "<+11>-11<+12>,M10.1.0,M4.1.0/3",
  "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", "<+12>-12", "<+13>-13", "<+14>-14", "<-00>0",
  "<-01>1", "<-01>1<+00>,M3.5.0/0,M10.5.0/1", "<-02>2", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
  "<-03>3", "<-03>3<-02>,M3.2.0,M11.1.0", "<-04>4", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "<-05>5",
  "<-06>6", "<-06>6<-05>,M9.1.6/22,M4.1.6/22", "<-07>7", "<-08>8", "<-0930>9:30", "<-09>9",
  "<-10>10", "<-11>11", "<-12>12", "ACST-9:30", "ACST-9:30ACDT,M10.1.0,M4.1.0/3", "AEST-10",
  "AEST-10AEDT,M10.1.0,M4.1.0/3", "AKST9AKDT,M3.2.0,M11.1.0", "AST4", "AST4ADT,M3.2.0,M11.1.0",
  "AWST-8", "CAT-2", "CET-1", "CET-1CEST,M3.5.0,M10.5.0/3", "CST-8", "CST5CDT,M3.2.0/0,M11.1.0/1",
  "CST6", "CST6CDT,M3.2.0,M11.1.0", "ChST-10", "EAT-3", "EET-2", "EET-2EEST,M3.4.4/50,M10.4.4/50",
  "EET-2EEST,M3.5.0,M10.5.0/3", "EET-2EEST,M3.5.0/0,M10.5.0/0", "EET-2EEST,M3.5.0/3,M10.5.0/4",
  "EET-2EEST,M4.5.5/0,M10.5.4/24", "EST5", "EST5EDT,M3.2.0,M11.1.0", "GMT0",
  "GMT0BST,M3.5.0/1,M10.5.0", "HKT-8", "HST10", "HST10HDT,M3.2.0,M11.1.0",
  "IST-1GMT0,M10.5.0,M3.5.0/1", "IST-2IDT,M3.4.4/26,M10.5.0", "IST-5:30", "JST-9", "KST-9",
  "MET-1MEST,M3.5.0,M10.5.0/3", "MSK-3", "MST7", "MST7MDT,M3.2.0,M11.1.0",
  "NST3:30NDT,M3.2.0,M11.1.0", "NZST-12NZDT,M9.5.0,M4.1.0/3", "PKT-5", "PST-8",
  "PST8PDT,M3.2.0,M11.1.0", "SAST-2", "SST11", "UTC0", "WAT-1", "WET0WEST,M3.5.0/1,M10.5.0",
  "WIB-7", "WIT-9", "WITA-8",
]
