//! What kinds of bytes stand where, 64 at a time.

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = 64;

/// The classes of up to [`BLOCK`] bytes, a bit or several each as `class` tells; 0 beyond their end.
///
/// `class` should have no branches: the compiler makes vector code of it.
#[inline]
pub(crate) fn classes(bytes: &[u8], class: impl Fn(u8) -> u8) -> [u8; BLOCK] {
    let mut out = [0; BLOCK];
    match bytes.first_chunk::<BLOCK>() {
        Some(block) => out.iter_mut().zip(block).for_each(|(c, b)| *c = class(*b)),
        None => out.iter_mut().zip(bytes).for_each(|(c, b)| *c = class(*b)),
    }
    out
}

/// One bit of each class, as a number with a bit a byte.
#[inline]
pub(crate) fn gather(classes: &[u8; BLOCK], bit: u32) -> u64 {
    let sixteens = classes.as_chunks::<16>().0;
    #[cfg(target_arch = "x86_64")]
    // Every processor of this kind has it: the question is answered while compiling.
    if let Some(sse2) = pulp::core_arch::x86::Sse2::try_new() {
        let up = sse2._mm_cvtsi32_si128(7 - bit as i32);
        let gather = |sixteen: &[u8; 16]| sse2._mm_movemask_epi8(sse2._mm_sll_epi64(pulp::bytemuck::cast(*sixteen), up));
        return sixteens.iter().rev().fold(0, |out, sixteen| out << 16 | u64::from(gather(sixteen) as u16));
    }
    // The product moves bit 0 of byte i to bit 56 + i, and no two of its terms meet.
    let gather = |eight: &[u8; 8]| {
        let ones = u64::from_le_bytes(*eight) >> bit & 0x0101_0101_0101_0101;
        ones.wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    classes.as_chunks::<8>().0.iter().rev().fold(0, |out, eight| out << 8 | gather(eight))
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
            let found = classes(&text.as_bytes()[..n], class);
            let at = |bit| places(gather(&found, bit)).collect::<Vec<_>>();
            let expected =
                |of: fn(char) -> bool| text[..n.min(BLOCK)].match_indices(of).map(|m| m.0).collect::<Vec<_>>();
            assert_eq!(at(0), expected(|c| c.is_ascii_uppercase()), "{n}");
            assert_eq!(at(1), expected(|c| c == ' '), "{n}");
        }
    }
}
