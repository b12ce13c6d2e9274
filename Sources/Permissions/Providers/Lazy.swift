import Synchronization

/// An object that is made when somebody first asks for it, once. Asking for it later costs a look at an address.
final class Lazy<Object: AnyObject & Sendable>: Sendable {
  private let object = AtomicLazyReference<Object>()
  private let making = Mutex(())
  private let make: @Sendable () -> Object

  init(_ make: @escaping @Sendable () -> Object) { self.make = make }

  var value: Object {
    object.load() ?? making.withLock { _ in object.load() ?? object.storeIfNil(make()) }
  }
}
