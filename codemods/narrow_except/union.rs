//! The smallest set of classes that a handler has to name.

use overhaul_python::PythonVersion;

use super::effects::Class;

/// The classes without those that another one of them stands for, builtins first, then by name.
pub fn smallest(classes: impl IntoIterator<Item = Class>, lowest: PythonVersion) -> Vec<Class> {
    let all: Vec<Class> = classes.into_iter().collect();
    let mut smallest: Vec<Class> = all
        .iter()
        .enumerate()
        .filter(|(index, class)| {
            !all.iter().enumerate().any(|(other, base)| {
                other != *index
                    && class.derives(&base.name, lowest)
                    // Of two names for one class the first stays.
                    && (!base.derives(&class.name, lowest) || other < *index)
            })
        })
        .map(|(_, class)| class.clone())
        .collect();
    smallest.sort_by_key(|class| (class.name.contains('.'), class.name.clone()));
    smallest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn union(names: &[&str], lowest: PythonVersion) -> Vec<String> {
        smallest(names.iter().map(|name| Class::known(name)), lowest)
            .into_iter()
            .map(|class| class.name)
            .collect()
    }

    #[test]
    fn subclasses_are_absorbed() {
        let new = PythonVersion::PY311;
        assert_eq!(union(&["json.JSONDecodeError", "UnicodeDecodeError", "ValueError"], new), ["ValueError"]);
        assert_eq!(
            union(&["subprocess.CalledProcessError", "KeyError", "OSError", "FileNotFoundError"], new),
            ["KeyError", "OSError", "subprocess.CalledProcessError"]
        );
        assert_eq!(union(&["IndexError", "KeyError"], new), ["IndexError", "KeyError"]);
        assert_eq!(union(&["TimeoutError", "OSError"], new), ["OSError"]);
        assert_eq!(
            union(&["asyncio.TimeoutError", "OSError"], PythonVersion::PY310),
            ["OSError", "asyncio.TimeoutError"]
        );
    }
}
