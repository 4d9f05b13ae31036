//! Random programs with a print, in all the ways in which its arguments can be written.

mod parts;

use std::fmt::Write as _;

use parts::{
    ACTS, DATE_SPECS, DATES, FLOAT_SPECS, FLOATS, INTEGER_SPECS, INTEGERS, ORDERS, OTHERS, TEXT_SPECS, TEXTS,
    WORDS,
};

/// `SplitMix64`: <https://prng.di.unimi.it/splitmix64.c>.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    fn one_in(&mut self, odds: usize) -> bool {
        self.below(odds) == 0
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Writes programs with one print.
pub struct Generator<'r> {
    pub random: &'r mut Random,
    /// The quotes that the text being written stands in, outermost first.
    pub quotes: Vec<String>,
    /// Whether calls that act may be written.
    pub acts: bool,
}

impl Generator<'_> {
    pub fn program(&mut self) -> String {
        let prelude = match self.random.below(12) {
            0 => "from decimal import Decimal\nprice = Decimal('2.675')\n",
            1 => "format = None\n",
            2 => "def repr(value):\n    return 'other'\n",
            3 => "str = 5\n",
            4 => "\"\"\"Doc.\"\"\"\nimport math\n",
            5 => "map = ascii = None\n",
            _ => "",
        };
        let has_decimals = prelude.contains("Decimal");
        let (head, tail, inner) = match self.random.below(14) {
            0 => ("def main(name: str, n: int):\n    ", "\nmain('%p', 3)\n", ""),
            1 => (
                "def main():\n    try:\n        raise ValueError('%s {}')\n    except ValueError as error:\n        ",
                "\nmain()\n",
                "error",
            ),
            2 => ("async def main():\n    ", "\ndrive(main())\n", "await pause(n)"),
            3 => ("def main():\n    ", "\ndrive(main())\n", "(yield n)"),
            4 => ("for i in range(1): ", "\n", "i"),
            5 => ("class Place:\n    label = 'l'\n    ", "\n", "label"),
            6 => ("(lambda v: ", ")(n)\n", "v"),
            7 => ("[", " for v in [n]]\n", "v"),
            8 => ("if n: ", "; other = 1  # trailing\n", "n"),
            _ => ("", "\n", ""),
        };
        let mut call = self.call(inner, has_decimals);
        if inner == "(yield n)" && !call.contains("yield") {
            call.push_str("; yield");
        }
        let text = format!("{prelude}{head}{call}{tail}");
        if self.random.one_in(12) { text.replace('\n', "\r\n") } else { text }
    }

    fn call(&mut self, inner: &str, has_decimals: bool) -> String {
        let count = match self.random.below(10) {
            0..6 => 1,
            6..8 => 2,
            8 => 3,
            _ => 4,
        };
        let mut arguments: Vec<String> = (0..count).map(|_| self.argument(inner, has_decimals)).collect();
        if self.random.one_in(25) {
            let at = self.random.below(arguments.len() + 1);
            arguments.insert(
                at,
                self.random
                    .pick(&["*rows", "*pair", "*[act(1), n]", "*(r for r in rows)", "*table"])
                    .to_owned(),
            );
        }
        if arguments.len() == 1 && self.random.one_in(60) {
            arguments = vec!["r for r in rows[:0]".to_owned()];
            return format!("print(*[{}])", arguments[0]);
        }
        let separators = [
            "sep=''",
            "sep=' '",
            "sep=None",
            "sep='\\n'",
            "sep=', '",
            "sep=' % '",
            "sep='{}'",
            "sep='\\\\'",
            "sep='\"'",
            "sep=r'\\d'",
        ];
        if self.random.one_in(5) {
            arguments.push(self.random.pick(&separators).to_owned());
        }
        if self.random.one_in(10) {
            arguments.push(self.random.pick(&["flush=True", "end='\\n'", "file=None"]).to_owned());
        }
        self.lay_out(&arguments)
    }

    fn lay_out(&mut self, arguments: &[String]) -> String {
        match self.random.below(12) {
            0 => format!("print(\n    {},\n)", arguments.join(",\n    ")),
            1 => format!("print(\n        {}\n    )", arguments.join(", ")),
            2 => format!("print({})", arguments.join(",\n      ")),
            3 => format!("print(  # first\n    {},  # last\n)", arguments.join(",  # with a comment\n    ")),
            4 => format!("print ( {} )", arguments.join(" , ")),
            5 => format!("(print)({},)", arguments.join(", ")),
            _ => format!("print({})", arguments.join(", ")),
        }
    }

    fn argument(&mut self, inner: &str, has_decimals: bool) -> String {
        if !inner.is_empty() && self.random.one_in(4) {
            return match self.random.below(3) {
                0 => inner.to_owned(),
                1 => format!("f\"{{{inner}}} and {{n}}\""),
                _ => format!("f\"{{items}} then {{{inner}!r}}\""),
            };
        }
        if has_decimals && self.random.one_in(3) {
            return self
                .random
                .pick(&[
                    "price",
                    "f'{price:.2f}'",
                    "f'{price} {price!r} {price:,.1f} {price:e}'",
                    "'%.2f' % (price,)",
                ])
                .to_owned();
        }
        let argument = match self.random.below(24) {
            0..4 => self.string(false),
            4..12 => self.string(true),
            12..14 => self.implicit(),
            14 => self.percent(),
            15 => self.format_method(),
            16 => self.sum(),
            17 => self.random.pick(ACTS).to_owned(),
            18 => self.random.pick(TEXTS).to_owned(),
            19 => self
                .random
                .pick(&[
                    "'=' * 3",
                    "3 * '-'",
                    "'\\n' + name + '\\n'",
                    "'a %s' % name",
                    "'a %s' % pair[0]",
                    "'%(k)s' % table",
                    "'{0}{0}'.format(n)",
                    "name + '!'",
                ])
                .to_owned(),
            20 => self.value(ORDERS),
            _ => self.value(OTHERS),
        };
        let is_bare_tuple = argument == "n, x" || argument.starts_with('*') && argument.ends_with('1');
        if is_bare_tuple || self.random.one_in(25) { format!("({argument})") } else { argument }
    }

    fn value(&mut self, choices: &[&str]) -> String {
        self.random.pick(choices).to_owned()
    }

    /// A string token, an f-string or not.
    fn string(&mut self, is_fstring: bool) -> String {
        let prefix = match (is_fstring, self.random.below(6)) {
            (false, 0) => self.random.pick(&["r", "R"]),
            (false, 1) => self.random.pick(&["u", "U"]),
            (false, _) => "",
            (true, 0) => self.random.pick(&["rf", "fr", "Rf", "fR", "rF", "FR"]),
            (true, 1) => "F",
            (true, _) => "f",
        };
        let quotes = self.random.pick(&["\"", "\"", "\"", "'", "'", "\"\"\"", "'''"]);
        self.quotes.push(quotes.to_owned());
        let mut body = String::new();
        if self.random.one_in(8) {
            body.push_str(self.line_break(quotes));
        }
        for _ in 0..self.random.below(5) {
            if is_fstring && self.random.one_in(2) {
                body.push_str(&self.field());
            } else {
                body.push_str(&self.word(prefix, quotes, is_fstring));
            }
        }
        if self.random.one_in(8) {
            body.push_str(self.line_break(quotes));
        }
        self.quotes.pop();
        let is_odd = body.ends_with(quotes.chars().next().unwrap())
            || body.chars().rev().take_while(|c| *c == '\\').count() % 2 == 1;
        let end = if is_odd { "." } else { "" };
        format!("{prefix}{quotes}{body}{end}{quotes}")
    }

    fn line_break(&mut self, quotes: &str) -> &'static str {
        let choices: &[&'static str] =
            if quotes.len() == 3 { &["\n", "\n\n", "\\n", "\\\n"] } else { &["\\n", "\\n\\n", "\\x0a"] };
        choices[self.random.below(choices.len())]
    }

    fn word(&mut self, prefix: &str, quotes: &str, is_fstring: bool) -> String {
        let word = self.random.pick(WORDS);
        let is_raw = prefix.contains(['r', 'R']);
        let ends_early = word.contains(&quotes[..1]) && (is_raw || !word.starts_with('\\'));
        let is_escape_of_quote = is_raw && word.starts_with('\\') && word.len() == 2 && !word.ends_with('d');
        if ends_early || is_escape_of_quote || (is_raw && word == "\\\n") {
            return "q".to_owned();
        }
        if is_fstring && !word.starts_with("\\N") {
            return word.replace('{', "{{").replace('}', "}}");
        }
        if is_fstring && is_raw { "q".to_owned() } else { word.to_owned() }
    }

    /// A replacement field of an f-string.
    fn field(&mut self) -> String {
        let (values, specs) = match self.random.below(9) {
            0 | 1 => (INTEGERS, INTEGER_SPECS),
            2 => (FLOATS, FLOAT_SPECS),
            3 | 4 => (TEXTS, TEXT_SPECS),
            5 => (DATES, DATE_SPECS),
            6 if self.acts => (ACTS, &[""][..]),
            _ => (OTHERS, &[""][..]),
        };
        let value = self.value(values);
        let Some(value) = self.requoted(&value) else { return "{n}".to_owned() };
        let value =
            if value.starts_with('{') || value.starts_with("lambda") { format!("({value})") } else { value };
        let debug = match self.random.below(12) {
            0 => "=",
            1 => " = ",
            _ => "",
        };
        let gap = if self.random.one_in(12) { " " } else { "" };
        let conversion = if self.random.one_in(6) { self.random.pick(&["!r", "!s", "!a"]) } else { "" };
        let specs = if conversion.is_empty() { specs } else { TEXT_SPECS };
        let spec = if self.random.one_in(2) { self.random.pick(specs) } else { "" };
        let colon = if spec.is_empty() && !self.random.one_in(20) { "" } else { ":" };
        format!("{{{gap}{value}{debug}{conversion}{colon}{spec}}}")
    }

    /// The value with quotes that may stand inside the current string before Python 3.12, but for a few.
    fn requoted(&mut self, value: &str) -> Option<String> {
        if self.random.one_in(60) {
            return Some(value.to_owned());
        }
        let outer: Vec<&str> = self.quotes.iter().map(|quotes| &quotes[..1]).collect();
        if !value.contains('\'') {
            return Some(value.to_owned());
        }
        if !outer.contains(&"'") {
            return Some(value.to_owned());
        }
        (!outer.contains(&"\"")).then(|| value.replace('\'', "\""))
    }

    fn implicit(&mut self) -> String {
        let joint = self.random.pick(&[" ", "\n    ", "  # why\n    ", ""]);
        let count = 2 + self.random.below(2);
        let parts: Vec<String> = (0..count)
            .map(|_| {
                let is_fstring = self.random.one_in(2);
                let part = self.string(is_fstring);
                if joint.is_empty() { format!(" {part}") } else { part }
            })
            .collect();
        let text = parts.join(joint);
        if joint.contains('\n') && self.random.one_in(3) { format!("({text})") } else { text }
    }

    fn percent(&mut self) -> String {
        let fields: &[(&str, &[&str])] = &[
            ("%s", OTHERS),
            ("%r", OTHERS),
            ("%a", TEXTS),
            ("%d", INTEGERS),
            ("%05d", INTEGERS),
            ("%.2f", FLOATS),
            ("%-10s", TEXTS),
            ("%x", INTEGERS),
            ("%5.1f%%", FLOATS),
            ("%s", ACTS),
        ];
        let mut format = String::new();
        let mut values = Vec::new();
        for _ in 0..=self.random.below(3) {
            let (field, choices) = fields[self.random.below(fields.len())];
            format.push_str(self.random.pick(&["a ", "%%", "{} ", "\\x41", " ", "\\n", ""]));
            format.push_str(field);
            let value = self.value(choices);
            values.push(if value == "n, x" || value.starts_with('*') || value.starts_with("lambda") {
                "n".to_owned()
            } else {
                value
            });
        }
        match &*values {
            [only] if self.random.one_in(2) && only != "x if n else '%'" => {
                format!("\"{format}\" % ({only})")
            }
            _ => {
                let comma = if values.len() == 1 || self.random.one_in(6) { "," } else { "" };
                let gap = self.random.pick(&[" % ", "%", "\n    % "]);
                format!("(\"{format}\"{gap}({}{comma}))", values.join(", "))
            }
        }
    }

    fn format_method(&mut self) -> String {
        let mut format = String::new();
        let mut values = Vec::new();
        let style = self.random.below(4);
        for index in 0..=self.random.below(3) {
            let (choices, specs) = match self.random.below(5) {
                0 => (INTEGERS, INTEGER_SPECS),
                1 => (FLOATS, FLOAT_SPECS),
                2 => (TEXTS, &TEXT_SPECS[..12]),
                3 => (ACTS, &[""][..]),
                _ => (OTHERS, &[""][..]),
            };
            let value = self.value(choices);
            let value = if value == "n, x" || value.starts_with('*') { "n".to_owned() } else { value };
            let spec = self.random.pick(specs);
            let spec =
                if spec.is_empty() || self.random.one_in(2) { String::new() } else { format!(":{spec}") };
            let conversion = if spec.is_empty() { self.random.pick(&["", "", "!r", "!s"]) } else { "" };
            format.push_str(self.random.pick(&["a ", "%", "{{", "}}", "\\x7b\\x7b", "%s ", "\\n", ""]));
            let name = match style {
                0 => index.to_string(),
                1 => format!("v{index}"),
                _ => String::new(),
            };
            let _ = write!(format, "{{{name}{conversion}{spec}}}");
            let is_walrus = value.starts_with('(');
            values.push(if style == 1 && !is_walrus {
                format!("v{index}={value}")
            } else if style == 1 {
                format!("v{index}=n")
            } else {
                value
            });
        }
        if self.random.one_in(10) {
            values.reverse();
        }
        let gap = self.random.pick(&["", "", "\n    "]);
        format!("(\"{format}\"{gap}.format({}))", values.join(", "))
    }

    fn sum(&mut self) -> String {
        let count = 2 + self.random.below(3);
        let gap = self.random.pick(&[" + ", "+", " +\n    "]);
        let terms: Vec<String> = (0..count)
            .map(|_| match self.random.below(6) {
                0 => self.string(true),
                1 => format!("str({})", self.value(INTEGERS)),
                2 => format!("repr({})", self.value(TEXTS)),
                3 => self.random.pick(&["str(act(7))", "str(counter)", "str(one)", "name"]).to_owned(),
                _ => self.string(false),
            })
            .collect();
        format!("({})", terms.join(gap))
    }
}
