//! The running program: counters through a stop, a full disk, https.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::program::{command, folder, run, word};

const YEAR: &str = "/nam/2021-cum-9";

/// One run of `serve`, ended with the value.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    /// Starts it and reads from its first line where it answers.
    fn start(mut command: Command) -> Self {
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

    fn on(data: &Path) -> Self {
        Self::start(command(data, &["serve", "--port", "0"]))
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the program listens");
        stream
            .write_all(request.as_bytes())
            .expect("the request is sent");
        let mut answer = String::new();
        stream
            .read_to_string(&mut answer)
            .expect("the program answers");
        answer
    }

    fn get(&self, path: &str) -> String {
        let host = &self.address;
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }

    /// A wrong password is counted: a write.
    fn sign_in_wrongly(&self, attempt: usize) -> String {
        let body = format!("ten_dang_nhap=khong-co-{attempt}&mat_khau=khong-dung");
        self.ask(&format!(
            "POST /dang-nhap HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }

    /// Asks it to end, as a service manager does; its exit code.
    fn stop(mut self) -> Option<i32> {
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

#[test]
fn views_before_a_stop_are_counted_after_the_next_start() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["load-year", "2021"]).code, 0);
    let first = Served::on(folder.path());
    for _ in 0..7 {
        assert!(first.get(YEAR).starts_with("HTTP/1.1 200"));
    }
    assert_eq!(first.stop(), Some(0));
    let second = Served::on(folder.path());
    let page = second.get(YEAR);
    // The view that reads the number is counted too.
    let expected = vietnamese::number::format_integer(621_462 + 7 + 1);
    assert!(page.contains(&format!("Tất cả: {expected}")), "{page}");
    assert_eq!(second.stop(), Some(0));
}

/// The program where no file may grow beyond so many kilobytes: writing then fails as on a full disk.
fn on_a_small_disk(data: &Path, kilobytes: u32, words: &str) -> Command {
    let program = env!("CARGO_BIN_EXE_thidua");
    let mut small = Command::new("bash");
    for (name, value) in command(data, &[]).get_envs() {
        match value {
            Some(value) => small.env(name, value),
            None => small.env_remove(name),
        };
    }
    small.arg("-c").arg(format!(
        "trap '' XFSZ; ulimit -f {kilobytes}; exec {program} {words}"
    ));
    small
}

#[test]
fn a_year_that_does_not_fit_on_the_disk_is_not_half_loaded_without_a_word() {
    // Full while the tables are made, and while the year is loaded into them.
    for kilobytes in [200, 2000] {
        let folder = folder();
        let output = on_a_small_disk(folder.path(), kilobytes, "load-year 2021").output();
        let output = output.expect("the shell runs");
        let complained = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{complained}");
        assert!(complained.contains("Ổ đĩa đã đầy"), "{complained}");
        let verified = run(folder.path(), &["history", "verify"]);
        assert_eq!(verified.code, 0, "{}{}", verified.said, verified.complained);
    }
}

#[test]
fn a_full_disk_is_said_on_the_page_and_nothing_is_half_written() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["load-year", "2021"]).code, 0);
    let served = Served::start(on_a_small_disk(folder.path(), 64, "serve --port 0"));
    let mut answers = (0..40).map(|attempt| served.sign_in_wrongly(attempt));
    let full = answers.find(|answer| answer.starts_with("HTTP/1.1 507"));
    let full = full.expect("the disk is full before long");
    assert!(full.contains("ổ đĩa máy chủ đã đầy"), "{full}");
    assert!(
        served.get(YEAR).starts_with("HTTP/1.1 200"),
        "reading goes on"
    );
    drop(served);
    assert_eq!(run(folder.path(), &["history", "verify"]).code, 0);
}

/// A certificate for this machine, made by a program of its own: the file of the certificate and that of its key.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"])
        .args(["-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args(["-subj", "/CN=127.0.0.1", "-addext"])
        .arg("subjectAltName=IP:127.0.0.1")
        .args(["-out", word(&cert), "-keyout", word(&key)])
        .output()
        .expect("openssl is installed");
    assert!(made.status.success(), "{made:?}");
    (cert, key)
}

#[test]
fn with_a_certificate_a_browser_that_trusts_it_is_answered_by_https() {
    let folder = folder();
    let (cert, key) = certificate(folder.path());
    let tls = ["--tls-cert", word(&cert), "--tls-key", word(&key)];
    let words = [&["serve", "--port", "0"], &tls[..]].concat();
    let served = Served::start(command(folder.path(), &words));
    let curl = |words: &[&str]| {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--show-error", "--include"]);
        let answer = curl.args(words).output().expect("curl is installed");
        (
            answer.status.success(),
            String::from_utf8_lossy(&answer.stdout).into_owned(),
        )
    };
    let page = format!("https://{}/dang-nhap", served.address);
    let (good, said) = curl(&["--cacert", word(&cert), &page]);
    assert!(good && said.starts_with("HTTP/2 200"), "{said}");
    assert!(said.contains("strict-transport-security"), "{said}");
    let (good, said) = curl(&[&page]);
    assert!(!good, "nobody else vouches for the certificate: {said}");
    let plain = page.replace("https://", "http://");
    assert!(!curl(&[&plain]).0, "nothing is answered in the clear");
    assert_eq!(served.stop(), Some(0));
}
