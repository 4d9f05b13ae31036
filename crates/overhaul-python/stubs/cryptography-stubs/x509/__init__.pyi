# Source: https://cryptography.io/en/latest/x509/reference/
# What is imported from modules without a stub here comes from the installed package.
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cryptography.hazmat._oid import (
    NameOID as NameOID,
    PublicKeyAlgorithmOID as PublicKeyAlgorithmOID,
    SignatureAlgorithmOID as SignatureAlgorithmOID,
)
from cryptography.hazmat.bindings._rust import ObjectIdentifier as ObjectIdentifier
from cryptography.hazmat.bindings._rust.x509 import RevokedCertificate as RevokedCertificate

from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.base import (
    Attribute as Attribute,
    Attributes as Attributes,
    CertificateBuilder as CertificateBuilder,
    CertificateRevocationListBuilder as CertificateRevocationListBuilder,
    CertificateSigningRequestBuilder as CertificateSigningRequestBuilder,
    RevokedCertificateBuilder as RevokedCertificateBuilder,
    Version as Version,
    random_serial_number as random_serial_number,
)
from cryptography.x509.extensions import (
    AccessDescription as AccessDescription,
    Admission as Admission,
    Admissions as Admissions,
    AuthorityInformationAccess as AuthorityInformationAccess,
    AuthorityKeyIdentifier as AuthorityKeyIdentifier,
    BasicConstraints as BasicConstraints,
    CertificateIssuer as CertificateIssuer,
    CertificatePolicies as CertificatePolicies,
    CRLDistributionPoints as CRLDistributionPoints,
    CRLNumber as CRLNumber,
    CRLReason as CRLReason,
    DeltaCRLIndicator as DeltaCRLIndicator,
    DistributionPoint as DistributionPoint,
    ExtendedKeyUsage as ExtendedKeyUsage,
    Extension as Extension,
    Extensions as Extensions,
    ExtensionType as ExtensionType,
    FreshestCRL as FreshestCRL,
    GeneralNames as GeneralNames,
    InhibitAnyPolicy as InhibitAnyPolicy,
    InvalidityDate as InvalidityDate,
    IssuerAlternativeName as IssuerAlternativeName,
    IssuingDistributionPoint as IssuingDistributionPoint,
    KeyUsage as KeyUsage,
    MSCertificateTemplate as MSCertificateTemplate,
    NameConstraints as NameConstraints,
    NamingAuthority as NamingAuthority,
    NoticeReference as NoticeReference,
    OCSPAcceptableResponses as OCSPAcceptableResponses,
    OCSPNoCheck as OCSPNoCheck,
    OCSPNonce as OCSPNonce,
    PolicyConstraints as PolicyConstraints,
    PolicyInformation as PolicyInformation,
    PrecertificateSignedCertificateTimestamps as PrecertificateSignedCertificateTimestamps,
    PrecertPoison as PrecertPoison,
    PrivateKeyUsagePeriod as PrivateKeyUsagePeriod,
    ProfessionInfo as ProfessionInfo,
    ReasonFlags as ReasonFlags,
    SignedCertificateTimestamps as SignedCertificateTimestamps,
    SubjectAlternativeName as SubjectAlternativeName,
    SubjectInformationAccess as SubjectInformationAccess,
    SubjectKeyIdentifier as SubjectKeyIdentifier,
    TLSFeature as TLSFeature,
    TLSFeatureType as TLSFeatureType,
    UnrecognizedExtension as UnrecognizedExtension,
    UserNotice as UserNotice,
)
from cryptography.x509.general_name import (
    DirectoryName as DirectoryName,
    DNSName as DNSName,
    GeneralName as GeneralName,
    IPAddress as IPAddress,
    OtherName as OtherName,
    RegisteredID as RegisteredID,
    RFC822Name as RFC822Name,
    UniformResourceIdentifier as UniformResourceIdentifier,
)
from cryptography.x509.name import (
    Name as Name,
    NameAttribute as NameAttribute,
    RelativeDistinguishedName as RelativeDistinguishedName,
)

from . import (
    certificate_transparency as certificate_transparency,
    oid as oid,
    verification as verification,
)

