"""What the benchmarks share: the corpus, a place with room, and the time a command takes."""
import os, shutil, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "bench")
RUNS = int(os.environ.get("RUNS", "5"))


def require_corpus():
    if not os.path.isdir(SHARED):
        sys.exit(f"{os.path.basename(sys.argv[0])}: {SHARED} is missing: the corpus generator and the floor program live there")


def generate(count, folder, *options):
    """Writes a help center of so many pages, and returns its folder."""
    subprocess.run([sys.executable, os.path.join(SHARED, "gen.py"), str(count), folder, *options],
                   check=True, stdout=subprocess.DEVNULL)
    return folder


def place_with_room(size):
    """A folder with so many bytes free, in memory if possible; None if there is none."""
    return next((place for place in ("/dev/shm", tempfile.gettempdir()) if room(place) > size), None)


def room(folder):
    """Free bytes that may be written to."""
    return shutil.disk_usage(folder).free if os.access(folder, os.W_OK) else 0


def measure(command, accepted=(0,)):
    """Wall time and CPU time in seconds, and peak memory in MiB; ends the program if the command fails otherwise.

    accepted: the exit codes that are no failure; None for all."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if accepted is not None and os.waitstatus_to_exitcode(status) not in accepted:
        sys.exit(f"{' '.join(command)} failed:\n{message.decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
