#!/usr/bin/env python3
"""Validates the Kubernetes manifest of docs/scale.md. Run by a Python that has `kubernetes-validate`."""

from __future__ import annotations

import re
from pathlib import Path

import kubernetes_validate
import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs" / "scale.md"

for text in re.findall(r"```yaml\n(apiVersion.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL):
    manifest = yaml.safe_load(text)
    kubernetes_validate.validate(manifest, "1.31", strict=True)
    print(f"{manifest['kind']} {manifest['metadata']['name']} is valid")
