#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Seconds of processor that `work` takes on this thread: other tests, which run at the same time, do not count.
public func processorTime(_ work: () -> Void) -> Double {
  let start = threadTime()
  work()
  return threadTime() - start
}

/// The same for asynchronous work that in fact waits for nothing, and so stays on its thread; nothing where it did not, and
/// no clock tells what it alone has used.
public func processorTimeOfOneThread(_ work: () async -> Void) async -> Double? {
  let (thread, start) = (pthread_self(), threadTime())
  await work()
  return pthread_equal(thread, pthread_self()) != 0 ? threadTime() - start : nil
}

private func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
