//! What would a program of the user's choice write? Drafts as JSON lines on its standard input and output, behind the checker.
//!
//! The program gets one statement at a time and may answer with a draft. What it invents, answers too late or not at all is
//! passed over and counted, and our own draft stays. There is no network code here: whether the program has any is the
//! user's affair, and so is whether two runs of it say the same.

mod program;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::extract::{Extractor, Level, ResumeProfile};
use crate::review::{Bullet, Rewrite, blanks, check};

use self::program::{Answer, Program};

/// Calls in a row without a usable line after which the program is asked no more.
const STRIKES: u32 = 3;

/// Bytes of a draft, and of a question.
const DRAFT_MAX: usize = 2000;
const QUESTION_MAX: usize = 300;

/// How a rewriter is started and how much it may ask of our patience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patience {
    /// How long one answer may take.
    pub wait: Duration,
    /// Statements that are asked for at most; the rest keep our drafts.
    pub calls: u64,
}

/// What came of the calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Calls {
    /// Statements that the program was asked for.
    pub asked: u64,
    /// Drafts of it that were taken.
    pub taken: u64,
    /// Answers that were no draft, or invented something.
    pub refused: u64,
    /// Calls without an answer in time.
    pub late: u64,
    /// Statements that it was not asked for: beyond the cap, or after it had failed too often.
    pub passed_over: u64,
}

impl Calls {
    /// The figures by the names that a run's manifest gives them.
    pub fn counts(&self) -> impl Iterator<Item = (String, u64)> {
        [
            ("rewriter_asked", self.asked),
            ("rewriter_taken", self.taken),
            ("rewriter_refused", self.refused),
            ("rewriter_late", self.late),
            ("rewriter_not_asked", self.passed_over),
        ]
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
    }

    /// What a person should know of them; none where every draft was taken.
    pub fn note(&self) -> Option<String> {
        let Self { asked, taken, refused, late, passed_over } = *self;
        (taken < asked || passed_over > 0).then(|| {
            format!(
                "rewriter: {taken} of {asked} drafts taken, {refused} refused, {late} late, {passed_over} statements not asked for; \
                 our own drafts stand in their place"
            )
        })
    }
}

/// What the program is told of a statement.
#[derive(Debug, Clone, Serialize)]
pub struct Ask<'a> {
    /// The statement as it stands.
    pub statement: &'a str,
    /// The line of its job.
    pub context: &'a str,
    /// What the person is judged as.
    pub level: Option<&'a str>,
    /// What weakens the statement: ids of the guide.
    pub flags: Vec<&'a str>,
    /// Our own draft, with blanks in square brackets.
    pub draft: &'a str,
    /// What fills them.
    pub questions: &'a [String],
}

impl<'a> Ask<'a> {
    /// Of a statement in the resume `text`, and our draft of it.
    pub fn of(
        text: &'a str,
        profile: &ResumeProfile,
        level: Option<Level>,
        bullet: &Bullet,
        ours: &'a Rewrite,
    ) -> Self {
        let role = bullet.role.and_then(|at| profile.roles.get(usize::from(at)));
        Self {
            statement: bullet.span.of(text),
            context: role.and_then(|r| r.span.of(text).lines().next()).unwrap_or_default(),
            level: level.map(Level::as_str),
            flags: bullet.flags.iter().map(|w| w.flag.as_str()).collect(),
            draft: &ours.text,
            questions: &ours.questions,
        }
    }
}

#[derive(Serialize)]
struct Request<'a> {
    id: u64,
    #[serde(flatten)]
    ask: &'a Ask<'a>,
}

/// A line of the program.
#[derive(Deserialize)]
struct Reply {
    id: u64,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    questions: Option<Vec<String>>,
}

/// The program, while it is asked.
pub struct Rewriter {
    command: Vec<String>,
    patience: Patience,
    program: Option<Program>,
    strikes: u32,
    calls: Calls,
}

impl Rewriter {
    /// Starts the program `command`: its path or name, then its arguments.
    ///
    /// # Errors
    /// [`Error::Config`] where it is empty or cannot be started.
    pub fn start(command: &[String], patience: Patience) -> Result<Self> {
        let program = Program::start(command).map_err(|e| Error::Config {
            place: "rewriter".to_owned(),
            message: format!("cannot start {:?}: {e}", command.first().map_or("", String::as_str)),
        })?;
        Ok(Self { command: command.to_vec(), patience, program: Some(program), strikes: 0, calls: Calls::default() })
    }

    /// What came of the calls so far.
    pub fn calls(&self) -> Calls {
        self.calls
    }

    /// The draft to show: the program's where it came in time and invents nothing, else `ours`.
    pub fn draft(&mut self, extractor: &Extractor, ask: &Ask<'_>, ours: Rewrite) -> Rewrite {
        if self.calls.asked >= self.patience.calls || self.strikes >= STRIKES {
            self.calls.passed_over += 1;
            return ours;
        }
        self.calls.asked += 1;
        match self.answer(ask) {
            Answer::Line(line) => match accepted(extractor, ask, self.calls.asked, &line, &ours) {
                Some(draft) => {
                    self.strikes = 0;
                    self.calls.taken += 1;
                    return draft;
                }
                None => self.calls.refused += 1,
            },
            Answer::Ended => {
                self.program = None;
                self.strikes += 1;
                self.calls.refused += 1;
            }
            Answer::Late => {
                // What it says later is about a statement that is done with: a new one starts with the next call.
                self.program = None;
                self.strikes += 1;
                self.calls.late += 1;
            }
        }
        ours
    }

    /// The program's line for this call. Lines for earlier calls are passed over.
    fn answer(&mut self, ask: &Ask<'_>) -> Answer {
        let id = self.calls.asked;
        let Ok(request) = serde_json::to_string(&Request { id, ask }) else { return Answer::Ended };
        if self.program.is_none() {
            self.program = Program::start(&self.command).ok();
        }
        let earlier = |line: &str| serde_json::from_str::<Reply>(line).is_ok_and(|reply| reply.id < id);
        self.program.as_mut().map_or(Answer::Ended, |p| p.ask(request, self.patience.wait, &earlier))
    }
}

/// The draft in an answer, where it is one and invents nothing.
fn accepted(extractor: &Extractor, ask: &Ask<'_>, id: u64, line: &str, ours: &Rewrite) -> Option<Rewrite> {
    let reply: Reply = serde_json::from_str(line).ok()?;
    let text = reply.draft.trim();
    let printable = |text: &str| !text.chars().any(char::is_control);
    if reply.id != id || text.is_empty() || text.len() > DRAFT_MAX || !printable(text) {
        return None;
    }
    let asked = blanks(text);
    let questions = match reply.questions {
        Some(questions) => questions,
        // Our questions are about what the statement lacks, whoever words it.
        None => ours.questions.clone(),
    };
    let fits = |q: &String| q.len() <= QUESTION_MAX && q.trim_end().ends_with(['?', '.']) && printable(q);
    if questions.len() < asked || !questions.iter().all(fits) {
        return None;
    }
    check(extractor, ask.statement, ask.context, text).ok()?;
    Some(Rewrite { text: text.to_owned(), questions })
}
