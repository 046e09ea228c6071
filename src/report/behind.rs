//! Row groups of one file, encoded while the next is filled: by a thread that is free, or by whoever has to wait for it.

use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use polars::prelude::{BatchedWriter, DataFrame, PolarsResult};

use super::busy::thread_time;

/// Encodes and writes row groups in the order in which they come, one behind the caller.
pub(super) struct Behind<W: Write>(Arc<Shared<W>>);

struct Shared<W: Write> {
    turn: Mutex<Turn<W>>,
    /// Told when a group is written.
    written: Condvar,
}

struct Turn<W: Write> {
    /// Not there while a group is being written.
    writer: Option<BatchedWriter<W>>,
    /// The group that comes next.
    next: Option<DataFrame>,
    /// How the last group ended, where that was not yet told.
    ended: Result<PolarsResult<()>, Box<dyn Any + Send>>,
    /// Processor time of threads that took a group without being asked to wait for it.
    elsewhere: Duration,
}

impl<W: Write + Send + 'static> Behind<W> {
    pub(super) fn new(writer: BatchedWriter<W>) -> Self {
        let turn = Turn { writer: Some(writer), next: None, ended: Ok(Ok(())), elsewhere: Duration::ZERO };
        Self(Arc::new(Shared { turn: Mutex::new(turn), written: Condvar::new() }))
    }

    /// Takes a group, once the one before it is written.
    ///
    /// # Errors
    /// What kept the one before from being written.
    pub(super) fn write(&self, group: DataFrame) -> PolarsResult<()> {
        let mut turn = self.0.settled()?;
        turn.next = Some(group);
        drop(turn);
        // With one thread, or without a pool, nobody else will come for it.
        if rayon::current_thread_index().is_some() && rayon::current_num_threads() > 1 {
            let shared = Arc::clone(&self.0);
            rayon::spawn(move || {
                let before = thread_time();
                let done = |turn: &mut Turn<W>| turn.elsewhere += thread_time().saturating_sub(before);
                drop(shared.write_next(shared.turn(), done));
            });
            return Ok(());
        }
        self.settle()
    }

    /// Waits until all groups are written.
    ///
    /// # Errors
    /// What kept the last one from being written.
    pub(super) fn settle(&self) -> PolarsResult<()> {
        self.0.settled().map(drop)
    }

    /// The writer, once all groups are written, and how long threads were busy with them that did not wait for it.
    ///
    /// # Errors
    /// What kept the last group from being written.
    pub(super) fn finish(self) -> PolarsResult<(Option<BatchedWriter<W>>, Duration)> {
        let mut turn = self.0.settled()?;
        Ok((turn.writer.take(), turn.elsewhere))
    }
}

impl<W: Write> Shared<W> {
    fn turn(&self) -> MutexGuard<'_, Turn<W>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the group that comes next, unless there is none or another thread has taken it, and then does what is to be `done`.
    fn write_next<'a>(
        &'a self,
        mut turn: MutexGuard<'a, Turn<W>>,
        done: impl FnOnce(&mut Turn<W>),
    ) -> MutexGuard<'a, Turn<W>> {
        let Some(group) = turn.next.take() else { return turn };
        let Some(mut writer) = turn.writer.take() else { return turn };
        drop(turn);
        let ended = catch_unwind(AssertUnwindSafe(|| writer.write_batch(&group)));
        drop(group);
        turn = self.turn();
        (turn.writer, turn.ended) = (Some(writer), ended);
        done(&mut turn);
        self.written.notify_all();
        turn
    }

    /// Waits until no group is left: one that nobody has taken yet is written here.
    fn settled(&self) -> PolarsResult<MutexGuard<'_, Turn<W>>> {
        let mut turn = self.write_next(self.turn(), |_| ());
        while turn.writer.is_none() {
            turn = self.written.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        match std::mem::replace(&mut turn.ended, Ok(Ok(()))) {
            Ok(ended) => ended.map(|()| turn),
            Err(panic) => {
                drop(turn);
                resume_unwind(panic)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use polars::prelude::{Column, ParquetWriter};

    use super::*;

    /// A file that takes so many bytes and then says no, or falls over.
    struct Full {
        room: usize,
        falls: bool,
    }

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            assert!(!self.falls || self.room >= bytes.len(), "fell over");
            self.room = self.room.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn group(from: u64) -> DataFrame {
        let numbers: Vec<u64> = (0..1000).map(|n| from ^ (n * 0x9E37_79B9)).collect();
        DataFrame::new(1000, vec![Column::new("n".into(), numbers)]).expect("a group")
    }

    /// Writes ten groups on so many threads.
    fn write(file: Full, threads: usize) -> PolarsResult<()> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| {
            let writer = ParquetWriter::new(file).set_parallel(false).batched(group(0).schema())?;
            let behind = Behind::new(writer);
            (0..10).try_for_each(|n| behind.write(group(n)))?;
            behind.finish().map(drop)
        })
    }

    #[test]
    fn what_stops_a_group_is_told() {
        for threads in [1, 3] {
            assert!(write(Full { room: 1 << 20, falls: false }, threads).is_ok());
            let error = write(Full { room: 10_000, falls: false }, threads).expect_err("no room");
            assert!(error.to_string().contains("no storage space"), "{error}");
            let fallen = catch_unwind(|| write(Full { room: 10_000, falls: true }, threads));
            assert!(fallen.is_err());
        }
    }
}
