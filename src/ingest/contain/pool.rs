//! The reading processes of a run.

use std::ffi::OsString;
use std::io::{BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::frame::{self, Answer, Request};
use crate::ingest::reject::Fault;
use crate::ingest::resume::{Means, unreadable};
use crate::ingest::{Limits, RejectCode};

/// Seconds by the clock for each second of processor time: other work may be in the way of a reading process, and what a machine has to do
/// besides must not decide what a document says. Where the system counts processor time, the clock is there for what sleeps alone.
const PATIENCE: u32 = if cfg!(unix) { 20 } else { 4 };

/// The command of this program that reads documents ([`serve`](super::serve)); nobody types it.
pub const READING_COMMAND: &str = "read-documents";

/// What is started to read documents: it must call [`serve`](super::serve) with its standard input and output.
#[derive(Debug, Clone)]
pub struct ReadingProgram {
    /// The program's file.
    pub program: PathBuf,
    /// What it is called with.
    pub arguments: Vec<OsString>,
}

impl From<PathBuf> for ReadingProgram {
    /// gaprank's command line, which has [`READING_COMMAND`].
    fn from(program: PathBuf) -> Self {
        Self { program, arguments: vec![READING_COMMAND.into()] }
    }
}

/// As many processes as documents are read at once, started when they are needed.
pub(in crate::ingest) struct Pool {
    program: ReadingProgram,
    idle: Mutex<Vec<Process>>,
    /// Whether the program turned out to read nothing.
    useless: AtomicBool,
}

/// A reading process that waits for a document.
struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Answer>,
    errors: ChildStderr,
}

/// How a process came to give no answer.
enum Death {
    /// It took too long, and was ended.
    TooLong,
    /// It ended, and left this on its standard error.
    Ended(Option<ExitStatus>, String),
}

impl Pool {
    /// Processes of `program`.
    pub(in crate::ingest) fn new(program: ReadingProgram) -> Self {
        Self { program, idle: Mutex::default(), useless: AtomicBool::new(false) }
    }

    /// What a reading process makes of the document; none where no process can be started, or what is started reads nothing.
    pub(in crate::ingest) fn read(&self, format: &'static str, document: &[u8], means: &Means) -> Option<Answer> {
        let limits = &means.limits;
        if self.useless.load(Relaxed) {
            return None;
        }
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(process) = idle {
            match self.ask(process, format, document, means) {
                Ok(answer) => return Some(answer),
                Err(Death::TooLong) => return Some(Err(fault(&Death::TooLong, format, limits))),
                // What it read before may have its share in this: only a fresh one tells what the document does.
                Err(Death::Ended(..)) => {}
            }
        }
        let process = Process::start(&self.program)?;
        match self.ask(process, format, document, means) {
            Ok(answer) => Some(answer),
            // No document makes a reader leave of its own accord: this program never was one.
            Err(Death::Ended(Some(status), _)) if signal(Some(status)).is_none() && cfg!(unix) => {
                self.useless.store(true, Relaxed);
                None
            }
            Err(death) => Some(Err(fault(&death, format, limits))),
        }
    }

    /// Asks the process, which is free for others when it has answered.
    fn ask(&self, mut process: Process, format: &str, document: &[u8], means: &Means) -> Result<Answer, Death> {
        let request = Request { format: format.to_owned(), means: means.clone(), bytes: document.len() as u64 };
        if frame::write(&mut process.input, &request, document).is_err() {
            return Err(process.end(false));
        }
        let patience = Duration::from_secs(u64::from(means.limits.max_seconds.saturating_mul(PATIENCE)));
        match process.answers.recv_timeout(patience) {
            Ok(answer) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => Err(process.end(true)),
            Err(RecvTimeoutError::Disconnected) => Err(process.end(false)),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        for process in self.idle.get_mut().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // The end of its input ends it.
            let Process { mut child, input, .. } = process;
            drop(input);
            let _ = child.wait();
        }
    }
}

impl Process {
    fn start(program: &ReadingProgram) -> Option<Self> {
        let mut child = Command::new(&program.program)
            .args(&program.arguments)
            // The program's allocator reserves a gigabyte of addresses at once unless told so; the limit counts addresses.
            .env("MIMALLOC_ARENA_RESERVE", "64MiB")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .ok()?;
        let (input, output, errors) = (child.stdin.take()?, child.stdout.take()?, child.stderr.take()?);
        let (sender, answers) = channel();
        // A thread a process: standard pipes know no time limit, channels do.
        let listening = std::thread::Builder::new().spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(answer)) = frame::read::<Answer>(&mut output) {
                if sender.send(answer).is_err() {
                    break;
                }
            }
        });
        if listening.is_err() {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        Some(Self { child, input, answers, errors })
    }

    /// Buries the process, and says of what it died.
    fn end(mut self, too_long: bool) -> Death {
        const READ: u64 = 4096;
        if too_long {
            let _ = self.child.kill();
        }
        drop(self.input);
        // An answer that could not be understood leaves it alive.
        drop(self.answers);
        let _ = self.child.kill();
        let status = self.child.wait().ok();
        if too_long {
            return Death::TooLong;
        }
        let mut said = Vec::new();
        let _ = self.errors.take(READ).read_to_end(&mut said);
        Death::Ended(status, String::from_utf8_lossy(&said).into_owned())
    }
}

/// What the death of its reader means for a document.
fn fault(death: &Death, format: &str, limits: &Limits) -> Fault {
    let seconds = limits.max_seconds;
    let too_long =
        || (RejectCode::Timeout, format!("reading took more than {seconds} seconds: export it again from your editor"));
    match death {
        Death::TooLong => too_long(),
        Death::Ended(status, _) if ended_by_time(*status) => too_long(),
        // The words of Rust's allocator before it aborts.
        Death::Ended(status, said) if said.contains("memory allocation") || ended_by_system(*status) => {
            let reason = format!("reading took more than {} bytes of memory", limits.max_memory_bytes);
            (RejectCode::TooLarge, format!("{reason}: export it again from your editor"))
        }
        Death::Ended(..) => unreadable(format),
    }
}

/// Whether the limit of processor time ended it (SIGXCPU).
fn ended_by_time(status: Option<ExitStatus>) -> bool {
    signal(status) == Some(24)
}

/// Whether it was killed from outside (SIGKILL): by a system that runs out of memory.
fn ended_by_system(status: Option<ExitStatus>) -> bool {
    signal(status) == Some(9)
}

#[cfg(unix)]
fn signal(status: Option<ExitStatus>) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status?)
}

#[cfg(not(unix))]
fn signal(_: Option<ExitStatus>) -> Option<i32> {
    None
}
