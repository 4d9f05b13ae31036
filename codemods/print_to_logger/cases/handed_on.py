import builtins
import functools

eprint = print
flushing = functools.partial(print, flush=True)


def show(rows, out=print):
    eprint("rows follow")
    flushing("now")
    list(map(print, rows))
    rows.each(callback=print)
    out("an argument")
    print(print)
    if out is print:
        print >> out
    return builtins.print


def other():
    eprint = len
    return eprint("not printed"), print.__name__, f"{print}"


def renamed(print):
    return print
