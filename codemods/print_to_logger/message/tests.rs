//! What each kind of print becomes. That the words are the same is proven by running both, in `tests/same_words.rs`.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::{Module, Source, edit};

use super::{Message, Refusal, Shape};

struct Prints<'a>(Vec<&'a ExprCall>);

impl<'a> Visitor<'a> for Prints<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            let is_print = call.func.as_name_expr().is_some_and(|name| name.id == "print");
            if is_print {
                return self.0.push(call);
            }
        }
        visitor::walk_expr(self, expr);
    }
}

/// Hands the first print of a text to `act`.
fn with_message<T>(text: &str, act: impl Fn(&Module, Result<Message<'_>, Refusal>) -> T) -> T {
    let module = Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap();
    let mut prints = Prints(Vec::new());
    module.body().iter().for_each(|stmt| prints.visit_stmt(stmt));
    act(&module, Message::read(&module, prints.0[0]))
}

fn rewrite(text: &str, shape: Shape) -> Result<String, Refusal> {
    with_message(text, |module, message| {
        let edits = message?.write("log.info", shape)?;
        Ok(edit::apply(module.text(), &edits))
    })
}

#[track_caller]
fn check(shape: Shape, rows: &[(&str, &str)]) {
    for (before, after) in rows {
        assert_eq!(rewrite(before, shape).as_deref(), Ok(*after), "{before}");
    }
}

#[test]
fn percent_literals_and_fstrings() {
    check(
        Shape::Percent,
        &[
            ("print('100%')", "log.info('100%')"),
            (r#"print("a" 'b' r"\c")"#, r#"log.info("a" 'b' r"\c")"#),
            ("print(f'none {{}} 5%')", "log.info('none {} 5%')"),
            ("print(f'{x}')", "log.info('%s', x)"),
            ("print(f'{x!s} {y!r} {z!a}')", "log.info('%s %r %a', x, y, z)"),
            ("print(f'{n}% of {{{m}}}')", "log.info('%s%% of {%s}', n, m)"),
            ("print(rf'\\d{x}\\n')", "log.info(r'\\d%s\\n', x)"),
            ("print(Rf'{x}')", "log.info(R'%s', x)"),
            ("print(fr'C:\\{x}')", "log.info(r'C:\\%s', x)"),
            ("print(F\"it's {x}\")", "log.info(\"it's %s\", x)"),
            (
                "print(f'{x=} { y = } {z=!s} {w=:.1f} {v=:>4}')",
                "log.info('x=%r  y = %r z=%s w=%.1f v=%s', x, y, z, w, format(v, '>4'))",
            ),
            ("print(f'{x[\"k\"]=}')", "log.info('x[\"k\"]=%r', x[\"k\"])"),
            ("print(f'{x[\"k\"]}' \"{plain}\")", "log.info('%s' \"{plain}\", x[\"k\"])"),
            (
                "print(f'\\x25 {x} \\45 \\N{PERCENT SIGN}')",
                "log.info('\\x25\\x25 %s \\45\\45 \\N{PERCENT SIGN}\\N{PERCENT SIGN}', x)",
            ),
            ("print(f'\\N{BULLET} \\\\N{{x}} {y}')", "log.info('\\N{BULLET} \\\\N{x} %s', y)"),
            // In the plain literal `\17` would be one escape.
            ("print(f'\\1{7=}')", "log.info('\\x017=%r', 7)"),
            ("print(f'{a, b} {*c, d} { {1: 2} }')", "log.info('%s %s %s', (a, b), (*c, d), {1: 2})"),
            ("print(f'{(w := 1)} {(a + b)}')", "log.info('%s %s', (w := 1), a + b)"),
            ("print(f'{f\"{x}\"} y')", "log.info('%s y', f\"{x}\")"),
            ("print((f'{x}'))", "log.info('%s', x)"),
            ("print(f'{x}',)", "log.info('%s', x,)"),
            ("(print)(f'{x}')", "log.info('%s', x)"),
        ],
    );
}

#[test]
fn percent_specs() {
    check(
        Shape::Percent,
        &[
            (
                "print(f'{a:d} {b:05d} {c:+.2f} {d:e} {e:#x} {f:08.3f}')",
                "log.info('%d %05d %+.2f %e %#x %08.3f', a, b, c, d, e, f)",
            ),
            (
                "print(f'{a:,} {b:.1%} {c:n} {d:b}')",
                "log.info('%s %s %s %s', format(a, ','), format(b, '.1%'), format(c, 'n'), format(d, 'b'))",
            ),
            (
                "print(f'{a:<20}{b:>8}{c:^8}{d:8}')",
                "log.info('%s%s%s%s', format(a, '<20'), format(b, '>8'), format(c, '^8'), format(d, '8'))",
            ),
            (
                "print(f'{a:s} {b:.3s} {c:10s} {d:.3}')",
                "log.info('%s %.3s %-10s %s', a, b, c, format(d, '.3'))",
            ),
            (
                "print(f'{a!r:>9} {b!s:>9} {c!a:>9}')",
                "log.info('%s %s %s', format(repr(a), '>9'), format(str(b), '>9'), format(ascii(c), '>9'))",
            ),
            (
                "print(f'{a:{w}.{p}f} {b!r:^{w + 1}}')",
                "log.info('%s %s', format(a, f'{w}.{p}f'), format(repr(b), f'^{w + 1}'))",
            ),
            ("print(f'{day:%d %B}')", "log.info('%s', format(day, '%d %B'))"),
            ("print(f'{a, b:>9}')", "log.info('%s', format((a, b), '>9'))"),
            ("print(f'{a:}')", "log.info('%s', a)"),
            (
                "from decimal import Decimal\nprint(f'{a:.2f} {b:d}')",
                "from decimal import Decimal\nlog.info('%s %d', format(a, '.2f'), b)",
            ),
            (
                "format = 1\nprint(f'{a:,} {b!r:>{w}}')",
                "format = 1\nlog.info('%s %s', f'{a:,}', f'{b!r:>{w}}')",
            ),
            (
                "repr = 1\nprint(f'{a:,} {b!r:>9}')",
                "repr = 1\nlog.info('%s %s', format(a, ','), f'{b!r:>9}')",
            ),
        ],
    );
}

#[test]
fn percent_order_of_evaluation() {
    check(
        Shape::Percent,
        &[
            // A value that a later call may change is shown before the call.
            ("print(f'{q} {q.pop()}')", "log.info(f'{q} {q.pop()}')"),
            ("print(f'{q}', q.pop())", "log.info('%s %s', f'{q}', q.pop())"),
            ("print(q, q.pop())", "log.info(\"%s %s\", q, q.pop())"),
            ("async def f(): print(f'{q} {await g()}')", "async def f(): log.info(f'{q} {await g()}')"),
            ("print('%s %s' % (q, q.pop()))", "log.info('%s %s' % (q, q.pop()))"),
            ("print('{} {}'.format(q, q.pop()))", "log.info('%s %s', q, q.pop())"),
            ("print('{:,} {}'.format(q, q.pop()))", "log.info('{:,} {}'.format(q, q.pop()))"),
            ("print(str(q), q.pop())", "log.info(\"%s %s\", str(q), q.pop())"),
            // Nothing can change these.
            ("print(f'{q.pop()} {q}')", "log.info('%s %s', q.pop(), q)"),
            ("print(f'{len(q)} {q.pop()}')", "log.info('%s %s', len(q), q.pop())"),
            ("print(f'{q:.1f} {q.pop()}')", "log.info('%.1f %s', q, q.pop())"),
            ("print(f'{q:>9} {q.pop()}')", "log.info('%s %s', format(q, '>9'), q.pop())"),
            ("def f(a: str): print(f'{a} {g()}')", "def f(a: str): log.info('%s %s', a, g())"),
            ("for i in range(9): print(f'{i} {g()}')", "for i in range(9): log.info('%s %s', i, g())"),
            (
                "import time\nprint(f'{q} {time.time() - t:.1f}')",
                "import time\nlog.info('%s %.1f', q, time.time() - t)",
            ),
        ],
    );
}

#[test]
fn percent_several_arguments() {
    check(
        Shape::Percent,
        &[
            ("print('a', x, 'b')", "log.info('a %s b', x)"),
            ("print('a', 'b', \"c\")", "log.info('a b c')"),
            ("print(x, y)", "log.info(\"%s %s\", x, y)"),
            ("print('a%', x, sep=': %')", "log.info('a%%: %%%s', x)"),
            ("print('a', x, sep='')", "log.info('a%s', x)"),
            ("print('a', x, sep=None, end='\\n', flush=True)", "log.info('a %s', x)"),
            ("print(x, sep='-')", "log.info('%s', x)"),
            ("print('a', f'{x:,}', f'{y}')", "log.info('a %s %s', format(x, ','), y)"),
            ("print('\\t\\N{BULLET}', x)", "log.info('\\t\\N{BULLET} %s', x)"),
            ("print(r'\\d', x)", "log.info(r'\\d %s', x)"),
            ("print(r'\\d', 'b\\n', x)", "log.info('\\\\d b\\n %s', x)"),
            ("print('', x, '')", "log.info(' %s ', x)"),
            ("print(*a)", "log.info(\"%s\", \" \".join(map(str, a)))"),
            ("print('x', *a, sep=',')", "log.info('%s', ','.join(map(str, ('x', *a))))"),
            ("map = 1\nprint(*a)", "map = 1\nlog.info(\"%s\", \" \".join(f\"{item!s}\" for item in a))"),
        ],
    );
}

#[test]
fn percent_other_expressions() {
    check(
        Shape::Percent,
        &[
            ("print(x)", "log.info(\"%s\", x)"),
            ("print({})", "log.info(\"%s\", {})"),
            ("print(x for x in y)", "log.info(\"%s\", (x for x in y))"),
            ("print(x := 1)", "log.info(\"%s\", (x := 1))"),
            ("print(b'%')", "log.info('%s', b'%')"),
            ("print(str(x))", "log.info(\"%s\", x)"),
            ("print(repr(x))", "log.info(\"%r\", x)"),
            ("str = 1\nprint(str(x))", "str = 1\nlog.info(\"%s\", str(x))"),
            ("print('a' + x)", "log.info('a' + x)"),
            ("print('\\na' + x + 'b\\n')", "log.info('a' + x + 'b')"),
            ("print('a ' + str(x) + f' {y}%')", "log.info('a %s %s%%', x, y)"),
            ("print('a %s' % x)", "log.info('a %s' % x)"),
            ("print('a %s\\n' % x)", "log.info('a %s' % x)"),
            ("print('a %s' % len(x))", "log.info('a %s', len(x))"),
            ("print('a %s' % (x,))", "log.info('a %s', x)"),
            ("print('%d%% %5.1f' % (x, y))", "log.info('%d%% %5.1f', x, y)"),
            ("print('%(k)s' % x)", "log.info('%(k)s' % x)"),
            ("print('%s %s' % (x,))", "log.info('%s %s' % (x,))"),
            ("print('%*d' % (x, y))", "log.info('%*d' % (x, y))"),
            ("print('%s' % (*x,))", "log.info('%s' % (*x,))"),
            ("print('a {} {!r} {:.1f} {{}}%'.format(x, y, z))", "log.info('a %s %r %.1f {}%%', x, y, z)"),
            ("print('{0} {b}'.format(x, b=y))", "log.info('%s %s', x, y)"),
            ("print('{0} {0}'.format(x))", "log.info('{0} {0}'.format(x))"),
            ("print('{0.a}'.format(x))", "log.info('{0.a}'.format(x))"),
            ("print('{}'.format(*x))", "log.info('{}'.format(*x))"),
            ("print('{:{}}'.format(x, y))", "log.info('{:{}}'.format(x, y))"),
        ],
    );
}

#[test]
fn percent_line_breaks_at_the_ends() {
    check(
        Shape::Percent,
        &[
            ("print('\\n\\na\\n')", "log.info('a')"),
            ("print(f'\\n{x}\\n\\n')", "log.info('%s', x)"),
            ("print('\\x0aa')", "log.info('a')"),
            ("print(r'\\na')", "log.info(r'\\na')"),
            ("print('\\n' f'{x}' '\\n')", "log.info('%s', x)"),
            ("print('\\n', x)", "log.info(' %s', x)"),
            ("print('a', sep='')", "log.info('a')"),
            ("print('''\na\n''')", "log.info('''a''')"),
            ("print(f'''\n{a}\n  b\n''')", "log.info('''\\\n%s\n  b''', a)"),
            ("print('''\r\na\r\n''')\r\n", "log.info('''a''')\r\n"),
            ("print('\\n')", "log.info('')"),
        ],
    );
}

#[test]
fn percent_layout_and_comments() {
    check(
        Shape::Percent,
        &[
            (
                "print(\n    f'a {x}'  # one\n    'b'  # two\n)",
                "log.info(\n    'a %s'  # one\n    'b',\n    x,  # two\n)",
            ),
            ("print(\n    f'a {x} {y}',\n)", "log.info(\n    'a %s %s',\n    x,\n    y,\n)"),
            ("print(\n    f'a {x} {y}'\n)", "log.info(\n    'a %s %s', x, y\n)"),
            ("print(f'a {x}'\n      f'b {y}')", "log.info('a %s'\n         'b %s', x, y)"),
            ("print('a'\n      'b', x)", "log.info('a'\n         'b %s', x)"),
            (
                "print(\n    'a',  # one\n    x,  # two\n)",
                "log.info(\n    '%s %s',\n    'a',  # one\n    x,  # two\n)",
            ),
            ("print(\n    f'{x}',  # one\n    file=sys.stderr,\n)", "log.info(\n    '%s',\n    x,  # one\n)"),
            ("print(\n    x,\n    flush=True\n)", "log.info(\n    \"%s\", x\n)"),
            ("print(\n    x  # why\n)", "log.info(\n    \"%s\", x  # why\n)"),
            (
                "print(*a,  # why\n      b)",
                "log.info(\"%s\", \" \".join(map(str, (*a,  # why\n         b))))",
            ),
            ("print('a'\n      # why\n      + str(x))", "log.info('a'\n         # why\n         + str(x))"),
            ("print(f'''{\n  x  # why\n}''')", "log.info(f'''{\n  x  # why\n}''')"),
            ("print(f'{x}', file=sys.stderr)  # why", "log.info('%s', x)  # why"),
            ("print \\\n    (f'{x}')", "log.info \\\n    ('%s', x)"),
        ],
    );
    for (text, refusal) in [
        ("print(x, file=f,  # why\n)", Refusal::CommentInside),
        ("print(x,\n    # why\n    file=f)", Refusal::CommentInside),
        ("print()", Refusal::DynamicArguments),
        ("print(x, **a)", Refusal::DynamicArguments),
        ("print(x, y, sep=s)", Refusal::DynamicArguments),
        ("print(x, flush=f())", Refusal::DynamicArguments),
        ("print(sep='', *x)", Refusal::DynamicArguments),
        ("print(x, colour=1)", Refusal::DynamicArguments),
    ] {
        assert_eq!(rewrite(text, Shape::Percent), Err(refusal), "{text}");
    }
}

#[test]
fn files_that_are_not_unicode_get_escapes() {
    let text = "# coding: ascii\nprint('a\\n', r'\\\u{64}', f'{x} \\u00e9')\n";
    let after = "# coding: ascii\nlog.info('a\\n \\\\d %s \\xe9', x)\n";
    assert_eq!(rewrite(text, Shape::Percent).as_deref(), Ok(after));
}

#[test]
fn keep() {
    check(
        Shape::Keep,
        &[
            ("print(f'{x} 5% {y:,}')", "log.info(f'{x} 5% {y:,}')"),
            ("print(f'\\n{x=}\\n')", "log.info(f'{x=}')"),
            ("print('5%')", "log.info('5%')"),
            ("print(x)", "log.info(\"%s\", x)"),
            ("print('a', f'{x}', y)", "log.info('a %s %s', f'{x}', y)"),
            ("print(f'\\n{x}', y)", "log.info('%s %s', f'{x}', y)"),
            ("print('%s' % (x,))", "log.info('%s' % (x,))"),
            ("print('{}'.format(x), y)", "log.info('%s %s', '{}'.format(x), y)"),
        ],
    );
}

#[test]
fn braces() {
    check(
        Shape::Braces,
        &[
            ("print('{plain} 5%')", "log.info('{plain} 5%')"),
            ("print(f'none {{}}')", "log.info('none {}')"),
            ("print(f'{x} {y!r} {z:.2f} {w!s:>9} 5%')", "log.info('{} {!r} {:.2f} {!s:>9} 5%', x, y, z, w)"),
            ("print(f'{{a}} {x}' '{b}' '\\x7b')", "log.info('{{a}} {}' '{{b}}' '\\x7b\\x7b', x)"),
            ("print(f'\\N{BULLET} {x=}')", "log.info('\\N{BULLET} x={!r}', x)"),
            ("print(f'{x:{w}}')", "log.info('{}', format(x, f'{w}'))"),
            ("print(f'{day:%H:%M}')", "log.info('{:%H:%M}', day)"),
            ("print('a', x, sep='{}')", "log.info('a{{}}{}', x)"),
            ("print('%s' % (x,))", "log.info('%s' % (x,))"),
            ("print('{} {:.1f}'.format(x, y))", "log.info('{} {:.1f}', x, y)"),
            ("print({'a': 1})", "log.info('{}', {'a': 1})"),
            ("print(f'{q} {q.pop()}')", "log.info(f'{q} {q.pop()}')"),
        ],
    );
}

#[test]
fn keywords() {
    check(
        Shape::Keywords,
        &[
            ("print(f'Loaded rows: {count}')", "log.info('Loaded rows', count=count)"),
            ("print(f'took {self.time}')", "log.info('took', time=self.time)"),
            ("print(f'source={name}')", "log.info('source', name=name)"),
            ("print(f'sizes: {a}, {b}')", "log.info('sizes', a=a, b=b)"),
            ("print('rows', count)", "log.info('rows', count=count)"),
            ("print(f'from {a} to {b}')", "log.info(f'from {a} to {b}')"),
            ("print(f'rows: {len(x)}')", "log.info(f'rows: {len(x)}')"),
            ("print(f'rows: {x:.1f}')", "log.info(f'rows: {x:.1f}')"),
            ("print(f'event: {event}')", "log.info(f'event: {event}')"),
            ("print(f'{a}: {b}')", "log.info(f'{a}: {b}')"),
            ("print('took', x, 's')", "log.info('took %s s' % (x,))"),
            ("print('took', x, y, '%')", "log.info('took %s %s %%' % (x, y))"),
            ("print('plain', '5%')", "log.info('plain 5%')"),
            ("print('plain 5%')", "log.info('plain 5%')"),
            ("print(x)", "log.info(str(x))"),
            ("str = 1\nprint(x)", "str = 1\nlog.info(\"%s\" % (x,))"),
            ("print(x, q.pop())", "log.info(\" \".join(map(str, (x, q.pop()))))"),
        ],
    );
}

#[test]
fn exceptions_at_the_end_are_dropped() {
    let without = |text: &str| {
        with_message(text, |module, message| {
            let shorter = message.unwrap().without_trailing("e")?;
            let edits = shorter.write("log.exception", Shape::Percent).unwrap();
            Some(edit::apply(module.text(), &edits))
        })
    };
    for (before, after) in [
        ("print(f'Error loading {path}: {e}')", "log.exception('Error loading %s', path)"),
        ("print(f'no {path} - {e!r}\\n')", "log.exception('no %s', path)"),
        ("print(f'no file ({e})')", "log.exception('no file')"),
        ("print(f'no file: \\'{e}\\'.')", "log.exception('no file')"),
        ("print(f'no file => {str(e)}')", "log.exception('no file')"),
        ("print(f'no file, {e=}')", "log.exception('no file')"),
        ("print('100% wrong', path, e)", "log.exception('100%% wrong %s', path)"),
        ("print('100% wrong:', e)", "log.exception('100% wrong')"),
        ("print('wrong: ' + str(e))", "log.exception('wrong')"),
        ("print('wrong: {!r}'.format(e))", "log.exception('wrong')"),
        ("print('wrong %s: %s' % (path, e))", "log.exception('wrong %s', path)"),
        ("print('wrong ' f'{path}'\n      f': {e}')", "log.exception('wrong ' '%s', path)"),
        ("print(path, e)", "log.exception(\"%s\", path)"),
        ("print(f'{q} {q.pop()}: {e}')", "log.exception(f'{q} {q.pop()}')"),
    ] {
        assert_eq!(without(before).as_deref(), Some(after), "{before}");
    }
    for kept in [
        "print(e)",
        "print(f'{e}')",
        "print(f': {e}')",
        "print(f'{type(e).__name__}: {e}')",
        "print(f'{e} in {path}')",
        "print(f'failed because of {e}')",
        "print(f'code {e.code}')",
        "print(f'wrong: {e} (ignored)')",
        "print('wrong: ' + x + str(e))",
    ] {
        assert_eq!(without(kept), None, "{kept}");
    }
}

#[test]
fn decorations() {
    let is_decoration = |text: &str| with_message(text, |_, message| message.unwrap().is_decoration());
    for text in [
        "print()",
        "print('')",
        "print('\\n')",
        "print(' ')",
        "print('=====')",
        "print('-' * 60)",
        "print(n * '=')",
        "print('\\n' + '=' * 50)",
        "print(f\"{'=' * 60}\")",
        "print('=' * 60 + '\\n')",
        "print('\\n', '-' * 9)",
        "print(f\"{'':=^60}\")",
        "print('=' * len(x))",
    ] {
        assert!(is_decoration(text), "{text}");
    }
    for text in [
        "print('...')",
        "print('aaa')",
        "print('7' * n)",
        "print('-=' * 20)",
        "print('--- x ---')",
        "print('x')",
        "print('*')",
        "print('-' * n, n)",
        "print(*x)",
        "print(x * 3)",
        "print('-' * f())",
    ] {
        assert!(!is_decoration(text), "{text}");
    }
}

#[test]
fn what_the_text_holds() {
    for (text, skeleton) in [
        ("print(f'a {x}', y, 'b')", "a \u{fffc} \u{fffc} b"),
        ("print('Error: %s of %d%%' % x)", "Error: \u{fffc} of \u{fffc}%"),
        ("print('Error: %(name)s' % x)", "Error: \u{fffc}"),
        ("print('Error {0.a} {{}}'.format(x))", "Error \u{fffc} {}"),
        ("print('Error ' + x)", "Error \u{fffc}"),
        ("print('\\nError\\n')", "Error"),
        ("print(x)", "\u{fffc}"),
    ] {
        assert_eq!(with_message(text, |_, message| message.unwrap().skeleton()), skeleton, "{text}");
    }
    for (text, has_return, has_escapes) in [
        ("print('a\\r')", true, false),
        ("print('''a\r\nb''')", false, false),
        ("print('\\033[1m' + x)", false, true),
        ("print(f'\\N{ESCAPE}[0m{x}')", false, true),
        ("print('bell\\a')", false, true),
        ("print(r'\\033')", false, false),
        ("print('a\\tb\\n')", false, false),
        ("RED = '\\x1b[31m'\nprint(f'{RED}a')", false, true),
        ("class C:\n    RED = '\\x1b[31m'\nprint(C.RED + 'a')", false, true),
        ("from colorama import Fore\nprint(Fore.RED, 'a')", false, true),
        ("print(x.replace('\\r', ''))", false, false),
    ] {
        let found = with_message(text, |_, message| {
            let message = message.unwrap();
            (message.has_carriage_return(), message.has_terminal_escapes())
        });
        assert_eq!(found, (has_return, has_escapes), "{text}");
    }
}
