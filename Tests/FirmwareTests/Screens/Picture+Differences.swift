@testable import Firmware
@testable import HostSim

extension Picture {
  /// The pixels outside `area` in which it differs from `other`, row by row.
  func differences(
    from other: Picture, outside area: Rect = .empty
  ) -> [(x: Int, y: Int)] {
    let columns = Int(area.origin.x)..<Int(area.origin.x) + Int(area.size.width)
    let rows = Int(area.origin.y)..<Int(area.origin.y) + Int(area.size.height)
    var places: [(x: Int, y: Int)] = []
    for y in 0..<height {
      for x in 0..<width where self[x, y] != other[x, y] {
        if !columns.contains(x) || !rows.contains(y) { places.append((x, y)) }
      }
    }
    return places
  }
}
