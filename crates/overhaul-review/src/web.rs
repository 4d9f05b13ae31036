//! The review in a browser: a server on this machine that answers one browser, and the page that it serves.
//!
//! It listens on the loopback address only, serves nothing but its own files and what the review is about, and writes nothing
//! but decisions.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::review::Progress;

mod app;
mod assets;
mod guard;
mod http;
#[cfg(test)]
mod tests;
mod view;

pub use app::{Subject, Texts};

use app::App;
use guard::{Admission, Guard};
use http::{Broken, Response, Status};

/// As many connections are served at once; others are closed.
const MOST_CONNECTIONS: usize = 64;

/// How often the server looks whether it is to end.
const TICK: Duration = Duration::from_millis(100);

/// Why a review in the browser did not start.
#[derive(Debug, Error)]
pub enum WebError {
    #[error("failed to listen on port {port} of 127.0.0.1: {source}")]
    Listen { port: u16, source: io::Error },
    #[error("the system gives no random numbers for a token: {0}")]
    Random(#[from] getrandom::Error),
}

/// A review that waits for a browser.
pub struct Server {
    listener: TcpListener,
    place: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    guard: Guard,
    app: App,
    connections: AtomicUsize,
    is_closing: AtomicBool,
}

impl Server {
    /// Takes a port of the loopback address; 0 takes any that is free.
    pub fn new(port: u16, subject: Subject) -> Result<Self, WebError> {
        let failed = |source| WebError::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
        let place = listener.local_addr().map_err(failed)?;
        let shared = Shared {
            guard: Guard::new(place.port())?,
            app: App::new(subject),
            connections: AtomicUsize::new(0),
            is_closing: AtomicBool::new(false),
        };
        Ok(Self { listener, place, shared: Arc::new(shared) })
    }

    /// The address that lets one browser in.
    pub fn address(&self) -> String {
        self.shared.guard.address()
    }

    /// Serves until the reviewer is done or `is_over` says so; what was decided by then.
    pub fn serve(self, is_over: &dyn Fn() -> bool) -> Progress {
        let Self { listener, place, shared } = self;
        let (done, ends) = mpsc::channel();
        let acceptor = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || accept(&listener, &shared, &done))
        };
        while !is_over() {
            match ends.recv_timeout(TICK) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        shared.is_closing.store(true, Ordering::SeqCst);
        // A connection of its own wakes the thread that waits for one.
        if TcpStream::connect(place).is_ok() {
            let _ = acceptor.join();
        }
        shared.app.progress()
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>, done: &Sender<()>) {
    for stream in listener.incoming() {
        if shared.is_closing.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else {
            // Too many open files: some of them are closed soon.
            thread::sleep(TICK);
            continue;
        };
        if shared.connections.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
            shared.connections.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let connection = Connection(Arc::clone(shared));
        let done = done.clone();
        // Where no thread can be started, the connection is closed.
        let _ = thread::Builder::new().spawn(move || connection.serve(stream, &done));
    }
}

/// One that is counted as long as it lives.
struct Connection(Arc<Shared>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Connection {
    fn serve(&self, mut stream: TcpStream, done: &Sender<()>) {
        let (response, is_end) = match http::read(&mut stream) {
            Err(Broken::Gone) => return,
            Err(Broken::Malformed(words)) => (Response::html(Status::BadRequest, words), false),
            Err(Broken::TooLarge) => (Response::html(Status::TooLarge, "the request is too large"), false),
            Ok(request) => match self.0.guard.admit(&request) {
                Admission::Answered(response) => (response, false),
                Admission::Granted(path) => self.0.app.answer(path, &request),
            },
        };
        // Where the browser has gone, nobody misses the answer.
        let _ = response.send(&mut stream);
        if is_end {
            let _ = done.send(());
        }
    }
}
