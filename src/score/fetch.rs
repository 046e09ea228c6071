//! Asking memory for what is looked at soon.

/// Asks memory for things, so that they are in the core's cache when they are looked at: a value that lies anywhere takes as long to come
/// as a hundred steps of work, which go on meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Fetcher {
    #[cfg(target_arch = "x86_64")]
    machine: Option<pulp::x86::V3>,
}

impl Fetcher {
    /// For this processor.
    pub fn new() -> Self {
        Self {
            #[cfg(target_arch = "x86_64")]
            machine: pulp::x86::V3::try_new(),
        }
    }

    /// Asks for what lies around `value`. A processor that cannot be asked looks at it, and waits.
    #[inline(always)]
    pub fn fetch<T: Copy>(self, value: &T) {
        #[cfg(target_arch = "x86_64")]
        if let Some(machine) = self.machine {
            machine.sse._mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(std::ptr::from_ref(value).cast());
            return;
        }
        std::hint::black_box(*value);
    }

    /// Asks for all of `values`.
    pub fn fetch_all<T: Copy>(self, values: &[T]) {
        /// Bytes that memory gives at a time.
        const LINE: usize = 64;
        let step = (LINE / size_of::<T>().max(1)).max(1);
        values.iter().step_by(step).chain(values.last()).for_each(|value| self.fetch(value));
    }
}

impl Default for Fetcher {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_can_be_asked_for() {
        let fetcher = Fetcher::default();
        fetcher.fetch(&3_u8);
        fetcher.fetch_all::<u64>(&[]);
        fetcher.fetch_all(&[1_u32; 100]);
        fetcher.fetch_all(&[[7_u64; 32]; 3]);
    }
}
