//! The running program and somebody who asks it.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::program::command;

/// One run of `serve`, ended with the value.
pub struct Served {
    child: Child,
    /// Host and port.
    pub address: String,
}

impl Served {
    /// Starts it and reads from its first line where it answers.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built beside this test");
        let output = child.stdout.take().expect("the output is piped");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the program says where it answers");
        let address = line
            .rsplit("//")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        Self { child, address }
    }

    /// Starts it on a data folder.
    pub fn on(data: &Path) -> Self {
        Self::start(command(data, &["serve", "--port", "0"]))
    }

    /// Starts it on a data folder, telling all that it can tell in a file.
    pub fn telling_all(data: &Path, log: &Path) -> Self {
        let mut told = command(data, &["serve", "--port", "0"]);
        let log = File::create(log).expect("the file can be made");
        told.env("THIDUA_LOG", "debug").stderr(log);
        Self::start(told)
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the program listens");
        stream
            .write_all(request.as_bytes())
            .expect("the request is sent");
        let mut answer = Vec::new();
        stream
            .read_to_end(&mut answer)
            .expect("the program answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Opens a page with nobody signed in.
    pub fn get(&self, path: &str) -> String {
        self.get_as("", path)
    }

    /// Opens a page with a session's cookie.
    pub fn get_as(&self, session: &str, path: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\n{}Connection: close\r\n\r\n",
            self.address,
            cookie(session)
        ))
    }

    /// Sends a form with a session's cookie.
    pub fn post(&self, session: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let pairs = fields.iter();
        let pairs = pairs.map(|(name, value)| format!("{name}={}", encode(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\n{}Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            cookie(session),
            body.len()
        ))
    }

    /// Signs in; the session's cookie where login and password are right.
    pub fn sign_in(&self, login: &str, password: &str) -> Option<String> {
        let fields = [("ten_dang_nhap", login), ("mat_khau", password)];
        let answer = self.post("", "/dang-nhap", &fields);
        let cookie = answer.split("thidua=").nth(1)?;
        cookie.split(';').next().map(str::to_owned)
    }

    /// Asks it to end, as a service manager does; its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(asked.expect("kill runs").success());
        self.child.wait().expect("the program ends").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Ended already, where the test came to its end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The header that a browser with this session sends; none without one.
fn cookie(session: &str) -> String {
    if session.is_empty() {
        return String::new();
    }
    format!("Cookie: thidua={session}\r\n")
}

/// A value as forms send it and addresses hold it.
pub fn encode(text: &str) -> String {
    let letters = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    });
    letters.collect()
}
