@c public func app_main() {}
