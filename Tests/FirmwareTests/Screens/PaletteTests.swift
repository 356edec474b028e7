import Foundation
import Testing

@testable import Firmware

/// Contrasts after WCAG 2.2, "relative luminance" and "contrast ratio", of the colours that the panel
/// has.
@Suite struct PaletteTests {
  @Test func everyTextCanBeReadOnTheBackground() {
    for color in [Palette.text, Palette.secondary, Palette.accent] {
      #expect(contrast(color, Palette.background) >= 4.5)
    }
  }

  @Test func everyBarIsToldFromItsTrack() {
    #expect(contrast(Palette.secondary, Palette.track) >= 3)
    #expect(contrast(Palette.accent, Palette.track) >= 3)
  }

  /// Whatever colour a gateway sends: as a bar, and as the label of the record.
  @Test func everyAccentIsSeen() {
    let low = (0...UInt16.max).filter { value in
      let accent = Palette.accent(RGB565(rawValue: value))
      return contrast(accent, Palette.track) < 3 || contrast(accent, Palette.background) < 4.5
    }
    #expect(low.isEmpty, "\(low.count) of them, such as \(String(low.first ?? 0, radix: 16))")
    // One that is bright enough stays as it is.
    let bright = RGB565(red: 255, green: 200, blue: 40)
    #expect(Palette.accent(bright) == bright)
  }

  private func contrast(_ a: RGB565, _ b: RGB565) -> Double {
    let (one, other) = (luminance(a), luminance(b))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private func luminance(_ color: RGB565) -> Double {
    func linear(_ value: UInt16, _ most: Double) -> Double {
      let share = Double(value) / most
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let raw = color.rawValue
    return 0.2126 * linear(raw >> 11, 31) + 0.7152 * linear(raw >> 5 & 0x3F, 63)
      + 0.0722 * linear(raw & 0x1F, 31)
  }
}
