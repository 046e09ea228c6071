//! What kinds of bytes stand where, 64 at a time.

pub(crate) use pulp::NullaryFnOnce;

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = 64;

/// For each block of `bytes` the lowest `N` bits that `class` gives them, each as a number with a bit a byte; 0 beyond the end.
///
/// `class` has no branches, so that the compiler makes vector code of it, is always inlined, and gives 0 for a byte that is 0.
/// Processors with AVX2 do it in half the steps.
pub(crate) fn masks<const N: usize>(bytes: &[u8], class: impl Fn(u8) -> u8) -> Vec<[u64; N]> {
    let mut out = Vec::new();
    fill_masks(&mut out, bytes, class);
    out
}

/// The same, in place of what `out` has.
pub(crate) fn fill_masks<const N: usize>(out: &mut Vec<[u64; N]>, bytes: &[u8], class: impl Fn(u8) -> u8) {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.vectorize(Filling { machine, out, bytes, class });
    }
    by_block(Plain, out, bytes, class);
}

/// Masks to be made; no closure, as [`with_bit_instructions`] tells.
#[cfg(target_arch = "x86_64")]
struct Filling<'a, const N: usize, F> {
    machine: pulp::x86::V3,
    out: &'a mut Vec<[u64; N]>,
    bytes: &'a [u8],
    class: F,
}

#[cfg(target_arch = "x86_64")]
impl<const N: usize, F: Fn(u8) -> u8> NullaryFnOnce for Filling<'_, N, F> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        by_block(self.machine, self.out, self.bytes, self.class);
    }
}

/// What `work` gives, done with the instructions of processors that have AVX2, where this one does: bits are counted, found and
/// cleared by one instruction each there. Holds for what is inlined into `work`, which is why that is no closure: its `call` is to
/// be `inline(always)`.
pub(crate) fn with_bit_instructions<W: NullaryFnOnce>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.vectorize(work);
    }
    work.call()
}

/// What gathers one bit of each class.
trait Gather: Copy {
    fn gather(self, classes: &[u8; BLOCK], bit: u32) -> u64;
}

#[derive(Clone, Copy)]
struct Plain;

impl Gather for Plain {
    /// The product moves bit 0 of byte i to bit 56 + i, and no two of its terms meet.
    #[inline(always)]
    fn gather(self, classes: &[u8; BLOCK], bit: u32) -> u64 {
        let mut out = 0;
        for (i, eight) in classes.as_chunks::<8>().0.iter().enumerate() {
            let ones = u64::from_le_bytes(*eight) >> bit & 0x0101_0101_0101_0101;
            out |= (ones.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
        }
        out
    }
}

#[cfg(target_arch = "x86_64")]
impl Gather for pulp::x86::V3 {
    #[inline(always)]
    fn gather(self, classes: &[u8; BLOCK], bit: u32) -> u64 {
        let [low, high]: [std::arch::x86_64::__m256i; 2] = pulp::bytemuck::cast(*classes);
        let up = self.sse2._mm_cvtsi32_si128(7 - bit as i32);
        let low = self.avx2._mm256_movemask_epi8(self.avx2._mm256_sll_epi64(low, up)) as u32;
        let high = self.avx2._mm256_movemask_epi8(self.avx2._mm256_sll_epi64(high, up)) as u32;
        u64::from(high) << 32 | u64::from(low)
    }
}

/// Loops throughout: what a closure does would be done without AVX2.
#[inline(always)]
fn by_block<const N: usize>(machine: impl Gather, out: &mut Vec<[u64; N]>, bytes: &[u8], class: impl Fn(u8) -> u8) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    out.clear();
    out.reserve(blocks.len() + 1);
    for block in blocks.iter().chain((!rest.is_empty()).then_some(&last)) {
        let mut classes = [0; BLOCK];
        for (of, byte) in classes.iter_mut().zip(block) {
            *of = class(*byte);
        }
        let mut masks = [0; N];
        for (mask, bit) in masks.iter_mut().zip(0..) {
            *mask = machine.gather(&classes, bit);
        }
        out.push(masks);
    }
}

/// A bit for each of 64 bytes, its lowest.
#[inline(always)]
pub(crate) fn ones(bytes: &[u8; BLOCK]) -> u64 {
    Plain.gather(bytes, 0)
}

/// The places of the bits of `mask`, ascending.
pub(crate) fn places(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (mask != 0).then(|| mask.trailing_zeros() as usize);
        mask &= mask.wrapping_sub(1);
        at
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bit_a_byte() {
        let text = "aB cD".repeat(20);
        for n in [0, 3, 63, 64, 65, 100] {
            let class = |b: u8| u8::from(b.is_ascii_uppercase()) | u8::from(b == b' ') << 1;
            let bytes = &text.as_bytes()[..n];
            let found = masks::<2>(bytes, class);
            let mut plain = vec![];
            by_block(Plain, &mut plain, bytes, class);
            assert_eq!(found, plain, "{n}");
            let at = |bit: usize| -> Vec<usize> {
                let blocks = found.iter().enumerate();
                blocks.flat_map(|(block, masks)| places(masks[bit]).map(move |at| block * BLOCK + at)).collect()
            };
            let expected = |of: fn(char) -> bool| text[..n].match_indices(of).map(|m| m.0).collect::<Vec<_>>();
            assert_eq!(at(0), expected(|c| c.is_ascii_uppercase()), "{n}");
            assert_eq!(at(1), expected(|c| c == ' '), "{n}");
        }
    }
}
