//! Random print calls.

/// Makes modules with one print each, by a stream of random numbers that a seed fixes (`SplitMix64`).
pub struct Generator {
    state: u64,
}

/// Expressions without quotes or backslashes, which stand in f-strings of any quote before Python 3.12 too.
const PLAIN: &[&str] = &[
    "name",
    "n",
    "x",
    "items",
    "pair",
    "table",
    "none",
    "data",
    "obj",
    "flag",
    "n + 1",
    "x * 2",
    "items[0]",
    "len(items)",
    "name.upper()",
    "-n",
    "not flag",
    "n if flag else x",
    "(lambda: n)()",
    "[i for i in items]",
    "sum(i for i in items)",
    "items, n",
    "*items, n",
    "tick()",
    "tick(items)",
    "grow(items)",
    "obj.value",
    "{1: 2}",
    "name or n",
    "(n)",
    "(n, x)",
    "pair[0]",
    "str(n)",
    "repr(name)",
    "n == 3",
    "x ** 2",
    "None",
    "1_000",
    "(w := n)",
];

const QUOTED: &[&str] = &[
    "table['k']",
    "'inner'",
    "', '.join(map(str, items))",
    "table.get('k')",
    "f'<{n}>'",
    "'%s' % n",
    "'a' 'b'",
];

const SPECS: &[&str] = &[
    "d", ".2f", "05d", "+d", ",", ",.2f", ".1%", "<20", ">8", "^30", "*^12", "10", "x", "#x", "X", "o", "b",
    "e", ".3e", "g", ".3g", "8.3f", "+.1f", "08.2f", "_", "n", "s", ".3", "", " d", "010d", "#o", "5d", "F",
    "G",
];

const TEXTS: &[&str] = &[
    "a",
    "word ",
    " ",
    "100%",
    "%s",
    "%%",
    "%d items",
    "%(name)s",
    "- ",
    ": ",
    "=",
    "\u{e9}",
    "\u{1F389}",
    ".",
    ", ",
    "#",
    "\\t",
    "\\\\",
    "\\x25",
    "\\u2713",
    "\\N{BULLET}",
    "\\45",
    "\\n",
    "it",
    "0",
    "%",
    "\\'",
    "\\\"",
    "50 %",
];

impl Generator {
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A module whose class has a method with one print.
    pub fn module(&mut self) -> String {
        let decimals = if self.one_in(6) { "from decimal import Decimal\n\n\n" } else { "" };
        let call = self.call();
        format!(
            "{decimals}class Case:\n    def run(self, name, n, x, items, pair, table, none, data, obj, flag, when, tick, grow):\n        {call}\n"
        )
    }

    fn call(&mut self) -> String {
        let mut arguments: Vec<String> =
            (0..self.weighted(&[0, 6, 3, 2, 1])).map(|_| self.argument()).collect();
        if self.one_in(5) {
            let separator = self
                .pick(&["\", \"", "''", "'\\n'", "None", "\"%\"", "' -> '", "\"\\t\"", "'{}'"])
                .to_owned();
            arguments.push(format!("sep={separator}"));
        }
        if self.one_in(8) {
            arguments.push("flush=True".to_owned());
        }
        if self.one_in(12) {
            arguments.push("end=\"\\n\"".to_owned());
        }
        if self.one_in(6) {
            let comma = if self.one_in(2) { "," } else { "" };
            return format!("print(\n            {}{comma}\n        )", arguments.join(",\n            "));
        }
        format!("print({})", arguments.join(", "))
    }

    fn argument(&mut self) -> String {
        match self.below(16) {
            0..=6 => self.strings(true),
            7 | 8 => self.strings(false),
            9 => {
                let items = self.pick(&["items", "pair", "table", "[name, n]"]);
                format!("*{items}")
            }
            10 => self.percent(),
            11 => self.format_method(),
            12 => self.sum(),
            13 => self.pick(QUOTED).to_owned(),
            14 => self
                .pick(&["when", "b\"bytes\"", "...", "True", "3.5", "'x' if flag else \"y\"", "(m := name)"])
                .to_owned(),
            _ => {
                let value = self.pick(PLAIN);
                if value.contains(", n") { format!("({value})") } else { value.to_owned() }
            }
        }
    }

    /// One to three literals side by side.
    fn strings(&mut self, formatted: bool) -> String {
        let count = self.weighted(&[0, 6, 2, 1]);
        let parts: Vec<String> = (0..count)
            .map(|_| {
                let is_formatted = formatted && !self.one_in(4);
                self.literal(is_formatted)
            })
            .collect();
        if count > 1 && self.one_in(4) {
            format!("({})", parts.join("\n            "))
        } else {
            parts.join(" ")
        }
    }

