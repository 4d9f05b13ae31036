# call: tabs("x")
# call: tabs(None)
# call: tabs(float("inf"))
# call: tab_before_colon("x")
# call: tab_before_colon(None)
# call: tab_before_colon(float("inf"))
"""Tabs."""


def tabs(text):
	try:
		return int(text)
	except:	# behind a tab
		return 0


def tab_before_colon(text):
	if text is not None or True:
		try:
			return int(text)
		except	:
			return 0
