//! Reading a query, and saying where it cannot be read.

use tantivy::Index;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, ExistsQuery, Occur, Query, QueryParser, QueryParserError, RangeQuery,
};
use tantivy::query_grammar::{UserInputAst, UserInputLeaf, parse_query, parse_query_lenient};

use super::fields::Fields;
use crate::error::{Error, Result};

/// Brackets within brackets that a query may have: tantivy's grammar recurses, and thousands would overflow the stack.
const MAX_DEPTH: usize = 64;

/// Characters that a query may have: words such as NOT recurse too.
const MAX_CHARS: usize = 4_000;

/// Reads `query`: words are looked for in title and body, and all of them must be there.
///
/// # Errors
/// [`Error::Query`] with the place where reading stopped.
pub(super) fn read(index: &Index, fields: &Fields, query: &str) -> Result<Box<dyn Query>> {
    let fail = |byte: usize, message: String| {
        let column = query.char_indices().take_while(|&(at, _)| at < byte).count();
        Err(Error::Query { query: query.to_owned(), column, message })
    };
    if query.trim().is_empty() {
        return fail(0, "it is empty".to_owned());
    }
    if let Some((byte, _)) = query.char_indices().nth(MAX_CHARS) {
        return fail(byte, format!("more than {MAX_CHARS} characters"));
    }
    if let Some(byte) = too_deep(query) {
        return fail(byte, format!("more than {MAX_DEPTH} brackets within brackets"));
    }
    let Ok(ast) = parse_query(query) else {
        if query.matches('"').count() % 2 == 1 {
            return fail(query.rfind('"').unwrap_or_default(), "a quotation mark without its other one".to_owned());
        }
        let (_, errors) = parse_query_lenient(query);
        return match errors.into_iter().min_by_key(|error| error.pos) {
            Some(error) => fail(error.pos, error.message),
            None => fail(query.len(), "a word or a bracket is missing here or before".to_owned()),
        };
    };
    let mut parser = QueryParser::for_index(index, vec![fields.title, fields.body]);
    parser.set_conjunction_by_default();
    if let Some((byte, message)) = culprit(&parser, fields, &ast, query) {
        return fail(byte, message);
    }
    match all_but(ast) {
        Some(ast) => match parser.build_query_from_user_input_ast(ast) {
            Ok(query) => Ok(unscored_filters(query)),
            Err(error) => fail(0, message(&error, fields)),
        },
        None => fail(0, format!("more than {MAX_DEPTH} parts within parts")),
    }
}

/// The query with ranges and the like picking postings without adding to their score. tantivy gives each a constant score,
/// but drops it in a segment all of whose documents are in the range; then a score would depend on which documents share
/// a segment, which threads decide. Not deeper than the query that was read, which is bounded.
fn unscored_filters(query: Box<dyn Query>) -> Box<dyn Query> {
    if let Some(boolean) = query.downcast_ref::<BooleanQuery>() {
        let clauses = boolean.clauses().iter().map(|(occur, clause)| (*occur, unscored_filters(clause.box_clone())));
        return Box::new(BooleanQuery::new(clauses.collect()));
    }
    if query.is::<RangeQuery>() || query.is::<ExistsQuery>() || query.is::<AllQuery>() {
        return Box::new(ConstScoreQuery::new(query, 0.0));
    }
    query
}

/// `-php` means every posting without it, by itself and as the second half of `go AND NOT php`: tantivy wants to be told
/// what it is taken from, and would find nothing. None where the query nests too deep to be run.
fn all_but(mut ast: UserInputAst) -> Option<UserInputAst> {
    // A list in place of recursion: a row of minus signs nests as deep as it is long.
    let mut open = vec![(&mut ast, 0)];
    while let Some((part, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return None;
        }
        match part {
            UserInputAst::Clause(clauses) => {
                if !clauses.is_empty() && clauses.iter().all(|(occur, _)| *occur == Some(Occur::MustNot)) {
                    clauses.push((Some(Occur::Must), UserInputAst::from(UserInputLeaf::All)));
                }
                open.extend(clauses.iter_mut().map(|(_, clause)| (clause, depth + 1)));
            }
            UserInputAst::Boost(inner, _) => open.push((inner, depth + 1)),
            UserInputAst::Leaf(_) => {}
        }
    }
    Some(ast)
}

