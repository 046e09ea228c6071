//! How busy a thread or the whole process was: processor time, so that other programs of a busy machine do not count.

use std::time::Duration;

/// Processor time of this thread since it began. Where the system does not tell, the time on the wall since the first call.
pub fn thread_time() -> Duration {
    system::thread_time()
}

/// Processor time of all threads of this process since it began; processes that it started do not count.
pub fn process_time() -> Duration {
    system::process_time()
}

#[cfg(target_os = "linux")]
mod system {
    use std::time::Duration;

    use rustix::time::{ClockId, clock_gettime};

    fn read(clock: ClockId) -> Duration {
        let time = clock_gettime(clock);
        Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
    }

    pub(super) fn thread_time() -> Duration {
        read(ClockId::ThreadCPUTime)
    }

    pub(super) fn process_time() -> Duration {
        read(ClockId::ProcessCPUTime)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::sync::LazyLock;
    use std::time::{Duration, Instant};

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    pub(super) fn thread_time() -> Duration {
        START.elapsed()
    }

    pub(super) fn process_time() -> Duration {
        START.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_not_being_busy() {
        let before = thread_time();
        std::thread::sleep(Duration::from_millis(30));
        if cfg!(target_os = "linux") {
            assert!(thread_time() - before < Duration::from_millis(30));
        }
        let mut sum = 0_u64;
        let process = process_time();
        let thread = thread_time();
        while thread_time() - thread < Duration::from_millis(2) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(process_time() - process >= Duration::from_millis(2), "{sum}");
    }
}