    fn literal(&mut self, formatted: bool) -> String {
        let quotes = self.pick(&["\"", "'", "\"\"\"", "'''", "\"", "\""]);
        let is_raw = self.one_in(7);
        let prefix = match (formatted, is_raw) {
            (true, true) => self.pick(&["rf", "fr", "Rf", "fR"]),
            (true, false) => self.pick(&["f", "F"]),
            (false, true) => "r",
            (false, false) => self.pick(&["", "", "", "u"]),
        };
        let mut body = String::new();
        for _ in 0..self.below(6) {
            if formatted && self.one_in(2) {
                body.push_str(&self.hole(quotes, is_raw));
            } else {
                body.push_str(&self.text(quotes, formatted, is_raw));
            }
        }
        if quotes.len() == 3 && self.one_in(3) {
            body.push_str("\nnext line");
        }
        // A raw literal cannot end in a backslash, and a triple-quoted one not in its own quote.
        if body.ends_with('\\') || body.ends_with(&quotes[..1]) {
            body.push(' ');
        }
        format!("{prefix}{quotes}{body}{quotes}")
    }

    fn text(&mut self, quotes: &str, formatted: bool, is_raw: bool) -> String {
        if formatted && self.one_in(6) {
            return self.pick(&["{{", "}}", "{{}}", "{{name}}", "}}{{"]).to_owned();
        }
        if !formatted && self.one_in(6) {
            return self.pick(&["{", "}", "{}", "{name}", "{0}"]).to_owned();
        }
        if self.one_in(8) {
            return if quotes.starts_with('"') { "'".to_owned() } else { "\"".to_owned() };
        }
        let text = self.pick(TEXTS);
        if is_raw && (text.contains(['\'', '"']) || (formatted && text.contains('{'))) {
            "raw".to_owned()
        } else {
            text.to_owned()
        }
    }

    fn hole(&mut self, quotes: &str, is_raw: bool) -> String {
        let mut value = if quotes.contains('"') && !is_raw && self.one_in(4) {
            self.pick(QUOTED).to_owned()
        } else {
            self.pick(PLAIN).to_owned()
        };
        if value.starts_with('{') {
            value = format!(" {value} ");
        }
        let debug = if self.one_in(9) && !value.contains([':', '*']) { self.pick(&["=", " = "]) } else { "" };
        let conversion = if self.one_in(4) { self.pick(&["!r", "!s", "!a"]) } else { "" };
        let spec = match self.below(10) {
            0..=2 => format!(":{}", self.pick(SPECS)),
            3 => self.pick(&[":{n}", ":>{n}", ":{n}.{pair[0]}", ":%Y-%m-%d"]).to_owned(),
            _ => String::new(),
        };
        if spec.contains("%Y") {
            "when".clone_into(&mut value);
        }
        format!("{{{value}{debug}{conversion}{spec}}}")
    }

    fn percent(&mut self) -> String {
        self.pick(&[
            "\"%s is %d\" % (name, n)",
            "\"%5.2f%%\" % x",
            "\"%s\" % pair[0]",
            "\"%s and %s\" % pair",
            "\"%r\" % (items,)",
            "'%(k)s!' % table",
            "\"100%% of %s\" % len(items)",
            "\"\\n%s\\n\" % (name,)",
            "f\"{n} %s\" % name",
            "\"%s\" % (tick(),)",
            "\"%*d\" % (n, n)",
        ])
        .to_owned()
    }

    fn format_method(&mut self) -> String {
        self.pick(&[
            "\"{} of {}\".format(n, name)",
            "\"{0} {1} {0}\".format(n, name)",
            "'{k!r:>6}'.format(k=n)",
            "\"{{}} {}\".format(x)",
            "\"{:.2f} %\".format(x)",
            "\"{}\".format(*items)",
        ])
        .to_owned()
    }

    fn sum(&mut self) -> String {
        self.pick(&[
            "\"a \" + str(n) + \" b%\"",
            "name + \"!\"",
            "\"<\" + name + '>'",
            "\"total: \" + repr(x) + f\" {n}%\"",
            "str(n) + \"%\" + str(tick())",
            "\"-\" * n + name",
            "\"\\n\" + str(items) + \"\\n\"",
        ])
        .to_owned()
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    fn pick<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.below(choices.len())]
    }

    /// An index, as often as its weight says.
    fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut at = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if at < *weight {
                return index;
            }
            at -= weight;
        }
        1
    }
}
