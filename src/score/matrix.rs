//! Every resume's evidence, skill by skill.

use rustc_hash::FxHashMap;

use super::Evidence;

/// Resumes x skills. A row holds what one resume proves, the strongest first; what it doesn't prove takes no room.
///
/// Skills that no resume proves have no column: the work and the memory follow what was found, not the taxonomy.
#[derive(Debug, Clone, Default)]
pub struct EvidenceMatrix {
    columns: FxHashMap<u32, u32>,
    row_starts: Vec<usize>,
    /// A column and its level, never missing. Rows are sorted by falling level, then column; no column twice.
    cells: Vec<(u32, Evidence)>,
}

impl EvidenceMatrix {
    /// A row for each resume, in the order given, from its (skill, level) pairs in any order. Of a skill that stands
    /// there more than once the best level counts.
    pub fn new<R>(resumes: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = (u32, Evidence)>,
    {
        let mut matrix = Self { row_starts: vec![0], ..Self::default() };
        for resume in resumes {
            let start = matrix.cells.len();
            for (skill, level) in resume {
                if level > Evidence::Missing {
                    let next = matrix.columns.len() as u32;
                    matrix.cells.push((*matrix.columns.entry(skill).or_insert(next), level));
                }
            }
            let row = &mut matrix.cells[start..];
            row.sort_unstable_by_key(|&(column, level)| (column, std::cmp::Reverse(level)));
            let mut kept = 0;
            for at in 0..row.len() {
                if kept == 0 || row[kept - 1].0 != row[at].0 {
                    row[kept] = row[at];
                    kept += 1;
                }
            }
            row[..kept].sort_unstable_by_key(|&(column, level)| (std::cmp::Reverse(level), column));
            matrix.cells.truncate(start + kept);
            matrix.row_starts.push(matrix.cells.len());
        }
        matrix
    }

    /// How many resumes there are.
    pub fn resumes(&self) -> usize {
        self.row_starts.len().saturating_sub(1)
    }

    /// What a resume proves of a skill.
    pub fn level(&self, resume: usize, skill: u32) -> Evidence {
        let Some(column) = self.column(skill) else { return Evidence::Missing };
        self.row(resume).iter().find(|cell| cell.0 == column).map_or(Evidence::Missing, |cell| cell.1)
    }

    /// How many columns there are: skills that some resume proves.
    pub(super) fn columns(&self) -> usize {
        self.columns.len()
    }

    /// The column of a skill; none where no resume proves it.
    pub(super) fn column(&self, skill: u32) -> Option<u32> {
        self.columns.get(&skill).copied()
    }

    /// A resume's cells: a column and its level.
    pub(super) fn row(&self, resume: usize) -> &[(u32, Evidence)] {
        &self.cells[self.row_starts[resume]..self.row_starts[resume + 1]]
    }
}
