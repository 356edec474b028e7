import Testing

@testable import Encoder

@Suite struct PictureErrorTests {
  @Test func aPlaceIsPartOfWhatWentWrong() {
    let error = PictureError(.truncated, "the file ends", at: 7)
    #expect(error == PictureError(.truncated, "it ends", at: 7))
    #expect(error != PictureError(.truncated, "the file ends", at: 8))
  }
}
