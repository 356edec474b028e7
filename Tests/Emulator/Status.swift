/// An image that fails: it says so itself.
@c(app_main)
public func appMain() -> Int32 { 3 }
