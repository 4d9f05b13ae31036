//! The statements of a module in source order, each with its parent: who contains whom.

use ruff_python_ast::{ElifElseClause, ExceptHandler, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// All statements of a module in source order.
pub struct Outline<'a> {
    nodes: Vec<Node<'a>>,
}

/// An index into an [`Outline`].
pub type NodeId = usize;

/// A statement and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    pub stmt: &'a Stmt,
    pub parent: Option<NodeId>,
    /// The part of the parent that holds this statement.
    pub part: Part<'a>,
    /// The statements among which this one stands, itself included.
    pub suite: &'a [Stmt],
    /// Its place in the suite.
    pub index: usize,
}

/// The part of a compound statement that a suite belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    Body,
    Else,
    Elif(&'a ElifElseClause),
    Handler(&'a ExceptHandler),
    Finally,
    Case(usize),
}

impl Part<'_> {
    /// A number that tells the parts of one statement apart, in source order.
    pub fn ordinal(&self) -> u32 {
        match self {
            Self::Body => 0,
            Self::Else => u32::MAX - 1,
            Self::Finally => u32::MAX,
            Self::Elif(clause) => clause.start().to_u32(),
            Self::Handler(handler) => handler.start().to_u32(),
            Self::Case(index) => u32::try_from(*index).unwrap_or(u32::MAX - 2),
        }
    }

    /// The kind of part, whichever of several it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Else => "else",
            Self::Elif(_) => "elif",
            Self::Handler(_) => "except",
            Self::Finally => "finally",
            Self::Case(_) => "case",
        }
    }
}

/// The statement of a body, however deep, with exactly this range. Bodies are not searched where they do not hold it.
pub fn statement(body: &[Stmt], range: TextRange) -> Option<&Stmt> {
    let behind = body.partition_point(|stmt| stmt.start() <= range.start());
    let stmt = body.get(behind.checked_sub(1)?)?;
    if stmt.range() == range {
        return Some(stmt);
    }
    if !stmt.range().contains_range(range) {
        return None;
    }
    let mut inside = Outline { nodes: Vec::new() };
    inside.add_parts(stmt, 0);
    inside.exactly(range).map(|node| node.stmt)
}

impl<'a> Outline<'a> {
    pub fn new(body: &'a [Stmt]) -> Self {
        let mut outline = Self { nodes: Vec::new() };
        outline.add(body, None, Part::Body);
        outline
    }

    pub fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    pub fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id]
    }

    /// The statement with exactly this range.
    pub fn exactly(&self, range: TextRange) -> Option<&Node<'a>> {
        let first = self.nodes.partition_point(|node| node.stmt.start() < range.start());
        self.nodes[first..]
            .iter()
            .take_while(|node| node.stmt.start() == range.start())
            .find(|node| node.stmt.range() == range)
    }

    /// The innermost statement whose range holds `offset`.
    pub fn innermost(&self, offset: TextSize) -> Option<NodeId> {
        let behind = self.nodes.partition_point(|node| node.stmt.start() <= offset);
        let mut id = behind.checked_sub(1)?;
        loop {
            let range: TextRange = self.nodes[id].stmt.range();
            if range.contains_inclusive(offset) {
                return Some(id);
            }
            id = self.nodes[id].parent?;
        }
    }

    /// The statement itself and all that contain it, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = &Node<'a>> {
        std::iter::successors(Some(&self.nodes[id]), |node| node.parent.map(|parent| &self.nodes[parent]))
    }

    fn add(&mut self, suite: &'a [Stmt], parent: Option<NodeId>, part: Part<'a>) {
        for (index, stmt) in suite.iter().enumerate() {
            let id = self.nodes.len();
            self.nodes.push(Node { stmt, parent, part, suite, index });
            self.add_parts(stmt, id);
        }
    }

    fn add_parts(&mut self, stmt: &'a Stmt, id: NodeId) {
        let parent = Some(id);
        match stmt {
            Stmt::FunctionDef(def) => self.add(&def.body, parent, Part::Body),
            Stmt::ClassDef(def) => self.add(&def.body, parent, Part::Body),
            Stmt::With(with) => self.add(&with.body, parent, Part::Body),
            Stmt::For(stmt) => {
                self.add(&stmt.body, parent, Part::Body);
                self.add(&stmt.orelse, parent, Part::Else);
            }
            Stmt::While(stmt) => {
                self.add(&stmt.body, parent, Part::Body);
                self.add(&stmt.orelse, parent, Part::Else);
            }
            Stmt::If(stmt) => {
                self.add(&stmt.body, parent, Part::Body);
                for clause in &stmt.elif_else_clauses {
                    self.add(&clause.body, parent, Part::Elif(clause));
                }
            }
            Stmt::Try(stmt) => {
                self.add(&stmt.body, parent, Part::Body);
                for handler in &stmt.handlers {
                    let ExceptHandler::ExceptHandler(inner) = handler;
                    self.add(&inner.body, parent, Part::Handler(handler));
                }
                self.add(&stmt.orelse, parent, Part::Else);
                self.add(&stmt.finalbody, parent, Part::Finally);
            }
            Stmt::Match(stmt) => {
                for (index, case) in stmt.cases.iter().enumerate() {
                    self.add(&case.body, parent, Part::Case(index));
                }
            }
            _ => {}
        }
    }
}
