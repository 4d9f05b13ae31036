import sys

class Reader:
	def read(self, path):
		if path:	print(f"reading {path}")
		for name in path:
			print("\t", name)	# tabbed
			print("-" * 9)
		if not path:
			print()
		print(	"spaced",	path	)
		return sys.argv
