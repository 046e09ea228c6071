//! HTML: its headings, items and paragraphs, as a person sees them.

use super::ReadOutcome;
use crate::ingest::html::{Purpose, page};
use crate::ingest::{Block, Limits, Reading, ReadingQuality, Remark, RemarkKind, decode};

pub(super) fn read(bytes: &[u8], _: &Limits) -> ReadOutcome {
    let page = page(&decode::html(bytes), Purpose::Document);
    let blocks = page.blocks.into_iter().map(|block| Block { kind: block.kind, text: block.text }).collect();
    let hidden = page.hidden.join(" ");
    let remarks = if hidden.is_empty() { Vec::new() } else { vec![Remark::new(RemarkKind::HiddenText, &hidden)] };
    Ok(Reading { blocks, quality: ReadingQuality::Ok, remarks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_a_resume() {
        let html = "<title>cv</title><header><h1>Jo Doe</h1></header><nav>Home</nav><h2>Skills</h2><ul><li>Go</ul>\
            <p style='color:#fefefe;font-size:1px'>Kafka Kafka</p><p>Since 2020<br>at Acme</p><footer>Lima</footer>";
        let reading = read(html.as_bytes(), &Limits::default()).unwrap();
        let lines: Vec<_> = reading.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(lines, ["Jo Doe", "Skills", "Go", "Since 2020\nat Acme", "Lima"]);
        assert_eq!(reading.remarks, [Remark::new(RemarkKind::HiddenText, "Kafka Kafka")]);
    }
}
