//! Who goes first where several want a processor.

/// Makes this thread, and those it begins, give way to the threads that answer readers: where both
/// want a processor, it gets a tenth. For work that nobody waits for at a page: imports, indexing.
///
/// On Linux; elsewhere it would slow the whole process down, so there it does nothing. Where the
/// system refuses, all threads stay equal.
pub fn readers_first() {
    /// How far it stands back, as `nice` counts. Nobody may wait long for what it holds, so not the
    /// least.
    #[cfg(target_os = "linux")]
    const NICENESS: i32 = 10;
    // On Linux that is this thread alone.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, NICENESS);
}
