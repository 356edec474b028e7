import CCrypto

/// A key on the curve NIST P-256 in libcrypto's hands: private, or public alone.
struct CurveKey: ~Copyable {
  private let handle: OpaquePointer

  private init(handle: OpaquePointer) { self.handle = handle }

  deinit { EVP_PKEY_free(handle) }

  /// Decodes DER of any public key, and takes those on P-256.
  ///
  /// - Throws: `.damaged` or `.unsupported`.
  static func decode(subjectPublicKeyInfo der: [UInt8]) throws(KeyError.Reason) -> CurveKey {
    try decode(der, with: d2i_PUBKEY)
  }

  /// Decodes DER of any private key, SEC 1 or PKCS #8, and takes those on P-256.
  ///
  /// - Throws: `.damaged`, `.unsupported` or `.mismatched`.
  static func decode(privateKey der: [UInt8]) throws(KeyError.Reason) -> CurveKey {
    let key = try decode(der, with: d2i_AutoPrivateKey)
    guard try key.withContext({ EVP_PKEY_private_check($0) }) == 1 else {
      throw .damaged(Libcrypto.takeReason())
    }
    // SEC 1 carries both keys. What a file with halves of two pairs signs, no board would take.
    let isPair = try key.withContext { EVP_PKEY_pairwise_check($0) == 1 }
    ERR_clear_error()
    guard isPair else { throw .mismatched }
    return key
  }

  private static func decode(
    _ der: [UInt8],
    with function: (
      UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int
    ) -> OpaquePointer?
  ) throws(KeyError.Reason) -> CurveKey {
    ERR_clear_error()
    var restCount = 0
    let handle = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      guard let start = bytes.baseAddress else { return nil }
      var rest: UnsafePointer<UInt8>? = start
      let handle = function(nil, &rest, bytes.count)
      if let rest { restCount = bytes.count - (rest - start) }
      return handle
    }
    guard let handle else { throw .damaged(Libcrypto.takeReason()) }
    let key = CurveKey(handle: handle)
    guard restCount == 0 else { throw .damaged("\(restCount) bytes after its end") }
    try key.checkCurve()
    // The decoder takes the point at infinity, for which anybody can sign.
    guard try key.withContext({ EVP_PKEY_public_check($0) }) == 1 else {
      throw .damaged(Libcrypto.takeReason())
    }
    try key.chooseEncoding()
    return key
  }

  /// The one form that the public key takes in DER, whichever the key came in: the curve by its
  /// name, the point uncompressed; 91 bytes. RFC 5480 section 2.
  var subjectPublicKeyInfo: [UInt8] {
    get throws(KeyError.Reason) {
      var start: UnsafeMutablePointer<UInt8>?
      let count = i2d_PUBKEY(handle, &start)
      guard count > 0, let start else { throw .damaged(Libcrypto.takeReason()) }
      defer { Libcrypto.free(start) }
      return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
  }

  /// Lends a context for one operation with this key to `body`.
  borrowing func withContext<Result>(
    _ body: (OpaquePointer) -> Result
  ) throws(KeyError.Reason) -> Result {
    guard let context = EVP_PKEY_CTX_new(handle, nil) else {
      throw .damaged(Libcrypto.takeReason())
    }
    defer { EVP_PKEY_CTX_free(context) }
    return body(context)
  }

  private borrowing func checkCurve() throws(KeyError.Reason) {
    var name = [CChar](repeating: 0, count: 80)
    var count = 0
    let hasName = EVP_PKEY_get_group_name(handle, &name, name.count, &count) == 1
    ERR_clear_error()
    let curve =
      hasName ? String(decoding: name[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    if curve == SN_X9_62_prime256v1 { return }
    let kind = EVP_PKEY_get0_type_name(handle).map { String(cString: $0) } ?? "unknown"
    throw .unsupported("a key of type \(kind)" + (hasName ? " on \(curve)" : ""))
  }

  private borrowing func chooseEncoding() throws(KeyError.Reason) {
    let isSet =
      EVP_PKEY_set_utf8_string_param(
        handle, OSSL_PKEY_PARAM_EC_ENCODING, OSSL_PKEY_EC_ENCODING_GROUP) == 1
      && EVP_PKEY_set_utf8_string_param(
        handle, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
        OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) == 1
    guard isSet else { throw .damaged(Libcrypto.takeReason()) }
  }
}

extension KeyError.Reason: Error {}
