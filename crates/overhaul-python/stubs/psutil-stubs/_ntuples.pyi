# Source: https://psutil.readthedocs.io/en/latest/#functions
from typing import Any, NamedTuple

# What a platform has besides is found by __getattr__. Of named tuples with more fields than all platforms have, the
# order is not told, so they are no NamedTuple here.
class sswap(NamedTuple):
    total: int
    used: int
    free: int
    percent: float
    sin: int
    sout: int

class sdiskusage(NamedTuple):
    total: int
    used: int
    free: int
    percent: float

class sdiskio(tuple[Any, ...]):
    read_count: int
    write_count: int
    read_bytes: int
    write_bytes: int
    read_time: int
    write_time: int
    def __getattr__(self, name: str) -> Any: ...

class sdiskpart(NamedTuple):
    device: str
    mountpoint: str
    fstype: str
    opts: str

class snetio(NamedTuple):
    bytes_sent: int
    bytes_recv: int
    packets_sent: int
    packets_recv: int
    errin: int
    errout: int
    dropin: int
    dropout: int

class suser(NamedTuple):
    name: str
    terminal: str | None
    host: str | None
    started: float
    pid: int | None

class addr(NamedTuple):
    ip: str
    port: int

class sconn(NamedTuple):
    fd: int
    family: int
    type: int
    laddr: Any
    raddr: Any
    status: str
    pid: int | None

class pconn(NamedTuple):
    fd: int
    family: int
    type: int
    laddr: Any
    raddr: Any
    status: str

class snicaddr(NamedTuple):
    family: int
    address: str | None
    netmask: str | None
    broadcast: str | None
    ptp: str | None

class snicstats(NamedTuple):
    isup: bool
    duplex: Any
    speed: int
    mtu: int
    flags: str

class scpustats(NamedTuple):
    ctx_switches: int
    interrupts: int
    soft_interrupts: int
    syscalls: int

class scpufreq(NamedTuple):
    current: float
    min: float
    max: float

class shwtemp(NamedTuple):
    label: str
    current: float
    high: float | None
    critical: float | None

class sbattery(NamedTuple):
    percent: float
    secsleft: int
    power_plugged: bool | None

class sfan(NamedTuple):
    label: str
    current: int

class popenfile(tuple[Any, ...]):
    path: str
    fd: int
    position: int
    mode: str
    flags: int
    def __getattr__(self, name: str) -> Any: ...

class pthread(NamedTuple):
    id: int
    user_time: float
    system_time: float

class puids(NamedTuple):
    real: int
    effective: int
    saved: int

class pgids(NamedTuple):
    real: int
    effective: int
    saved: int

class pctxsw(NamedTuple):
    voluntary: int
    involuntary: int

class pio(tuple[Any, ...]):
    read_count: int
    write_count: int
    read_bytes: int
    write_bytes: int
    def __getattr__(self, name: str) -> Any: ...

class pionice(NamedTuple):
    ioclass: Any
    value: int

class svmem(tuple[Any, ...]):
    total: int
    available: int
    percent: float
    used: int
    free: int
    def __getattr__(self, name: str) -> Any: ...

class pmem(tuple[Any, ...]):
    rss: int
    vms: int
    def __getattr__(self, name: str) -> Any: ...

class pfullmem(tuple[Any, ...]):
    rss: int
    vms: int
    uss: int
    def __getattr__(self, name: str) -> Any: ...

class pcputimes(tuple[Any, ...]):
    user: float
    system: float
    children_user: float
    children_system: float
    def __getattr__(self, name: str) -> Any: ...

def __getattr__(name: str) -> Any: ...
