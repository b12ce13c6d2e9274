#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many cores this process may use.
package let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Whether there is a process of this number.
func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

/// This process, for names that two builds at once must not share.
let processIdentifier = getpid()
