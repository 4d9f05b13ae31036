//! A small server in the process of the tests, which answers as a test wants, also badly.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// A request as the server has got it.
#[derive(Debug, Clone)]
pub struct Got {
    pub method: String,
    /// With the query.
    pub path: String,
    /// With names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Value,
}

impl Got {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What the server does about a request.
pub enum Reaction {
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Says nothing, and closes the connection.
    Drop,
    /// Promises more than it sends.
    Cut(u16, String),
    /// Never answers within the time that a client has.
    Sleep(Duration),
    /// Sends for ever.
    Flood,
}

pub fn json(status: u16, body: &Value) -> Reaction {
    Reaction::Answer(status, Vec::new(), body.to_string())
}

pub struct Local {
    pub address: String,
    pub got: Arc<Mutex<Vec<Got>>>,
}

impl Local {
    /// Answers each request by the function, which gets the number of requests before it.
    pub fn start(react: impl Fn(&Got, usize) -> Reaction + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let got = Arc::<Mutex<Vec<Got>>>::default();
        let (log, react) = (Arc::clone(&got), Arc::new(react));
        // The threads end with the process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, react) = (Arc::clone(&log), Arc::clone(&react));
                thread::spawn(move || serve(&stream, &log, react.as_ref()));
            }
        });
        Self { address, got }
    }

    /// Method and path of each request, as far as the query.
    pub fn asked(&self) -> Vec<String> {
        let path = |got: &Got| got.path.split('?').next().unwrap_or_default().to_owned();
        self.got.lock().unwrap().iter().map(|got| format!("{} {}", got.method, path(got))).collect()
    }

    pub fn count(&self, method: &str) -> usize {
        self.got.lock().unwrap().iter().filter(|got| got.method == method).count()
    }
}

fn serve(stream: &TcpStream, log: &Mutex<Vec<Got>>, react: &(impl Fn(&Got, usize) -> Reaction + ?Sized)) {
    let Some(got) = receive(stream) else { return };
    let before = {
        let mut log = log.lock().unwrap();
        log.push(got.clone());
        log.len() - 1
    };
    // A client that has gone away is none of the server's business.
    let _ = reply(stream, react(&got, before));
}

fn receive(stream: &TcpStream) -> Option<Got> {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        Some(line.trim_end().to_owned())
    };
    let first = line()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    while let Some(text) = line().filter(|text| !text.is_empty()) {
        let (name, value) = text.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    reader.read_exact(&mut body).ok()?;
    Some(Got { method, path, headers, body: serde_json::from_slice(&body).unwrap_or_default() })
}

fn reply(mut stream: &TcpStream, reaction: Reaction) -> std::io::Result<()> {
    match reaction {
        Reaction::Answer(status, headers, body) => {
            write!(stream, "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n", body.len())?;
            for (name, value) in headers {
                write!(stream, "{name}: {value}\r\n")?;
            }
            write!(stream, "\r\n{body}")
        }
        Reaction::Drop => Ok(()),
        Reaction::Cut(status, body) => {
            write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n{body}", body.len() + 10)
        }
        Reaction::Sleep(time) => {
            thread::sleep(time);
            Ok(())
        }
        Reaction::Flood => {
            write!(stream, "HTTP/1.1 200 X\r\nconnection: close\r\n\r\n[")?;
            loop {
                stream.write_all(&[b' '; 1 << 12])?;
            }
        }
    }
}
