//! A process that is asked line by line, and may hang, spam or end at any moment.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of one line of an answer.
const LINE_MAX: u64 = 64 * 1024;
/// Lines that wait to be looked at; a program that prints more has to wait itself.
const LINES: usize = 16;

/// What came of a call.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A line.
    Line(String),
    /// Nothing in time.
    Late,
    /// The program has ended, or cannot be started.
    Ended,
}

/// A running program. Dropping it ends it.
pub(super) struct Program {
    child: Child,
    requests: Sender<String>,
    lines: Receiver<String>,
}

impl Program {
    /// Starts `command`. Its standard error is ours, so that its own messages are seen.
    pub(super) fn start(command: &[String]) -> io::Result<Self> {
        let [program, arguments @ ..] = command else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no program is named"));
        };
        let mut child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let piped = || io::Error::other("its standard input and output are not ours");
        let mut input = child.stdin.take().ok_or_else(piped)?;
        let output = child.stdout.take().ok_or_else(piped)?;
        let (requests, to_write) = channel::<String>();
        let (found, lines) = sync_channel::<String>(LINES);
        // Threads, since a pipe has no time-out: one writes, one reads, and both end with the program or with us.
        thread::spawn(move || {
            for request in to_write {
                if writeln!(input, "{request}").and_then(|()| input.flush()).is_err() {
                    break;
                }
            }
        });
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut line = Vec::new();
                let read = output.by_ref().take(LINE_MAX).read_until(b'\n', &mut line);
                // A line without an end is no answer, and what follows it neither.
                if !read.is_ok_and(|n| n > 0) || line.pop() != Some(b'\n') {
                    break;
                }
                if found.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, requests, lines })
    }

    /// Sends a line and waits for one; those that `passed_over` knows are no answer.
    pub(super) fn ask(&mut self, request: String, wait: Duration, passed_over: &dyn Fn(&str) -> bool) -> Answer {
        let until = Instant::now() + wait;
        if self.requests.send(request).is_err() {
            return Answer::Ended;
        }
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Answer::Late;
            }
            match self.lines.recv_timeout(left) {
                Ok(line) if passed_over(&line) => {}
                Ok(line) => return Answer::Line(line),
                Err(RecvTimeoutError::Timeout) => return Answer::Late,
                Err(RecvTimeoutError::Disconnected) => return Answer::Ended,
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
