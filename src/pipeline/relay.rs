//! Making and writing side by side.

use crate::error::Result;

/// Hands each of `parts` to `make` and what it makes to `write`, in their order: a part is made while the one before it is
/// written, so that no more than two are held.
///
/// # Errors
/// The first error of either.
pub(super) fn relay<P: Copy + Send + Sync, M: Send>(
    parts: impl Iterator<Item = P>,
    make: impl Fn(P) -> Result<M> + Sync,
    mut write: impl FnMut(P, M) -> Result<()> + Send,
) -> Result<()> {
    let mut ready: Option<(P, M)> = None;
    for part in parts {
        let before = ready.take();
        let (made, written) = rayon::join(|| make(part), || before.map_or(Ok(()), |(part, made)| write(part, made)));
        written?;
        ready = Some((part, made?));
    }
    ready.map_or(Ok(()), |(part, made)| write(part, made))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn all_parts_come_in_order() {
        let mut out = Vec::new();
        relay(
            0..5,
            |n| Ok(n * 10),
            |n, made| {
                out.push((n, made));
                Ok(())
            },
        )
        .expect("nothing fails");
        assert_eq!(out, [(0, 0), (1, 10), (2, 20), (3, 30), (4, 40)]);
    }

    #[test]
    fn what_fails_ends_it() {
        let mut written = Vec::new();
        let fails = |n| if n == 2 { Err(Error::Interrupted) } else { Ok(n) };
        let done = relay(0..5, fails, |n, _| {
            written.push(n);
            Ok(())
        });
        assert!(matches!(done, Err(Error::Interrupted)));
        assert_eq!(written, [0, 1]);
        let done = relay(0..5, Ok, |n, _| if n == 1 { Err(Error::Stopped) } else { Ok(()) });
        assert!(matches!(done, Err(Error::Stopped)));
    }
}
