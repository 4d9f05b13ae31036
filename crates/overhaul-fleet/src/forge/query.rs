//! Which of the repositories that a forge lists were asked for.

use globset::{GlobBuilder, GlobMatcher};

use super::{ForgeError, Query, Repository};

/// A repository with what a query asks about it and nobody else.
#[derive(Debug, Clone)]
pub struct Listed {
    pub repository: Repository,
    pub topics: Vec<String>,
}

/// Decides about repositories one by one.
pub struct Filter<'q> {
    query: &'q Query,
    name: Option<GlobMatcher>,
}

impl<'q> Filter<'q> {
    pub fn new(query: &'q Query) -> Result<Self, ForgeError> {
        let glob = |pattern: &String| {
            let glob = GlobBuilder::new(pattern).case_insensitive(true).build();
            glob.map(|glob| glob.compile_matcher())
                .map_err(|error| ForgeError::Pattern { pattern: pattern.clone(), message: error.to_string() })
        };
        Ok(Self { query, name: query.name.as_ref().map(glob).transpose()? })
    }

    fn takes(&self, listed: &Listed) -> bool {
        let repository = &listed.repository;
        let name = repository.path.rsplit('/').next().unwrap_or_default();
        let has_topic = |topic: &String| listed.topics.iter().any(|has| has.eq_ignore_ascii_case(topic));
        (self.query.archived || !repository.is_archived)
            && (self.query.forks || !repository.is_fork)
            && self.name.as_ref().is_none_or(|glob| glob.is_match(name))
            && self.query.topics.iter().all(has_topic)
    }

    /// Those that were asked for, each once, sorted by path.
    pub fn select(&self, listed: Vec<Listed>) -> Vec<Repository> {
        let mut taken: Vec<_> =
            listed.into_iter().filter(|one| self.takes(one)).map(|one| one.repository).collect();
        taken.sort_by(|a, b| a.path.cmp(&b.path));
        taken.dedup_by(|a, b| a.path == b.path);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(path: &str, topics: &[&str], is_archived: bool, is_fork: bool) -> Listed {
        let repository = Repository {
            path: path.to_owned(),
            clone_url: String::new(),
            default_branch: "main".to_owned(),
            is_archived,
            is_fork,
            is_empty: false,
        };
        Listed { repository, topics: topics.iter().map(|topic| (*topic).to_owned()).collect() }
    }

    #[test]
    fn archived_and_forks_are_left_out_unless_asked_for() {
        let all = || {
            vec![
                listed("o/c", &["python"], false, false),
                listed("o/a", &["Python", "web"], false, false),
                listed("o/old", &["python"], true, false),
                listed("o/fork", &["python"], false, true),
                listed("o/a", &["python"], false, false),
                listed("o/go", &[], false, false),
            ]
        };
        let paths = |query: &Query| {
            let taken = Filter::new(query).unwrap().select(all());
            taken.into_iter().map(|one| one.path).collect::<Vec<_>>().join(" ")
        };
        let python = Query { topics: vec!["python".to_owned()], ..Query::default() };
        assert_eq!(paths(&python), "o/a o/c");
        assert_eq!(paths(&Query { archived: true, forks: true, ..python }), "o/a o/c o/fork o/old");
        assert_eq!(paths(&Query { name: Some("[ag]*".to_owned()), ..Query::default() }), "o/a o/go");
    }

    #[test]
    fn a_pattern_that_is_none_is_told() {
        let query = Query { name: Some("[".to_owned()), ..Query::default() };
        assert!(Filter::new(&query).err().unwrap().to_string().contains("'['"));
    }
}
