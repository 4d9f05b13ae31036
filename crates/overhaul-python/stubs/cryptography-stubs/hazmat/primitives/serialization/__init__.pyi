# Source: https://cryptography.io/en/latest/hazmat/primitives/asymmetric/serialization/
from typing import Any

# In the modules of the installed package.
from cryptography.hazmat.primitives._serialization import (
    BestAvailableEncryption as BestAvailableEncryption,
    Encoding as Encoding,
    KeySerializationEncryption as KeySerializationEncryption,
    NoEncryption as NoEncryption,
    ParameterFormat as ParameterFormat,
    PrivateFormat as PrivateFormat,
    PublicFormat as PublicFormat,
)
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.serialization.ssh import (
    SSHCertificate as SSHCertificate,
    SSHCertificateBuilder as SSHCertificateBuilder,
    SSHCertificateType as SSHCertificateType,
    SSHCertPrivateKeyTypes as SSHCertPrivateKeyTypes,
    SSHCertPublicKeyTypes as SSHCertPublicKeyTypes,
    SSHPrivateKeyTypes as SSHPrivateKeyTypes,
    SSHPublicKeyTypes as SSHPublicKeyTypes,
    load_ssh_public_identity as load_ssh_public_identity,
    ssh_key_fingerprint as ssh_key_fingerprint,
)
from typing_extensions import Buffer

# The first four are in truth functions of cryptography.hazmat.bindings._rust, shown here.
def load_pem_private_key(
    data: Buffer,
    password: Buffer | None,
    backend: Any = ...,
    *,
    unsafe_skip_rsa_key_validation: bool = ...,
) -> PrivateKeyTypes: ...
def load_der_private_key(
    data: Buffer,
    password: Buffer | None,
    backend: Any = ...,
    *,
    unsafe_skip_rsa_key_validation: bool = ...,
) -> PrivateKeyTypes: ...
def load_pem_public_key(data: Buffer, backend: Any = ...) -> PublicKeyTypes: ...
def load_der_public_key(data: Buffer, backend: Any = ...) -> PublicKeyTypes: ...
def load_ssh_private_key(
    data: Buffer,
    password: bytes | None,
    backend: Any = ...,
    *,
    unsafe_skip_rsa_key_validation: bool = ...,
) -> SSHPrivateKeyTypes: ...
def load_ssh_public_key(data: Buffer, backend: Any = ...) -> SSHPublicKeyTypes: ...
def __getattr__(name: str) -> Any: ...