/// The first part of the query that cannot be read by itself: where it starts, in bytes, and why.
fn culprit(parser: &QueryParser, fields: &Fields, ast: &UserInputAst, query: &str) -> Option<(usize, String)> {
    let mut leaves = Vec::new();
    collect_leaves(ast, &mut leaves);
    // A part knows its field but not its place; the parts before it say which of the field's places it is.
    let mut from = 0;
    for leaf in leaves {
        let name = field_name(leaf);
        let start = name.and_then(|name| Some(from + query.get(from..)?.find(&format!("{name}:"))?));
        if let Some(message) = complaint(parser, fields, leaf) {
            return Some((start.unwrap_or(from), message));
        }
        if let (Some(start), Some(name)) = (start, name) {
            from = start + name.len() + 1;
        }
    }
    None
}

/// What is wrong with a part of a query by itself.
fn complaint(parser: &QueryParser, fields: &Fields, leaf: &UserInputLeaf) -> Option<String> {
    if let UserInputLeaf::Exists { field: name } = leaf {
        // tantivy would find out only when it searches.
        return match fields.schema.get_field(name) {
            Ok(field) if fields.schema.get_field_entry(field).is_fast() => None,
            Ok(_) => Some(format!("whether there is a \"{name}\" cannot be asked")),
            Err(_) => Some(message(&QueryParserError::FieldDoesNotExist(name.clone()), fields)),
        };
    }
    match parser.build_query_from_user_input_ast(UserInputAst::from(leaf.clone())) {
        Ok(_) | Err(QueryParserError::AllButQueryForbidden) => None,
        Err(error) => Some(message(&error, fields)),
    }
}

fn collect_leaves<'a>(ast: &'a UserInputAst, leaves: &mut Vec<&'a UserInputLeaf>) {
    match ast {
        UserInputAst::Clause(clauses) => clauses.iter().for_each(|(_, clause)| collect_leaves(clause, leaves)),
        UserInputAst::Boost(inner, _) => collect_leaves(inner, leaves),
        UserInputAst::Leaf(leaf) => leaves.push(leaf),
    }
}

fn field_name(leaf: &UserInputLeaf) -> Option<&str> {
    match leaf {
        UserInputLeaf::Literal(literal) => literal.field_name.as_deref(),
        UserInputLeaf::Range { field, .. } | UserInputLeaf::Set { field, .. } | UserInputLeaf::Regex { field, .. } => {
            field.as_deref()
        }
        UserInputLeaf::Exists { field } => Some(field),
        UserInputLeaf::All => None,
    }
}

/// What is wrong, in the words of somebody who does not know tantivy.
fn message(error: &QueryParserError, fields: &Fields) -> String {
    match error {
        QueryParserError::FieldDoesNotExist(name) => {
            format!("there is no field \"{name}\"; there are {}", fields.names())
        }
        QueryParserError::ExpectedInt(_) => "a whole number is expected here".to_owned(),
        QueryParserError::ExpectedBool(_) => "true or false is expected here".to_owned(),
        QueryParserError::FieldDoesNotHavePositionsIndexed(name) => {
            format!("\"{name}\" is compared as a whole, not by words")
        }
        other => {
            let text = other.to_string();
            let mut chars = text.chars();
            chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
        }
    }
}

