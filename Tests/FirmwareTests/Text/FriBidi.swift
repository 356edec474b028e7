#if os(Linux)
  import CFriBidi

  /// The system's implementation of Unicode's bidirectional algorithm.
  ///
  /// fribidi 1.0.8 differs from the algorithm in two ways that are made up for here: an FSI looks
  /// for its direction beyond its PDI, and the context in which an isolate ends is that in which the
  /// next one begins. So each isolate is looked at on its own.
  enum FriBidi {
    static func bidiClass(_ scalar: UInt32) -> String {
      String(cString: fribidi_get_bidi_type_name(fribidi_get_bidi_type(scalar)))
    }

    static func isBracket(_ scalar: UInt32) -> Bool {
      fribidi_get_bracket(scalar) != FRIBIDI_NO_BRACKET
    }

    /// One paragraph, with the direction of its first strong letter, and with isolates one deep.
    static func resolve(_ scalars: [UInt32]) -> BidiResult {
      var scalars = scalars
      let isolates = isolates(in: scalars)
      for isolate in isolates where scalars[isolate.lowerBound - 1] == 0x2068 {
        let isLeftward = levels(of: Array(scalars[isolate])).base == 1
        scalars[isolate.lowerBound - 1] = isLeftward ? 0x2067 : 0x2066
      }
      var (base, levels) = levels(of: filled(scalars, isolates, 0x2066))
      for isolate in isolates {
        let others = isolates.filter { $0 != isolate }
        let initiator = scalars[isolate.lowerBound - 1]
        let alone = Self.levels(of: filled(scalars, others, initiator)).levels
        levels.replaceSubrange(isolate, with: alone[isolate])
      }
      let order = order(scalars, &levels, base)
      return BidiResult(base: base, levels: levels.map { UInt8($0) }, order: order)
    }

    /// What is inside each isolate.
    private static func isolates(in scalars: [UInt32]) -> [Range<Int>] {
      scalars.indices.filter { 0x2066...0x2068 ~= scalars[$0] }.map { start in
        start + 1..<(scalars[start...].firstIndex(of: 0x2069) ?? scalars.count)
      }
    }

    /// Whether what comes before may be at the end of the text, or before a tab (rule L1).
    private static func isWhite(_ scalar: UInt32) -> Bool {
      ["WS", "BN", "BS", "SS"].contains(bidiClass(scalar))
    }

    /// Makes isolates begin with `initiator` and hold letters of its direction, and white space.
    private static func filled(
      _ scalars: [UInt32], _ isolates: [Range<Int>], _ initiator: UInt32
    ) -> [UInt32] {
      var scalars = scalars
      for isolate in isolates {
        scalars[isolate.lowerBound - 1] = initiator
        for index in isolate where !isWhite(scalars[index]) {
          scalars[index] = initiator == 0x2067 ? 0x5D0 : 0x61
        }
      }
      return scalars
    }

    private static func levels(of scalars: [UInt32]) -> (base: UInt8, levels: [FriBidiLevel]) {
      let types = types(of: scalars)
      var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
      fribidi_get_bracket_types(scalars, FriBidiStrIndex(scalars.count), types, &brackets)
      var direction = FRIBIDI_PAR_ON
      var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
      let highest = fribidi_get_par_embedding_levels_ex(
        types, brackets, FriBidiStrIndex(scalars.count), &direction, &levels)
      precondition(highest > 0 || scalars.isEmpty, "out of memory")
      return (direction == FRIBIDI_PAR_RTL ? 1 : 0, levels)
    }

    private static func types(of scalars: [UInt32]) -> [FriBidiCharType] {
      var types = [FriBidiCharType](repeating: .init(0), count: scalars.count)
      fribidi_get_bidi_types(scalars, FriBidiStrIndex(scalars.count), &types)
      return types
    }

    private static func order(
      _ scalars: [UInt32], _ levels: inout [FriBidiLevel], _ base: UInt8
    ) -> [Int] {
      let count = FriBidiStrIndex(scalars.count)
      var order = [FriBidiStrIndex](0..<count)
      let highest = fribidi_reorder_line(
        0, types(of: scalars), count, 0, base == 1 ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR, &levels,
        nil, &order)
      precondition(highest > 0, "out of memory")
      return order.map { Int($0) }
    }
  }
#endif