# Raised by what is below, so they are here and not in the modules base, extensions and general_name.
class AttributeNotFound(Exception):
    oid: ObjectIdentifier
    def __init__(self, msg: str, oid: ObjectIdentifier) -> None: ...

class DuplicateExtension(Exception):
    oid: ObjectIdentifier
    def __init__(self, msg: str, oid: ObjectIdentifier) -> None: ...

class ExtensionNotFound(Exception):
    oid: ObjectIdentifier
    def __init__(self, msg: str, oid: ObjectIdentifier) -> None: ...

class InvalidVersion(Exception):
    parsed_version: int
    def __init__(self, msg: str, parsed_version: int) -> None: ...

class UnsupportedGeneralNameType(Exception): ...

# These classes and functions are in truth ones of cryptography.hazmat.bindings._rust, shown here.
class Certificate:
    @property
    def extensions(self) -> Extensions: ...
    @property
    def issuer(self) -> Name: ...
    @property
    def not_valid_after(self) -> datetime: ...
    @property
    def not_valid_after_utc(self) -> datetime: ...
    @property
    def not_valid_before(self) -> datetime: ...
    @property
    def not_valid_before_utc(self) -> datetime: ...
    @property
    def public_key_algorithm_oid(self) -> ObjectIdentifier: ...
    @property
    def serial_number(self) -> int: ...
    @property
    def signature(self) -> bytes: ...
    @property
    def signature_algorithm_oid(self) -> ObjectIdentifier: ...
    @property
    def signature_algorithm_parameters(self) -> Any: ...
    @property
    def signature_hash_algorithm(self) -> Any: ...
    @property
    def subject(self) -> Name: ...
    @property
    def tbs_certificate_bytes(self) -> bytes: ...
    @property
    def tbs_precertificate_bytes(self) -> bytes: ...
    @property
    def version(self) -> Version: ...
    def fingerprint(self, algorithm: Any) -> bytes: ...
    def public_bytes(self, encoding: Any) -> bytes: ...
    def public_key(self) -> CertificatePublicKeyTypes: ...
    def verify_directly_issued_by(self, issuer: Certificate) -> None: ...

class CertificateRevocationList:
    @property
    def extensions(self) -> Extensions: ...
    @property
    def issuer(self) -> Name: ...
    @property
    def last_update(self) -> datetime: ...
    @property
    def last_update_utc(self) -> datetime: ...
    @property
    def next_update(self) -> datetime | None: ...
    @property
    def next_update_utc(self) -> datetime | None: ...
    @property
    def signature(self) -> bytes: ...
    def fingerprint(self, algorithm: Any) -> bytes: ...
    def get_revoked_certificate_by_serial_number(
        self, serial: int
    ) -> RevokedCertificate | None: ...
    def is_signature_valid(self, public_key: Any) -> bool: ...
    def public_bytes(self, encoding: Any) -> bytes: ...
    def __getitem__(self, key: Any) -> Any: ...
    def __iter__(self) -> Iterator[RevokedCertificate]: ...
    def __len__(self) -> int: ...
    def __getattr__(self, name: str) -> Any: ...

class CertificateSigningRequest:
    @property
    def attributes(self) -> Any: ...
    @property
    def extensions(self) -> Extensions: ...
    @property
    def is_signature_valid(self) -> bool: ...
    @property
    def signature(self) -> bytes: ...
    @property
    def subject(self) -> Name: ...
    def public_bytes(self, encoding: Any) -> bytes: ...
    def public_key(self) -> CertificatePublicKeyTypes: ...
    def __getattr__(self, name: str) -> Any: ...

def load_pem_x509_certificate(data: bytes, backend: Any = ...) -> Certificate: ...
def load_pem_x509_certificates(data: bytes) -> list[Certificate]: ...
def load_der_x509_certificate(data: bytes, backend: Any = ...) -> Certificate: ...
def load_pem_x509_csr(data: bytes, backend: Any = ...) -> CertificateSigningRequest: ...
def load_der_x509_csr(data: bytes, backend: Any = ...) -> CertificateSigningRequest: ...
def load_pem_x509_crl(data: bytes, backend: Any = ...) -> CertificateRevocationList: ...
def load_der_x509_crl(data: bytes, backend: Any = ...) -> CertificateRevocationList: ...
def __getattr__(name: str) -> Any: ...
