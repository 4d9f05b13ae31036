//! What a run and its supervisor say to each other: a line of JSON each, and behind the answer the outputs as they are.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{End, Output, Process, Ran, Report};

/// Names the private directory of a run, for the supervisor and for all processes below it.
pub const SCRATCH: &str = "OVERHAUL_VERIFY";

#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    pub commands: Vec<String>,
    pub time_limit: Duration,
    pub output_limit: usize,
    pub environment: BTreeMap<String, String>,
    pub writable: Vec<PathBuf>,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    ran: Vec<Line>,
    is_confined: bool,
    is_ok: bool,
}

#[derive(Serialize, Deserialize)]
struct Line {
    command: String,
    end: End,
    head: usize,
    omitted: u64,
    tail: usize,
    duration: Duration,
    killed: Vec<Process>,
    killed_count: usize,
}

impl Request {
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let line = serde_json::to_string(self)?;
        to.write_all(format!("{line}\n").as_bytes())
    }

    pub fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let mut line = String::new();
        from.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

/// Writes what became of the commands, or why they could not be run.
pub fn answer(to: &mut impl Write, result: Result<Report, String>) -> io::Result<()> {
    let (answer, outputs) = match result {
        Err(message) => (Err(message), Vec::new()),
        Ok(report) => {
            let (ran, outputs) = report.ran.into_iter().map(split).unzip();
            (Ok(Answer { ran, is_confined: report.is_confined, is_ok: report.is_ok }), outputs)
        }
    };
    to.write_all(format!("{}\n", serde_json::to_string(&answer)?).as_bytes())?;
    for output in outputs {
        to.write_all(&output.head)?;
        to.write_all(&output.tail)?;
    }
    to.flush()
}

/// Reads it; an error where the answer is not whole.
pub fn read_answer(mut from: impl BufRead) -> io::Result<Result<Report, String>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let answer = match serde_json::from_str::<Result<Answer, String>>(&line)? {
        Ok(answer) => answer,
        Err(message) => return Ok(Err(message)),
    };
    let mut bytes = |length: usize| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        from.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    };
    let mut join = |line: Line| -> io::Result<Ran> {
        Ok(Ran {
            command: line.command,
            end: line.end,
            output: Output { head: bytes(line.head)?, omitted: line.omitted, tail: bytes(line.tail)? },
            duration: line.duration,
            killed: line.killed,
            killed_count: line.killed_count,
        })
    };
    let ran = answer.ran.into_iter().map(&mut join).collect::<io::Result<_>>()?;
    Ok(Ok(Report { ran, is_confined: answer.is_confined, is_ok: answer.is_ok }))
}

fn split(ran: Ran) -> (Line, Output) {
    let line = Line {
        command: ran.command,
        end: ran.end,
        head: ran.output.head.len(),
        omitted: ran.output.omitted,
        tail: ran.output.tail.len(),
        duration: ran.duration,
        killed: ran.killed,
        killed_count: ran.killed_count,
    };
    (line, ran.output)
}
