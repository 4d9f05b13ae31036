//! A proxy before a forge that fails where a test says so, and counts what it passes on.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What happens to a request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// This runs before the forge hears of it.
    Before(Arc<Mutex<Vec<u32>>>),
    /// The forge does it, then this runs, and nobody hears the answer.
    After(Arc<Mutex<Vec<u32>>>),
    /// The forge does it, and the answer is lost.
    Lost,
    /// The connection breaks in the middle of the answer.
    Cut,
    /// Another answer, without asking the forge.
    Answer(&'static str),
    /// The forge is slow.
    Slow(Duration),
}

/// A fault for requests whose first line begins so.
#[derive(Debug, Clone)]
pub struct Rule {
    pub line: String,
    pub fault: Fault,
    /// How often it happens.
    pub times: usize,
}

#[derive(Debug, Default)]
struct Shared {
    rules: Vec<Rule>,
    /// The first lines of all requests.
    seen: Vec<String>,
}

pub struct Proxy {
    pub port: u16,
    shared: Arc<Mutex<Shared>>,
}

impl Proxy {
    /// Passes everything on to a server of this machine.
    pub fn start(to: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared: Arc<Mutex<Shared>> = Arc::default();
        let ours = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&ours);
                thread::spawn(move || drop(pass(stream, to, &shared)));
            }
        });
        Self { port, shared }
    }

    pub fn fail(&self, line: &str, fault: Fault, times: usize) {
        self.shared.lock().unwrap().rules.push(Rule { line: line.to_owned(), fault, times });
    }

    /// How many requests with such a first line came since the last call of `forget`.
    pub fn count(&self, line: &str) -> usize {
        self.shared.lock().unwrap().seen.iter().filter(|seen| seen.starts_with(line)).count()
    }

    pub fn forget(&self) {
        let mut shared = self.shared.lock().unwrap();
        shared.seen.clear();
        shared.rules.clear();
    }
}

fn pass(mut client: TcpStream, to: u16, shared: &Mutex<Shared>) -> std::io::Result<()> {
    let request = read(&mut client)?;
    let line = String::from_utf8_lossy(&request).lines().next().unwrap_or_default().to_owned();
    // The path that the imitation puts before everything says nothing.
    let line = line.replacen("/gw/api.github.com", "", 1);
    let fault = {
        let mut shared = shared.lock().unwrap();
        shared.seen.push(line.clone());
        let rule = shared.rules.iter_mut().find(|rule| rule.times > 0 && line.starts_with(&rule.line));
        rule.map(|rule| {
            rule.times -= 1;
            rule.fault.clone()
        })
    };
    match &fault {
        Some(Fault::Before(processes)) => kill(processes),
        Some(Fault::Answer(answer)) => {
            client.write_all(answer.replace('\n', "\r\n").as_bytes())?;
            return client.shutdown(Shutdown::Both);
        }
        Some(Fault::Slow(time)) => thread::sleep(*time),
        _ => {}
    }
    let mut server = TcpStream::connect(("127.0.0.1", to))?;
    server.write_all(&request)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    match fault {
        Some(Fault::After(processes)) => kill(&processes),
        Some(Fault::Lost) => {}
        Some(Fault::Cut) => client.write_all(&answer[..answer.len() * 2 / 3])?,
        _ => client.write_all(&answer)?,
    }
    client.shutdown(Shutdown::Both)
}

/// Ends processes as the system does when memory runs out.
pub fn kill(processes: &Mutex<Vec<u32>>) {
    for process in processes.lock().unwrap().drain(..) {
        let _ = std::process::Command::new("kill").args(["-9", &process.to_string()]).status();
    }
}

/// A request, with a head that asks for no second one on the connection.
fn read(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let head = loop {
        let count = client.read(&mut buffer)?;
        bytes.extend(&buffer[..count]);
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let header = |name: &str| {
        let prefix = format!("{name}:");
        text.lines().find_map(|line| Some(line.to_ascii_lowercase().strip_prefix(&prefix)?.trim().to_owned()))
    };
    let length = header("content-length").map_or(0, |length| length.parse::<usize>().unwrap());
    while bytes.len() < head + 4 + length {
        let count = client.read(&mut buffer)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend(&buffer[..count]);
    }
    let lines = text.lines().filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let mut request = lines.collect::<Vec<_>>().join("\r\n").into_bytes();
    request.extend(b"\r\nConnection: close\r\n\r\n");
    request.extend(&bytes[head + 4..]);
    Ok(request)
}
