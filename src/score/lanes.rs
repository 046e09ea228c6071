//! What a processor does for 64 resumes at once, in the widest instructions it has.
//!
//! A requirement earns one of four numbers by the best level; the byte shuffles of x86 look such a number up for 32 lanes in
//! one instruction, which no plain loop compiles to: with them all pairs take a third of the time. AVX-512 would take another
//! twentieth off. So there are two machines, the plain one and AVX2 ([`pulp::x86::V3`]); a test holds them equal. `pulp` asks the processor once and keeps the proof in a type, so that nothing here is unsafe.

pub(super) use pulp::NullaryFnOnce;

/// Resumes that are scored side by side.
pub(super) const LANES: usize = 64;

/// One number a resume.
pub(super) type Lanes<T> = [T; LANES];

/// Levels are coded as the place of their points among a requirement's four, in bytes: 0, 2, 4 and 6 from adjacent to
/// demonstrated. A missing one is below all of them, and a shuffle makes 0 of it.
pub(super) const MISSING: i8 = i8::MIN;

/// Codes above this one meet a requirement: those from implied on.
pub(super) const UNMET: i8 = 0;

/// No code is above this one.
pub(super) const HIGHEST: i8 = i8::MAX;

/// The arithmetic of the kernel and of the search for the best.
pub(super) trait Machine: Copy {
    /// The best level so far of each lane.
    type Best: Copy;
    /// The points so far of each lane.
    type Sums: Copy;

    /// Does work, and what is inlined into it, with all instructions of the machine.
    ///
    /// What is to be fast is no closure, but a type whose `call` is `inline(always)`: whether a closure is inlined changes with code that has
    /// nothing to do with it, and a kernel that is not takes fourteen times as long.
    fn run<W: NullaryFnOnce>(self, work: W) -> W::Output;
    /// The levels of a requirement's first skill.
    fn levels(self, levels: &Lanes<i8>) -> Self::Best;
    /// The better of the levels so far and those of one more skill.
    fn better(self, best: Self::Best, levels: &Lanes<i8>) -> Self::Best;
    /// The same points in every lane.
    fn sums(self, base: i16) -> Self::Sums;
    /// Adds what each lane's best level earns: one of `gains`, or nothing.
    fn earn(self, sums: Self::Sums, best: Self::Best, gains: [i16; 4]) -> Self::Sums;
    /// The points, lane by lane.
    fn scores(self, sums: Self::Sums) -> Lanes<i16>;
    /// Adds 1 in every lane whose best level has a code above `above`.
    fn count_met(self, met: Self::Best, best: Self::Best, above: i8) -> Self::Best;
    /// No lane has met anything.
    fn none_met(self) -> Self::Best;
    /// The counts, lane by lane.
    fn counts(self, met: Self::Best) -> Lanes<u8>;
    /// Which scores reach their lane's cut, a bit a lane.
    fn reaching(self, scores: &Lanes<i16>, cuts: &Lanes<i16>) -> u64;
}

/// Any processor: plain loops.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain;

impl Machine for Plain {
    type Best = Lanes<i8>;
    type Sums = Lanes<i16>;

    #[inline(always)]
    fn run<W: NullaryFnOnce>(self, work: W) -> W::Output {
        work.call()
    }

    #[inline(always)]
    fn levels(self, levels: &Lanes<i8>) -> Lanes<i8> {
        *levels
    }

    #[inline(always)]
    fn better(self, mut best: Lanes<i8>, levels: &Lanes<i8>) -> Lanes<i8> {
        best.iter_mut().zip(levels).for_each(|(best, &level)| *best = level.max(*best));
        best
    }

    #[inline(always)]
    fn sums(self, base: i16) -> Lanes<i16> {
        [base; LANES]
    }

    #[inline(always)]
    fn earn(self, mut sums: Lanes<i16>, best: Lanes<i8>, gains: [i16; 4]) -> Lanes<i16> {
        let steps = [gains[0], gains[1] - gains[0], gains[2] - gains[1], gains[3] - gains[2]];
        for (sum, best) in sums.iter_mut().zip(best) {
            for (step, code) in steps.into_iter().zip([0, 2, 4, 6]) {
                *sum += if best >= code { step } else { 0 };
            }
        }
        sums
    }

    #[inline(always)]
    fn scores(self, sums: Lanes<i16>) -> Lanes<i16> {
        sums
    }

    #[inline(always)]
    fn count_met(self, mut met: Lanes<i8>, best: Lanes<i8>, above: i8) -> Lanes<i8> {
        met.iter_mut().zip(best).for_each(|(met, best)| *met = met.wrapping_add(i8::from(best > above)));
        met
    }

    #[inline(always)]
    fn none_met(self) -> Lanes<i8> {
        [0; LANES]
    }

    #[inline(always)]
    fn counts(self, met: Lanes<i8>) -> Lanes<u8> {
        met.map(i8::cast_unsigned)
    }

