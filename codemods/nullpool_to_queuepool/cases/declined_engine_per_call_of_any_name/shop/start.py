from .dbx import once

ENGINE = once()
