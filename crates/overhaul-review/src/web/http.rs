//! As much of HTTP/1.1 as one browser on this machine needs: one request a connection, bounded in size and time.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Whoever takes longer to send a request, or to take an answer, is cut off.
const PATIENCE: Duration = Duration::from_secs(10);

const LARGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

/// A decision about a hundred thousand findings fits.
const LARGEST_BODY: usize = 1024 * 1024;

/// What a browser asked.
#[derive(Debug, Default)]
pub struct Request {
    pub method: String,
    /// Starts with a slash.
    pub path: String,
    /// What stands behind the question mark.
    pub query: Option<String>,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// Nothing that could be answered.
    Gone,
    Malformed(&'static str),
    TooLarge,
}

impl Request {
    /// The value of a header that is there once; an empty text where there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let (_, value) = values.next()?;
        Some(if values.next().is_some() { "" } else { value })
    }

    #[cfg(test)]
    pub fn of(method: &str, target: &str, headers: &[(&str, &str)]) -> Self {
        let (path, query) =
            target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.map(str::to_owned),
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            body: Vec::new(),
        }
    }
}

/// Reads one request.
pub fn read(stream: &mut TcpStream) -> Result<Request, Broken> {
    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    let (mut request, head, length) = loop {
        match head(&bytes)? {
            Some((_, head, _)) if head > LARGEST_HEAD => return Err(Broken::TooLarge),
            Some(found) => break found,
            None if bytes.len() > LARGEST_HEAD => return Err(Broken::TooLarge),
            None => {}
        }
        more(stream, &mut bytes, deadline)?;
    };
    if length > LARGEST_BODY {
        return Err(Broken::TooLarge);
    }
    while bytes.len() < head + length {
        more(stream, &mut bytes, deadline)?;
    }
    request.body = bytes[head..head + length].to_vec();
    Ok(request)
}

/// The head of a request with its length and that of its body, once all of it is there.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Broken> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let head = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(head)) => head,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Broken::TooLarge),
        Err(_) => return Err(Broken::Malformed("this is no HTTP request")),
    };
    let target = parsed.path.unwrap_or_default();
    if !target.starts_with('/') {
        return Err(Broken::Malformed("the target must be a path"));
    }
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let mut request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.map(str::to_owned),
        ..Request::default()
    };
    for header in parsed.headers.iter() {
        let value =
            std::str::from_utf8(header.value).map_err(|_| Broken::Malformed("a header is no text"))?;
        request.headers.push((header.name.to_owned(), value.trim().to_owned()));
    }
    if request.header("Transfer-Encoding").is_some() {
        return Err(Broken::Malformed("a body must come with its length"));
    }
    let length = match request.header("Content-Length") {
        Some(length) => {
            length.parse().map_err(|_| Broken::Malformed("the length of the body is no number"))?
        }
        None => 0,
    };
    Ok(Some((request, head, length)))
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>, deadline: Instant) -> Result<(), Broken> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
        return Err(Broken::Gone);
    }
    let mut buffer = [0; 16 * 1024];
    match stream.read(&mut buffer) {
        Ok(0) => Err(Broken::Gone),
        Ok(count) => {
            bytes.extend_from_slice(&buffer[..count]);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
        Err(_) => Err(Broken::Gone),
    }
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    pub status: Status,
    pub content_type: &'static str,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Ok = 200,
    SeeOther = 303,
    BadRequest = 400,
    Forbidden = 403,
    NotFound = 404,
    MethodNotAllowed = 405,
    TooLarge = 413,
    Unprocessable = 422,
    Failed = 500,
}

/// What every answer says: nothing from elsewhere is loaded, nothing is kept, and nobody else may show or read it.
const ALWAYS: [(&str, &str); 6] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

impl Response {
    pub fn html(status: Status, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", headers: Vec::new(), body: body.into() }
    }

    pub fn json(status: Status, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: "application/json", headers: Vec::new(), body: body.into() }
    }

    /// An answer that sends the browser to a path of this server.
    pub fn redirect(path: &str) -> Self {
        let headers = vec![("Location", path.to_owned())];
        Self { status: Status::SeeOther, content_type: "text/plain", headers, body: Vec::new() }
    }

    /// Sends the answer and ends the connection.
    pub fn send(&self, stream: &mut TcpStream) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {:?}\r\n", self.status as u16, self.status);
        let length = self.body.len().to_string();
        let own = [("Content-Type", self.content_type), ("Content-Length", &length), ("Connection", "close")];
        let more = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in ALWAYS.into_iter().chain(own).chain(more) {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        let deadline = Instant::now() + PATIENCE;
        for part in [head.as_bytes(), &self.body] {
            for chunk in part.chunks(256 * 1024) {
                let left = deadline.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                stream.set_write_timeout(Some(left))?;
                stream.write_all(chunk)?;
            }
        }
        stream.shutdown(std::net::Shutdown::Write)?;
        drain(stream);
        Ok(())
    }
}

/// Takes what a client still sends, for a while: a connection that is closed on unread bytes takes the answer with it.
fn drain(stream: &mut TcpStream) {
    let mut buffer = [0; 16 * 1024];
    let mut left = LARGEST_BODY;
    let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
    while let Ok(count) = stream.read(&mut buffer) {
        left = left.saturating_sub(count);
        if count == 0 || left == 0 {
            return;
        }
    }
}
