from orders import __version__
from orders.cli import main

print(f"orders {__version__}")
raise SystemExit(main())
