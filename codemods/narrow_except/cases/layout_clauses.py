# call: one_line("x")
# call: one_line(None)
# call: one_line(float("inf"))
# call: space("x")
# call: space(None)
# call: space(float("inf"))
# call: comment_at_once("x")
# call: comment_at_once(None)
# call: comment_at_once(float("inf"))
# call: comments_between("x")
# call: comments_between(None)
# call: comments_between(float("inf"))
# call: pass_with_reason("x")
# call: pass_with_reason(None)
# call: pass_with_reason(float("inf"))
# call: continued("x")
# call: continued(None)
# call: continued(float("inf"))
# call: semicolons("x")
# call: semicolons(None)
# call: semicolons(float("inf"))
# call: many_spaces("x")
# call: many_spaces(None)
# call: many_spaces(float("inf"))
# call: try_on_one_line("x")
# call: try_on_one_line(None)
# call: try_on_one_line(float("inf"))
"""The spellings of a bare clause."""


def one_line(text):
    try:
        return int(text)
    except: return 0


def try_on_one_line(text):
    value = 1
    try: value = int(text)
    except: pass
    return value


def space(text):
    try:
        return int(text)
    except :
        return 0


def many_spaces(text):
    try:
        return int(text)
    except   :   # far away
        return 0


def comment_at_once(text):
    try:
        return int(text)
    except:# no space
        return 0


def comments_between(text):
    try:
        return int(text)
    # The form sends words, too.
    except:  # anything

        # They are nothing
        # to count.

        return 0
    # behind it


def pass_with_reason(text):
    value = 0
    try:
        value = int(text)
    except:
        pass  # a word
    return value


def continued(text):
    try:
        return int(text)
    except\
            :
        return 0


def semicolons(text):
    try: value = int(text); value += 1
    except: value = 0; value -= 1
    return value
