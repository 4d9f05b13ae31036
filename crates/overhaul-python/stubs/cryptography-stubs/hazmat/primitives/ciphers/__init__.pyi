# Source: https://cryptography.io/en/latest/hazmat/primitives/symmetric-encryption/
from typing import Any

# In the modules of the installed package.
from .base import (
    AEADCipherContext as AEADCipherContext,
    AEADDecryptionContext as AEADDecryptionContext,
    AEADEncryptionContext as AEADEncryptionContext,
    Cipher as Cipher,
    CipherContext as CipherContext,
)

def __getattr__(name: str) -> Any: ...
