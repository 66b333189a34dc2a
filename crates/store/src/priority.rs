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

/// Does a piece of work on a thread that lets [`readers_first`], and waits for it. The thread that
/// asks keeps its own place: whoever has stood back cannot come forward again.
///
/// # Errors
///
/// When the system gives no thread.
pub fn standing_back<T: Send>(work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().spawn_scoped(scope, || {
            readers_first();
            work()
        })?;
        // A panic goes on where the work was asked for.
        Ok(thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
