//! What goes through the pipes between a run and its reading processes: a JSON header after its length, then, in a
//! request, the document.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::ingest::Reading;
use crate::ingest::reject::Fault;
use crate::ingest::resume::Means;

/// What is asked of a reading process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// The format that the document is in, as tables print it.
    pub(super) format: String,
    pub(super) means: Means,
    /// Bytes of the document that follows.
    pub(super) bytes: u64,
}

/// What it answers.
pub(super) type Answer = Result<Reading, Fault>;

/// Writes a header and what follows it.
pub(super) fn write(out: &mut impl Write, header: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let header = serde_json::to_vec(header)?;
    out.write_all(&(header.len() as u64).to_le_bytes())?;
    out.write_all(&header)?;
    out.write_all(body)?;
    out.flush()
}

/// Reads a header; none where the stream ends before it.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        outcome => outcome?,
    }
    let header = bytes(input, u64::from_le_bytes(length))?;
    Ok(Some(serde_json::from_slice(&header)?))
}

/// Reads so many bytes. Room is made as they arrive: a length alone, which may be nonsense, takes none.
pub(super) fn bytes(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::RejectCode;

    #[test]
    fn what_is_written_is_read() {
        let mut pipe = Vec::new();
        let request = Request { format: "pdf".into(), means: Means::default(), bytes: 3 };
        write(&mut pipe, &request, b"abc").unwrap();
        let answer: Answer = Err((RejectCode::ImageOnly, "a scan".into()));
        write(&mut pipe, &answer, b"").unwrap();
        let mut pipe = &pipe[..];
        let read_back: Request = read(&mut pipe).unwrap().unwrap();
        assert_eq!((read_back.format.as_str(), bytes(&mut pipe, read_back.bytes).unwrap()), ("pdf", b"abc".to_vec()));
        assert_eq!(read::<Answer>(&mut pipe).unwrap(), Some(answer));
        assert!(read::<Answer>(&mut pipe).unwrap().is_none());
        assert!(read::<Answer>(&mut &[255u8; 12][..]).is_err());
    }
}
