//! How long a connection is waited for.

use std::io::{ErrorKind, Result};
use std::pin::Pin;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long a connection may say nothing: `silence` at least, twice as long at most. The timer runs on over requests;
/// to set it anew for each costs more than to read it.
pub(super) struct Patience {
    silence: Duration,
    end: Pin<Box<Sleep>>,
    /// Whether anything came since the timer was set.
    heard: bool,
}

impl Patience {
    pub(super) fn new(silence: Duration) -> Self {
        Self {
            silence,
            end: Box::pin(sleep(silence)),
            heard: false,
        }
    }

    /// Reads on.
    pub(super) async fn more(&mut self, stream: &mut TcpStream, read: &mut Vec<u8>) -> Result<()> {
        loop {
            tokio::select! {
                biased;
                more = stream.read_buf(read) => {
                    self.heard = true;
                    return match more? {
                        0 => Err(ErrorKind::ConnectionAborted.into()),
                        _ => Ok(()),
                    };
                }
                () = self.end.as_mut() => {
                    if !std::mem::take(&mut self.heard) {
                        return Err(ErrorKind::TimedOut.into());
                    }
                    self.end.set(sleep(self.silence));
                }
            }
        }
    }
}
