//! Bytes that are sent many times, kept where the kernel can send them without copying them for every reader.

use std::fs::File;
use std::io::{Error, ErrorKind, Result, Write};

use rustix::fs::{MemfdFlags, memfd_create, sendfile};
use tokio::io::{AsyncWriteExt, Interest};
use tokio::net::TcpStream;

/// Bytes that never change.
pub(super) enum Kept {
    /// A file without a name, in memory.
    File { file: File, length: usize },
    /// Bytes of the program, where the system gave no file.
    Plain(Vec<u8>),
}

impl Kept {
    /// Keeps these bytes.
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        match in_a_file(&bytes) {
            Ok(file) => Self::File {
                file,
                length: bytes.len(),
            },
            Err(_) => Self::Plain(bytes),
        }
    }

    /// Sends all of them.
    ///
    /// # Errors
    ///
    /// The connection was closed.
    pub(super) async fn send(&self, stream: &mut TcpStream) -> Result<()> {
        match self {
            Self::Plain(bytes) => stream.write_all(bytes).await,
            Self::File { file, length } => send_file(file, *length, stream).await,
        }
    }
}

fn in_a_file(bytes: &[u8]) -> Result<File> {
    let mut file = File::from(memfd_create("page", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    Ok(file)
}

async fn send_file(file: &File, length: usize, stream: &TcpStream) -> Result<()> {
    let mut sent = 0;
    while let Some(left) = length.checked_sub(sent).filter(|left| *left > 0) {
        let send = || {
            let mut from = sent as u64;
            sendfile(stream, file, Some(&mut from), left).map_err(Error::from)
        };
        match stream.async_io(Interest::WRITABLE, send).await? {
            0 => return Err(ErrorKind::WriteZero.into()),
            more => sent += more,
        }
    }
    Ok(())
}