    #[inline(always)]
    fn reaching(self, scores: &Lanes<i16>, cuts: &Lanes<i16>) -> u64 {
        let mut hits = [0_u8; LANES];
        for ((hit, score), cut) in hits.iter_mut().zip(scores).zip(cuts) {
            *hit = u8::from(score >= cut);
        }
        // The multiplication brings the low bits of eight bytes together in the top byte.
        let gather = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        hits.as_chunks::<8>().0.iter().rev().fold(0, |word, eight| word << 8 | gather(eight))
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::__m256i;

    use pulp::bytemuck::cast;
    use pulp::x86::V3;

    use super::{LANES, Lanes, Machine, NullaryFnOnce};

    impl Machine for V3 {
        type Best = [__m256i; 2];
        /// In the order in which `unpack` leaves them: of every 32 lanes 0 to 7 and 16 to 23, then the others.
        type Sums = [__m256i; 4];

        #[inline(always)]
        fn run<W: NullaryFnOnce>(self, work: W) -> W::Output {
            self.vectorize(work)
        }

        #[inline(always)]
        fn levels(self, levels: &Lanes<i8>) -> Self::Best {
            cast(*levels)
        }

        #[inline(always)]
        fn better(self, best: Self::Best, levels: &Lanes<i8>) -> Self::Best {
            let levels: Self::Best = cast(*levels);
            [self.avx2._mm256_max_epi8(best[0], levels[0]), self.avx2._mm256_max_epi8(best[1], levels[1])]
        }

        #[inline(always)]
        fn sums(self, base: i16) -> Self::Sums {
            [self.avx._mm256_set1_epi16(base); 4]
        }

        #[inline(always)]
        fn earn(self, sums: Self::Sums, best: Self::Best, gains: [i16; 4]) -> Self::Sums {
            let gains: i64 = cast(gains);
            let low = self.avx._mm256_set1_epi64x(gains);
            let high = self.avx2._mm256_srli_epi64::<8>(low);
            let mut out = sums;
            for (half, best) in best.into_iter().enumerate() {
                let (low, high) = (self.avx2._mm256_shuffle_epi8(low, best), self.avx2._mm256_shuffle_epi8(high, best));
                let (even, odd) =
                    (self.avx2._mm256_unpacklo_epi8(low, high), self.avx2._mm256_unpackhi_epi8(low, high));
                out[2 * half] = self.avx2._mm256_add_epi16(sums[2 * half], even);
                out[2 * half + 1] = self.avx2._mm256_add_epi16(sums[2 * half + 1], odd);
            }
            out
        }

        #[inline(always)]
        fn scores(self, sums: Self::Sums) -> Lanes<i16> {
            let low = |a, b| self.avx2._mm256_permute2x128_si256::<0x20>(a, b);
            let high = |a, b| self.avx2._mm256_permute2x128_si256::<0x31>(a, b);
            let [a, b, c, d] = sums;
            cast([low(a, b), high(a, b), low(c, d), high(c, d)])
        }

        #[inline(always)]
        fn count_met(self, met: Self::Best, best: Self::Best, above: i8) -> Self::Best {
            let above = self.avx._mm256_set1_epi8(above);
            let one = |met, best| self.avx2._mm256_sub_epi8(met, self.avx2._mm256_cmpgt_epi8(best, above));
            [one(met[0], best[0]), one(met[1], best[1])]
        }

        #[inline(always)]
        fn none_met(self) -> Self::Best {
            [self.avx._mm256_setzero_si256(); 2]
        }

        #[inline(always)]
        fn counts(self, met: Self::Best) -> Lanes<u8> {
            cast(met)
        }

        #[inline(always)]
        fn reaching(self, scores: &Lanes<i16>, cuts: &Lanes<i16>) -> u64 {
            let (scores, cuts): ([__m256i; 4], [__m256i; 4]) = (cast(*scores), cast(*cuts));
            let below = |at: usize| self.avx2._mm256_cmpgt_epi16(cuts[at], scores[at]);
            let bits = |at: usize| {
                let packed = self.avx2._mm256_packs_epi16(below(at), below(at + 1));
                let in_order = self.avx2._mm256_permute4x64_epi64::<0b11_01_10_00>(packed);
                u64::from(self.avx2._mm256_movemask_epi8(in_order).cast_unsigned())
            };
            const { assert!(LANES == 64) };
            !(bits(0) | bits(2) << 32)
        }
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two skills, two requirements: everything a machine does.
    fn all<M: Machine>(
        machine: M,
        levels: [&Lanes<i8>; 2],
        gains: [i16; 4],
        cuts: &Lanes<i16>,
    ) -> (Lanes<i16>, Lanes<u8>, u64) {
        let one = machine.levels(levels[0]);
        let best = machine.better(one, levels[1]);
        let sums = machine.earn(machine.earn(machine.sums(3), one, gains), best, gains);
        let met = machine.count_met(machine.count_met(machine.none_met(), best, UNMET), one, HIGHEST);
        let scores = machine.scores(sums);
        (scores, machine.counts(machine.count_met(met, one, UNMET)), machine.reaching(&scores, cuts))
    }

    proptest! {
        #[test]
        fn machines_are_equal(
            codes in prop::collection::vec(prop_oneof![Just(MISSING), Just(0i8), Just(2), Just(4), Just(6)], 2 * LANES),
            mut gains in any::<[u8; 4]>(), cuts in prop::collection::vec(0i16..300, LANES),
        ) {
            let Some(wide) = pulp::x86::V3::try_new() else { return Ok(()) };
            gains.sort_unstable();
            let gains = gains.map(|gain| i16::from(gain) * 19);
            let (codes, _) = codes.as_chunks::<LANES>();
            let cuts: Lanes<i16> = std::array::from_fn(|lane| cuts[lane] * 32);
            let levels = [&codes[0], &codes[1]];
            let found = wide.run(|| all(wide, levels, gains, &cuts));
            prop_assert_eq!(found, Plain.run(|| all(Plain, levels, gains, &cuts)));
        }
    }
}
