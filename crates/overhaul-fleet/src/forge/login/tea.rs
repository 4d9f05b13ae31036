//! The logins in the configuration of Gitea's command (gitea.com/gitea/tea, `modules/config`).

/// The token of the login whose `url` is at a host. Of YAML, this reads what the command writes: a list of fields with plain
/// or quoted values. What looks otherwise is no login.
pub fn token(configuration: &str, host: &str) -> Option<String> {
    let mut lines = configuration.lines().skip_while(|line| line.trim_end() != "logins:").skip(1).peekable();
    while lines.peek().is_some() {
        let mut url = None;
        let mut token = None;
        let mut is_first = true;
        while let Some(line) = lines.next_if(|line| is_first || !begins(line)) {
            is_first = false;
            if !line.starts_with([' ', '-']) && !line.is_empty() {
                return None;
            }
            match field(line) {
                Some(("url", value)) => url = Some(value),
                Some(("token", value)) => token = Some(value),
                _ => {}
            }
        }
        let at = url.and_then(|url| url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")));
        let is_it = at.and_then(|at| at.split('/').next()).is_some_and(|at| at.eq_ignore_ascii_case(host));
        if is_it && let Some(token) = token {
            return Some(token.to_owned());
        }
    }
    None
}

fn begins(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let (name, value) = line.strip_prefix("- ").unwrap_or(line).split_once(':')?;
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    Some((name.trim(), quoted('"').or_else(|| quoted('\'')).unwrap_or(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIGURATION: &str = "\
logins:
    - name: one
      url: https://git.example.com
      token: secret-one
      default: false
      ssh_host: git.example.com
    - name: two
      url: \"https://codeberg.org/\"
      token: 'secret-two'
    - name: three
      url: https://empty.example
preferences:
    editor: false
    url: https://other.example
    token: no
";

    #[test]
    fn each_host_has_its_own_token() {
        assert_eq!(token(CONFIGURATION, "git.example.com").as_deref(), Some("secret-one"));
        assert_eq!(token(CONFIGURATION, "codeberg.org").as_deref(), Some("secret-two"));
        for host in ["empty.example", "other.example", "example.com", "", "evil.git.example.com"] {
            assert_eq!(token(CONFIGURATION, host), None, "{host}");
        }
        assert_eq!(token("", "codeberg.org"), None);
        assert_eq!(token("logins: []\n", "codeberg.org"), None);
    }
}
