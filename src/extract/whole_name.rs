//! The names in a job's head as a whole: titles with their second part, and without the towns that stand behind them.

use crate::text::Span;

use super::date::month_of;
use super::firm::{before_town, end_of_form, is_field, is_firm_name, is_region, is_state, names_field, without_town};
use super::head_part::{Lead, Part};
use super::named::{HeadParts, TITLE_WORDS};
use super::part_kind::{is_second, is_short_for};
use super::post::{ends_as_post, names_post, post_of};

impl HeadParts<'_, '_> {
    /// The employer's name without what stands around it.
    pub(super) fn firm(&self, at: usize) -> Span {
        let span = self.parts[at].span;
        let mut text = span.of(self.scan.text);
        // "Since May 2019 with Example, Other and Sons Ltd"
        let goes_on = |next: &Part| next.line == self.parts[at].line && next.mark == ',' && next.lead == Lead::No;
        if self.parts[at].lead == Lead::At
            && end_of_form(text).is_none()
            && let Some(next) = self.parts.get(at + 1).filter(|next| goes_on(next))
            && end_of_form(next.span.of(self.scan.text)).is_some()
        {
            return Span { start: span.start, end: next.span.end };
        }
        // "Example Bern, CA": a state stands behind its town.
        let state = self.parts.get(at + 1).is_some_and(|next| {
            next.line == self.parts[at].line && next.mark == ',' && is_state(next.span.of(self.scan.text))
        });
        if state
            && !is_firm_name(text)
            && let Some(lead) = before_town(text)
        {
            text = lead;
        }
        let formed = self.parts[at].bracket.then(|| end_of_form(text)).flatten();
        let name = formed.map_or_else(|| without_town(text), |end| &text[..end]);
        // "Example Savings Bank (ESB)"
        let next = self.parts.get(at + 1).filter(|next| next.bracket && next.line == self.parts[at].line);
        let short = |next: &&Part| {
            let short = next.span.of(self.scan.text);
            let closed = self.scan.text[next.span.end as usize..].starts_with([')', ']']);
            let touches = closed && next.span.start <= span.end + 2 && name.len() == span.of(self.scan.text).len();
            touches && is_short_for(short, name)
        };
        if let Some(next) = next.filter(short) {
            return Span { start: span.start, end: next.span.end + 1 };
        }
        Span { start: span.start, end: span.start + name.len() as u32 }
    }

    /// The title with its second part, and without the town that stands behind it.
    pub(super) fn whole_title(&self, at: usize, company: Option<usize>) -> Span {
        let part = self.parts[at];
        let mut span = part.span;
        let text = span.of(self.scan.text);
        let next_to = |other: &Part| other.line == part.line;
        let region = self
            .parts
            .get(at + 1)
            .is_some_and(|next| next_to(next) && next.mark == ',' && is_region(self.text(at + 1)));
        let long = text.split_whitespace().count() > TITLE_WORDS;
        let goes_on = part.lead == Lead::As && [" on ", " for ", " under "].iter().any(|word| text.contains(word));
        // "Feb Web Developer": a month that has lost its year.
        let (first, rest) = text.split_once(' ').unwrap_or_default();
        if month_of(&first.to_lowercase()).is_some() {
            span.start += (text.len() - rest.len()) as u32;
        }
        if (region || long || goes_on)
            && let Some(post) = post_of(text)
        {
            return Span { start: span.start, end: span.start + post.len() as u32 };
        }
        let elsewhere = |company: usize| self.parts[company].line != part.line && is_firm_name(self.text(company));
        let mut extended = false;
        for next in at + 1..self.parts.len() {
            let (beside, text) = (&self.parts[next], self.text(next));
            let tools = || !self.scan.names_in(beside.span).is_empty() && !names_post(text);
            if !next_to(beside) || beside.lead != Lead::No || Some(next) == company || beside.mark == ' ' {
                break;
            }
            if beside.bracket {
                let close = self.scan.text[beside.span.end as usize..].starts_with([')', ']']);
                let tool = self.scan.names_in(beside.span).iter().any(|name| name.span == beside.span);
                if !close || !(tool || is_second(text)) {
                    break;
                }
                span.end = beside.span.end + 1;
                break;
            }
            let comma = part.lead != Lead::As && matches!(beside.mark, ',' | ';');
            let joined = (comma || beside.mark == '-') && !is_firm_name(text) && !is_region(text);
            let field = is_field(text) || names_field(text) && company.is_some() && !self.has_town(next);
            let short = beside.mark == '-' && is_second(text);
            let tail = extended && company.is_some_and(elsewhere);
            let second = ends_as_post(text) || field && !tools() || short || tail;
            if !joined || !second || self.is_place(next, Some(at)) && !names_field(text) {
                break;
            }
            span.end = beside.span.end;
            extended = true;
        }
        let before = at.checked_sub(1).filter(|before| {
            let other = &self.parts[*before];
            next_to(other) && Some(*before) != company && !other.bracket && other.lead == Lead::No
        });
        if let Some(before) = before
            && matches!(part.mark, ',' | '-')
            && company.is_some_and(elsewhere)
            && !is_firm_name(self.text(before))
        {
            span.start = self.parts[before].span.start;
        }
        span
    }
}
