//! What a word is in itself, as a bit.

/// The classes with the names that they have in the list; some are told by other lists, or by the letters.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $name:literal,)*) => {
        /// Their bits, in order.
        #[allow(clippy::upper_case_acronyms, non_camel_case_types)]
        enum Bit {
            $($class,)*
        }

        impl Class {
            $($(#[$doc])* pub(super) const $class: Self = Self(1 << Bit::$class as u32);)*

            /// The class of a name in `words.csv`.
            pub(super) fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$class),)*
                    _ => None,
                }
            }
        }
    };
}

/// What a word is, or what all words of a statement are together: most questions end with a look at the latter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Class(u128);

classes! {
    /// A phrase about a system ends here.
    END = "end",
    /// Stands before a kind of system and does not tell which one.
    GENERIC = "generic",
    /// People, times and other things that cannot run.
    NO_THING = "no_thing",
    /// Counts or parts what follows "of".
    SHARE = "share",
    /// A trade, or a person of it.
    TRADE = "trade",
    /// Before it a kind of system only says of which kind: "API guidelines".
    KIND_OF = "kind_of",
    /// A finite verb, as a reason has one.
    FINITE = "finite",
    /// A length of time.
    TIME = "time",
    /// A verb of work (`verbs.csv`).
    VERB = "verb",
    /// A thing or an activity of a trade, by which work on software is told from other work: "timesheets", "milking".
    SUBJECT = "subject",
    /// Such a one of every shop and office, or a pastime: it tells with another word alone ("stock levels", "chess clock").
    COMMON_SUBJECT = "common_subject",
    /// A firm, an office or a place, before a thing of it: "the hospital stock".
    PLACE = "place",
    /// What a system does with a thing: "parcel tracking".
    DOES = "does",
    /// What all software has such a thing for: "bug tracking".
    OF_ALL = "of_all",
    /// Who decides whom the work was for, in the singular.
    DECIDES = "decides",
    /// What they decided, in the past.
    DECIDED = "decided",
    /// Outcomes that are told by what came later have one of these.
    AFTERWARDS = "afterwards",
    /// What goes wrong, where it is told that there was none.
    HARM = "harm",
    /// An activity that a system is named by: "booking".
    ACTIVITY = "activity",
    /// Leads to what work was done on: "in the router".
    INTO = "into",
    /// A verb whose object is what was made.
    MAKER = "maker",
    /// A kind of program, or of a part of one, in the singular: what it does tells which one it is.
    PROGRAM = "program",
    /// What programs hold or read, whatever they do: "files", "records".
    RECORDS = "records",
    /// What programs do with data, as a noun: "the ingestion of meter readings".
    DATA_ACTION = "data_action",
    /// Where somebody is taught.
    COURSE = "course",
    /// What is done with a course.
    TAKES_PART = "takes_part",
    /// A word of another trade, in which breakers break currents.
    ELECTRICAL = "electrical",
    /// A kind of system that is a name by itself: "checkout".
    OWN = "own",
    /// The label of a list: "Technologies:".
    LIST = "list",
    /// A number in words, or a part of one.
    NUMBER = "number",
    /// A degree or a course of study.
    DEGREE = "degree",
    /// A grade of a school.
    GRADE = "grade",
    /// What is finished or passed where somebody studied.
    STUDY = "study",
    /// Opens a line of a person's particulars: "phone", "hobbies".
    LABEL = "label",
    /// A person's particulars, anywhere in a short line.
    PERSONAL = "personal",
    /// A kind of system that is a thing of every office as well.
    OFFICE = "office",
    /// Somebody knows something: "knowledge", "familiar".
    KNOWING = "knowing",
    /// What people take their time for: to notice, mend, close or learn.
    HANDLING = "handling",
    /// Found, caught: what a test or a look brought to light.
    FINDS = "finds",
    /// A judgement of others on the work: an audit, an approval.
    VERDICT = "verdict",
    /// What others do with what was made for them.
    USES = "uses",
    /// Who is on call for people.
    RESCUE = "rescue",
    /// Firms, offices and places that work may be for, in the plural.
    ORGANISATION = "organisation",
    /// Who pays for software, by kind.
    CUSTOMER = "customer",
    /// Somebody else's work was helped with.
    HELP = "help",
    /// What became of a matter, or until when it was otherwise: "closed", "withdrawn", "until".
    SETTLES = "settles",
    /// Says no: "not", "no".
    NOT = "not",
    /// What measures or is machined: its errors are no failures.
    MEASURING = "measuring",
    /// Who is on duty in other trades, so that a plan of it is a product.
    ON_DUTY = "on_duty",
    /// What is raised and is no higher then: tickets, funds.
    RAISED = "raised",
    /// What offices develop and implement: plans, policies, courses.
    PLANNED = "planned",
    /// One thing is given, or preferred, for another.
    GIVES = "gives",
    /// A way of building that is no name of a technology.
    WAY = "way",
    /// Whoever mends, looks for or learns something chooses nothing.
    MENDS = "mends",
    /// Others wanted something.
    WISHES = "wishes",
    /// What may speak for a way that was not taken.
    BETTER = "better",
    /// What a way that was not taken did wrong.
    FALLS_SHORT = "falls_short",
    /// Of this it is no way of building that would have done something.
    NO_WAY = "no_way",
    /// Leads to where one of two ways is taken.
    WHEREABOUTS = "whereabouts",
    /// Sets two things against each other.
    CONTRA = "contra",
    /// What others give, so that something is done otherwise.
    COUNSEL = "counsel",
    /// A way is looked at.
    TRIES = "tries",
    /// What was looked at is left.
    LEAVES = "leaves",
    /// A way is not taken, which stands behind it.
    SHUNS = "shuns",
    /// Opens a phrase of two words for what is not taken: "left ... out", "did without".
    ASIDE = "aside",
    /// What might be, or might have been.
    WOULD = "would",
    /// More than was wanted.
    TOO = "too",
    /// Behind it stands what something is compared with.
    THAN = "than",
    /// Wrong in itself, as a file or a run may be.
    BAD = "bad",
    /// What goes out at once, and may be wrong: a file, a run, a release.
    RUN = "run",
    /// Out of order, or in the way of others: "a dead camera", "one noisy tenant".
    BROKEN = "broken",
    /// What programs run on, or one of several that do the same.
    MACHINE = "machine",
    /// Says that something is never so.
    NEVER = "never",
    /// What is bad is done on purpose, to see that it can be borne.
    REHEARSES = "rehearses",
    /// Leads to what a message has in it.
    CARRIES = "carries",
    /// What a way that was not taken did wrong, in a bracket behind the one that was.
    WRONG = "wrong",
    /// A system stands still for a while.
    STOPS = "stops",
    /// What rows are found by.
    ROW_KEY = "row_key",
    /// A status that somebody must have thought of: a 404 or a 500 comes by itself.
    STATUS = "status",
    /// What programs send each other.
    MESSAGE = "message",
    /// Is a noun as often, but a verb in a clause that tells why.
    ALSO_VERB = "also_verb",
    /// A clause without a finite verb has one of these.
    HAVING = "having",
    /// People, where the letters of the word do not say so.
    PEOPLE = "people",
    /// A thing that is named as people are: "server", "scanner".
    THING = "thing",
    /// Opens a clause of what follows.
    SO = "so",
    /// Tells of today.
    NOW = "now",
    /// An audit was passed.
    PASSED = "passed",
    /// Leads to how.
    BY = "by",
    /// What is known of a thing, so that to develop it is to learn.
    LEARNT = "learnt",
    /// Who may have done the work that somebody supported.
    COLLEAGUE = "colleague",
    /// Stands before the verb of a statement and says nothing.
    BEFORE_VERB = "before_verb",
    /// What is done where somebody studies.
    STUDIED = "studied",
    /// A kind of thing that is software wherever it stands.
    SOFTWARE = "software",
    /// What those speak of who train models or work on algorithms: work on software that may name no technology.
    MODELS = "models",
    /// What a team meets for.
    MEETING = "meeting",
    /// Opens a wish.
    WISH = "wish",
    /// Opens a claim about oneself.
    ABLE = "able",
    /// Praises oneself, where a trait follows.
    PRAISE = "praise",
    /// A trait of a person.
    TRAIT = "trait",
    /// Outcomes that are told without a verb of result have one of these: "it used to take", "half the bill", "nothing was lost".
    TELLS = "tells",
    /// Tells that a time is that of an answer.
    ANSWER = "answer",
    /// Tells so of a few seconds.
    BRIEF = "brief",
    /// Tells that a share is that of the time in which a system works.
    UPTIME = "uptime",
    /// Tells that a time was won.
    SAVED = "saved",
    /// Tells that people of the trade were led.
    LEADING = "leading",
    /// Ends the phrase of a number.
    STOP = "stop",
    /// What a number behind it numbers: "step", "page".
    NUMBERED = "numbered",
    /// Makes the number before it a change: "40 % faster", "3x fewer".
    COMPARED = "compared",
    /// What goes wrong, or is asked because of it: its number says how well a system works, not how big it is.
    FAILURE = "failure",
    /// What is written by hand or held by a system.
    HELD = "held",
    /// How often people ship says nothing of what they ship.
    RELEASE = "release",
    /// What is counted of the work, not of the system.
    OF_THE_WORK = "of_the_work",
    /// Stands behind a number and says what it measures (`units.csv`).
    UNIT = "unit",
    /// A word that may open a metric.
    OPENS_METRIC = "opens_metric",
    /// A verb of change, by how it begins; told of words of the lists alone.
    CHANGE = "change",
    /// Begins a phrase of several words whose second word is the beginning of one.
    BEGINS_OPEN = "begins_open",
    /// Stands in a list.
    KNOWN = "known",
    /// Begins with a letter, and has letters and digits alone: none of the marks that part it into tokens.
    LETTERS = "letters",
    /// Has a digit.
    DIGIT = "digit",
    /// Has a hyphen, a slash or a plus within.
    JOINT = "joint",
    /// A colon or semicolon stands behind a word of the statement.
    OPENS_CLAUSE = "opens_clause",
    /// A semicolon or full stop stands behind one.
    ENDS_CLAUSE = "ends_clause",
}

impl Class {
    /// Of no class.
    pub(super) const NONE: Self = Self(0);

    /// These and others.
    pub(super) const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether one of these classes is among them.
    #[inline]
    pub(super) fn has(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }
}

impl std::ops::BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
