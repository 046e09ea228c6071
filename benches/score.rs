//! All pairs of 100,000 resumes and 2,000 postings, the best 50 of both sides kept.
//!
//! 1,000 skills, 9 requirements a posting (30 % with two or three alternatives), skills drawn evenly or by Zipf's law,
//! 25 proven skills a resume, or 60 with what they imply and neighbour. One thread, so that the figure is that of a core.

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaprank::score::{CompiledPosting, Credits, Evidence, EvidenceMatrix, Kept, Ranking, Wanted};

const RESUMES: usize = 100_000;
const POSTINGS: usize = 2_000;
const SKILLS: usize = 1_000;
const TOP: usize = 50;

/// SplitMix64: the same figures on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % sides
    }

    /// A skill, its popularity given as cumulative parts.
    fn skill(&mut self, popularity: &[u64]) -> u32 {
        let part = self.roll(popularity[SKILLS - 1]);
        popularity.partition_point(|&end| end <= part) as u32
    }

    fn skills(&mut self, popularity: &[u64], many: usize) -> BTreeSet<u32> {
        let mut skills = BTreeSet::new();
        while skills.len() < many {
            skills.insert(self.skill(popularity));
        }
        skills
    }
}

fn popularity(zipf: bool) -> Vec<u64> {
    let parts = (1..=SKILLS as u64).map(|rank| if zipf { 1_000_000 / rank } else { 1 });
    parts
        .scan(0, |sum, part| {
            *sum += part;
            Some(*sum)
        })
        .collect()
}

fn resumes(dice: &mut Dice, popularity: &[u64], proven: usize, weak: usize) -> Vec<Vec<(u32, Evidence)>> {
    let resume = |_| {
        let mut resume = Vec::with_capacity(proven + weak);
        for (at, skill) in dice.skills(popularity, proven + weak).into_iter().enumerate() {
            // Spread over the skills, not over the first ones.
            let is_proven = (at * proven) % (proven + weak) < proven;
            let level = match (is_proven, dice.roll(10)) {
                (true, 0..4) => Evidence::Demonstrated,
                (true, _) => Evidence::Listed,
                (false, 0..4) => Evidence::Implied,
                (false, _) => Evidence::Adjacent,
            };
            resume.push((skill, level));
        }
        resume
    };
    (0..RESUMES).map(resume).collect()
}

fn postings(dice: &mut Dice, popularity: &[u64]) -> Vec<CompiledPosting> {
    let posting = |_| {
        let mut wanted = Vec::new();
        for _ in 0..9 {
            let many = if dice.roll(10) < 3 { 2 + dice.roll(2) as usize } else { 1 };
            let any_of: Vec<u32> = dice.skills(popularity, many).into_iter().collect();
            let importance = dice.roll(3);
            let weight = [4, 2, 1][importance as usize] * (5 + dice.roll(6));
            wanted.push(Wanted { any_of, weight, required: importance == 0 });
        }
        CompiledPosting::new(wanted, &Credits::default())
    };
    (0..POSTINGS).map(posting).collect()
}

/// Some resumes' rows, once more from plain scores.
fn check(kept: &[Kept], matrix: &EvidenceMatrix, postings: &[CompiledPosting]) {
    for resume in (0..RESUMES).step_by(9_973) {
        let mut plain = Vec::new();
        for (posting, compiled) in postings.iter().enumerate() {
            let found = compiled.assess(|skill| matrix.level(resume, skill));
            let coverage = f64::from(found.required_met) / f64::from(found.required_total.max(1));
            plain.push((found.score, coverage, posting as u32));
        }
        plain.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        let own = kept.iter().filter(|kept| kept.resume == resume as u32 && kept.rank_in_resume.is_some());
        assert!(own.map(|kept| (kept.posting, kept.score())).eq(plain[..TOP].iter().map(|row| (row.2, row.0))));
    }
    assert_eq!(kept.iter().filter(|kept| kept.rank_in_posting.is_some()).count(), POSTINGS * TOP);
}

/// The whole work, on the thread that it is called on.
fn run(matrix: &EvidenceMatrix, postings: &[CompiledPosting], tell: impl FnMut(Kept)) {
    let ranking = Ranking::new(matrix, postings, TOP, TOP);
    let stretch = ranking.score(0..matrix.resumes());
    let sides = ranking.posting_sides(std::slice::from_ref(&stretch));
    ranking.kept(&stretch, &sides, tell);
}

fn score(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("score");
    group.throughput(Throughput::Elements((RESUMES * POSTINGS) as u64)).sample_size(10);
    for (name, zipf, proven, weak) in
        [("even-25", false, 25, 0), ("even-60", false, 25, 35), ("zipf-25", true, 25, 0), ("zipf-60", true, 25, 35)]
    {
        let (mut dice, popularity) = (Dice(1), popularity(zipf));
        let postings = postings(&mut dice, &popularity);
        let matrix = EvidenceMatrix::new(resumes(&mut dice, &popularity, proven, weak));
        let mut kept = Vec::new();
        run(&matrix, &postings, |pair| kept.push(pair));
        check(&kept, &matrix, &postings);
        drop(kept);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                run(&matrix, &postings, |pair| {
                    black_box(pair);
                });
            });
        });
    }
    group.finish();
}

criterion_group!(benches, score);
criterion_main!(benches);
