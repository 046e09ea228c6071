//! The reading process: takes documents from standard input, gives what it read to standard output.

use std::io::{self, Read, Write};

use super::contained;
use super::frame::{self, Answer, Request};
use crate::ingest::resume::{read_apart, unreadable};

/// Stack of the thread that reads. Fixed, so that what can be read does not depend on the settings of a shell.
const STACK: usize = 16 << 20;

/// Reads documents until `input` ends. For the program's hidden command alone: it puts limits of processor time and memory
/// on the whole process.
///
/// # Errors
/// A pipe that breaks: whoever asked is gone.
pub fn serve(input: impl Read + Send, output: impl Write + Send) -> io::Result<()> {
    std::thread::scope(|scope| {
        let reading =
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || answer_all(input, output))?;
        reading.join().unwrap_or_else(|_| Err(io::Error::other("the reading thread failed")))
    })
}

fn answer_all(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    super::quiet_contained_panics();
    while let Some(request) = frame::read::<Request>(&mut input)? {
        let document = frame::bytes(&mut input, request.bytes)?;
        limits::renew(&request.means.limits);
        let read = contained(|| read_apart(&request.format, &document, &request.means));
        let answer: Answer = read.unwrap_or_else(|_| Err(unreadable(&request.format)));
        frame::write(&mut output, &answer, b"")?;
    }
    Ok(())
}

#[cfg(unix)]
mod limits {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use crate::ingest::Limits;

    /// Grants the next document its processor time, and the process its memory. What the system does not let us set stays
    /// as it is: the clock of whoever asked limits the time all the same.
    pub(super) fn renew(limits: &Limits) {
        let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
        // The system counts whole seconds: one more, so that no document gets less than it is granted.
        set(Resource::Cpu, used + u64::from(limits.max_seconds) + 1);
        set(Resource::As, limits.max_memory_bytes);
        // A death that is foreseen leaves no image of the memory behind.
        set(Resource::Core, 0);
    }

    fn set(resource: Resource, soft: u64) {
        let maximum = getrlimit(resource).maximum;
        let current = maximum.map_or(soft, |maximum| soft.min(maximum));
        let _ = setrlimit(resource, Rlimit { current: Some(current), maximum });
    }
}

#[cfg(not(unix))]
mod limits {
    /// Other systems limit by the clock of whoever asked alone.
    pub(super) fn renew(_: &crate::ingest::Limits) {}
}