/// Where the brackets of `query` first stand deeper than is allowed, in bytes.
fn too_deep(query: &str) -> Option<usize> {
    let mut depth = 0_usize;
    query.char_indices().find_map(|(byte, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > MAX_DEPTH).then_some(byte)
    })
}

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::index::{PostingDoc, PostingIndex};

    fn index() -> PostingIndex {
        let posting = |id: &str, title: &str, skill: (&str, &str), date: Option<&str>, years| PostingDoc {
            posting_id: id.into(),
            title: title.into(),
            company: "Acme Ltd".into(),
            body: format!("We look for a {title}."),
            skills: vec![skill.0.into()],
            skill_names: vec![skill.1.into()],
            tiers: vec!["frameworks".into()],
            date: date.map(Into::into),
            level: Some("senior".into()),
            min_years: years,
            is_remote: years.map(|years| years > 3),
            ..PostingDoc::default()
        };
        let mut index = PostingIndex::in_memory(1).expect("an index");
        let postings = [
            posting("a", "Backend developer", ("spring-boot", "Spring Boot"), Some("2026-10-31"), Some(2)),
            posting("b", "Backend engineer", ("kafka", "Kafka"), Some("2026-11-01"), Some(5)),
            posting("c", "Data engineer", ("cpp", "C++"), None, None),
        ];
        index.add(&postings).expect("postings");
        index.commit().expect("a commit");
        index
    }

    #[test]
    fn queries_pick_postings() {
        let index = index();
        let table = [
            ("backend", "ab"),
            ("backend engineer", "b"),
            ("backend OR data", "abc"),
            ("title:backend AND skill:kafka AND date:[2026-11-01 TO *]", "b"),
            ("date:[2026-11-01 TO *]", "b"),
            ("date:{* TO 2026-11-01}", "a"),
            ("date:2026-10-31", "a"),
            ("skill:Kafka", "b"),
            ("skill:spring-boot", "a"),
            ("skill:\"spring boot\"", "a"),
            ("skill:\"Spring Boot\"", "a"),
            ("skill:\"c++\"", "c"),
            ("skill:c++", "c"),
            ("skill:spring", ""),
            ("skill: IN [kafka cpp]", "bc"),
            ("tier:frameworks level:Senior", "abc"),
            ("min_years:[3 TO *]", "b"),
            ("is_remote:true", "b"),
            ("company:acme -skill:kafka", "ac"),
            ("-skill:kafka", "ac"),
            ("NOT skill:kafka", "ac"),
            ("company:acme AND NOT skill:kafka", "ac"),
            ("engineer AND NOT (skill:kafka OR skill:cpp)", ""),
            ("engineer AND NOT NOT skill:kafka", "b"),
            ("posting_id:a", "a"),
            ("date:*", "ab"),
            ("*", "abc"),
        ];
        for (query, want) in table {
            assert_eq!(index.select(query).expect(query).concat(), want, "{query}");
        }
        // What the limits let through does not overflow the stack.
        for query in ["(".repeat(64) + "a" + &")".repeat(64), "NOT ".repeat(999) + "a", "-".repeat(3_999) + "a"] {
            let _ = index.select(&query);
        }
        assert_eq!(index.document_frequency("kafka").expect("a count"), 1);
        assert_eq!(index.document_frequency("php").expect("a count"), 0);
    }

    #[test]
    fn errors_show_their_place() {
        let index = index();
        let table = [
            ("", 0, "empty"),
            ("  ", 0, "empty"),
            ("title:", 6, "expected word"),
            ("\u{fc}ber AND skil:kafka", 9, "no field \"skil\""),
            ("min_years:3 AND min_years:many", 16, "whole number"),
            ("is_remote:maybe", 0, "true or false"),
            ("backend AND (data", 17, ""),
            ("backend AND", 11, "missing"),
            ("big \"data", 4, "quotation mark"),
            ("date:* AND title:*", 11, "cannot be asked"),
            ("nosuch:*", 0, "no field"),
        ];
        let (deep, long) = ("(".repeat(1_000), "a ".repeat(100_000));
        let limits = [(deep.as_str(), 64, "brackets"), (long.as_str(), 4_000, "characters")];
        for (given, want, words) in table.into_iter().chain(limits) {
            match index.select(given) {
                Err(Error::Query { query, column, message }) => {
                    assert_eq!((query.as_str(), column), (given, want), "{message}");
                    assert!(message.contains(words), "{given}: {message}");
                }
                other => panic!("{given}: {other:?}"),
            }
        }
    }
}
