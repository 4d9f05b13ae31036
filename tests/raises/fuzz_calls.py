"""Which kinds of values (fuzz_arguments.py) each call of the table takes, for fuzz_raises.py.

A line of CALLS is `call kind kind? name=kind? *kind`: positional arguments (those with `?` now and then left out),
keywords, any number of further ones. `a|b` is either kind, `_` a space in its name. A method's first kind is its
receiver. `{a,b}` in a call stands for several calls. Nothing here leaves the working directory (a throw-away one) or
the loopback interface, ends a process or sleeps long; what would do so has no line.
"""

CALLS = """
builtins.{abs,round} number|bool
builtins.round number precision?
builtins.{all,any,tuple,list,enumerate,iter} iterable|list|dict|str|bytes
builtins.{set,frozenset} hashables|str|ints
builtins.{ascii,repr,bool,callable,dir,id} any
builtins.str any
builtins.str bytes|bytearray encoding errors?
builtins.{bin,hex,oct} int
builtins.bytearray int|bytelist|bytes|memoryview
builtins.bytearray str encoding errors?
builtins.bytes count|bytelist|bytes|memoryview
builtins.bytes str encoding errors?
builtins.{bytearray,bytes}.decode bytearray encoding? errors?
builtins.bytearray.{__delitem__,__getitem__} bytearray index|slice
builtins.bytearray.__setitem__ bytearray index byte
builtins.bytearray.__setitem__ bytearray slice bytes|bytelist
builtins.bytearray.append bytearray byte
builtins.bytearray.extend bytearray bytes|bytelist
builtins.bytearray.pop bytearray index?
builtins.bytes.{__add__,__eq__,__lt__} bytes bytes
builtins.bytes.__contains__ bytes bytes|byte
builtins.bytes.__getitem__ bytes index|slice
builtins.bytes.{__iter__,isdigit,lower,upper,hex} bytes
builtins.bytes.__mod__ bytes int|float|bytes|tuple|dict|str
builtins.bytes.{startswith,endswith} bytes bytes index? index?
builtins.bytes.{find,index} bytes bytes|byte index? index?
builtins.bytes.fromhex numeral|str
builtins.bytes.hex bytes delimiter_bytes? few?
builtins.bytes.join bytes bytess
builtins.bytes.partition bytes bytes
builtins.bytes.replace bytes bytes bytes few?
builtins.bytes.split bytes none|bytes? few?
builtins.bytes.splitlines bytes bool?
builtins.bytes.strip bytes none|bytes?
builtins.bytes.translate bytes bytes|none bytes?
builtins.chr codepoint
builtins.{classmethod,staticmethod,property} function
builtins.compile python|python_bytes strpath mode_of_compile flags_of_compile?
builtins.complex numeral
builtins.complex number|complex number?
builtins.complex.__abs__ complex
builtins.complex.conjugate complex
builtins.complex.{__add__,__mul__,__truediv__,__pow__} complex complex|number
builtins.dict pairs
builtins.dict.{__contains__,__delitem__,__getitem__} dict hashable
builtins.dict.get dict hashable any?
builtins.dict.pop dict hashable any?
builtins.dict.setdefault dict hashable any?
builtins.dict.__eq__ dict any
builtins.dict.__or__ dict dict
builtins.dict.__setitem__ dict hashable any
builtins.dict.{__iter__,__len__,clear,copy,items,keys,popitem,values} dict
builtins.dict.fromkeys hashables any?
builtins.dict.update dict pairs|dict
builtins.divmod number number
builtins.{filter,map} function iterable
builtins.float number|numeral|bool|numeral_bytes
builtins.float.{__add__,__divmod__,__floordiv__,__mod__,__mul__,__sub__,__truediv__} float number
builtins.float.__pow__ float number
builtins.float.{__eq__,__ge__,__gt__,__le__,__lt__} float number
builtins.float.__format__ float format
builtins.float.{__int__,__neg__,as_integer_ratio,hex,is_integer} float
builtins.float.__round__ float precision?
builtins.float.fromhex numeral
builtins.format number|str|complex format?
builtins.getattr object name any?
builtins.hasattr object name
builtins.setattr object name any
builtins.delattr object name
builtins.hash any
builtins.int numeral|float|bool|int|numeral_bytes
builtins.int numeral|numeral_bytes base
builtins.int.{__add__,__and__,__divmod__,__eq__,__floordiv__,__ge__,__gt__,__le__,__lt__,__mod__,__or__} int int
builtins.int.{__sub__,__truediv__,__xor__} int int
builtins.int.{__add__,__divmod__,__floordiv__,__ge__,__lt__,__mod__,__sub__,__truediv__} int float
builtins.int.__mul__ int int|float
builtins.int.{__lshift__,__rshift__} int shift
builtins.int.__pow__ few|int exponent few|int?
builtins.int.{__float__,__invert__,__neg__,__str__,as_integer_ratio,bit_count,bit_length} int
builtins.int.__format__ int format
builtins.int.from_bytes bytes|bytelist byteorder signed=bool?
builtins.int.to_bytes int few|bigcount byteorder signed=bool?
builtins.{isinstance,issubclass} type type
builtins.len list|dict|str|range
builtins.list.{__add__,__iadd__,__eq__,__lt__} list list
builtins.list.{__contains__,append,count,remove} list any
builtins.list.{__delitem__,__getitem__} list index|slice
builtins.list.{__iter__,clear,copy,reverse} list
builtins.list.__mul__ list few|bigcount
builtins.list.__setitem__ list index any
builtins.list.__setitem__ list slice list|iterable
builtins.list.extend list iterable
builtins.list.index list any index? index?
builtins.list.insert list index any
builtins.list.pop list index?
builtins.list.sort sortable reverse=bool?
builtins.{max,min} sortable|list default=any?
builtins.{max,min} any any any
builtins.memoryview bytes|bytearray
builtins.memoryview.__getitem__ memoryview index|slice
builtins.memoryview.cast memoryview typecode
builtins.memoryview.{release,tobytes} memoryview
builtins.next chain any?
builtins.object
builtins.open path mode? few? encoding? errors? newline? bool?
builtins.ord char
builtins.pow number|complex exponent few?
builtins.print any any sep=sep? end=sep?
builtins.range int int? int?
builtins.range.{__contains__,index} range int
builtins.range.__getitem__ range index|slice
builtins.range.__iter__ range
builtins.reversed list|tuple|range|str|dict
builtins.set.{__and__,__or__,__sub__,__xor__,__lt__} set set|frozenset
builtins.set.__eq__ set any
builtins.set.{__contains__,add,discard,remove} set hashable
builtins.set.{__iter__,clear,copy,pop} set
builtins.set.{difference,intersection,union,isdisjoint,issubset,issuperset,update} set hashables|set|str
builtins.slice few few? few?
builtins.sorted sortable|list reverse=bool?
builtins.str.{__add__,__contains__,__eq__,__lt__,removeprefix,removesuffix} str str
builtins.str.__format__ str format
builtins.str.__getitem__ str index|slice
builtins.str.{__iter__,__len__,capitalize,casefold,isalnum,isalpha,isascii,isdecimal,isdigit,isidentifier,islower} str
builtins.str.{isnumeric,isprintable,isspace,istitle,isupper,lower,swapcase,title,upper} str
builtins.str.__mod__ str number|str|tuple|dict|none|strdict
builtins.str.__mul__ str few|bigcount
builtins.str.{center,ljust,rjust} str few|bigcount char?
builtins.str.{count,find,rfind,index,rindex,startswith,endswith} str str index? index?
builtins.str.encode str encoding? errors?
builtins.str.expandtabs str few|bigcount?
builtins.str.format str *any
builtins.str.format_map str strdict|dict
builtins.str.join str strs
builtins.str.{lstrip,rstrip,strip} str none|str?
builtins.str.maketrans str str str?
builtins.str.maketrans translation_dict
builtins.str.{partition,rpartition} str str
builtins.str.replace str str str few?
builtins.str.{rsplit,split} str none|str? few?
builtins.str.splitlines str bool?
builtins.str.translate str translation
builtins.str.zfill str few|bigcount
builtins.sum numbers number?
builtins.tuple.{__add__,__eq__,__lt__} tuple tuple
builtins.tuple.{__contains__,count} tuple any
builtins.tuple.__getitem__ tuple index|slice
builtins.tuple.{__hash__,__iter__} tuple
builtins.tuple.__mul__ tuple few|bigcount
builtins.tuple.index tuple any index?
builtins.{type,vars} object
builtins.zip iterable iterable strict=bool?
array.array typecode ints|bytes?
array.array.__getitem__ array index|slice
array.array.append array int
array.array.frombytes array bytes
array.array.tobytes array
ast.literal_eval python|python_bytes
ast.parse python|python_bytes
ast.{dump,unparse,walk,get_docstring} astnode
base64.{a85decode,b16decode,b32decode,b32hexdecode,b64decode,b85decode,standard_b64decode} bytes|ascii|bytearray
base64.{urlsafe_b64decode} bytes|ascii|bytearray
base64.a85decode bytes|ascii foldspaces=bool? adobe=bool? ignorechars=bytes?
base64.b64decode bytes|ascii bytes_of_two|none? validate=bool?
base64.{b16decode} bytes|ascii bool
base64.b32decode bytes|ascii bool? one_byte?
base64.{a85encode,b16encode,b32encode,b64encode,b85encode,standard_b64encode,urlsafe_b64encode} bytes|bytearray
base64.{encodebytes,decodebytes} bytes|bytearray
base64.a85encode bytes foldspaces=bool? wrapcol=few? pad=bool? adobe=bool?
base64.b64encode bytes bytes_of_two?
binascii.{a2b_base64,a2b_hex,a2b_qp,a2b_uu,unhexlify} bytes|ascii|str
binascii.a2b_base64 bytes|ascii strict_mode=bool?
binascii.{b2a_base64,b2a_hex,b2a_qp,b2a_uu,hexlify,crc32} bytes|bytearray
binascii.{crc32,crc_hqx} bytes int
bisect.{bisect,bisect_left,bisect_right,insort} sortable number|word few? few?
bz2.BZ2File path mode?
bz2.BZ2File.read bzipfile size?
bz2.compress bytes level?
bz2.decompress bzipped|bytes
bz2.open path mode? level? encoding? errors?
calendar.isleap int
calendar.leapdays int int
calendar.{month,monthcalendar,monthrange} year month
calendar.timegm timetuple
calendar.weekday year month month
cmath.{exp,phase,polar,sqrt} complex|number
cmath.log complex|number complex|number?
codecs.decode bytes encoding errors?
codecs.encode str encoding_of_text errors?
codecs.{getincrementaldecoder,getreader,lookup} encoding
codecs.iterdecode bytess encoding_of_bytes errors?
codecs.open strpath mode? encoding? errors?
collections.ChainMap.__getitem__ chainmap hashable
collections.Counter hashables|dict_of_ints
collections.Counter.__getitem__ counter hashable
collections.Counter.most_common counter none|few?
collections.Counter.update counter hashables|dict_of_ints
collections.OrderedDict.move_to_end ordered hashable bool?
collections.OrderedDict.popitem ordered bool?
collections.deque iterable few|none?
collections.deque.__getitem__ deque index
collections.deque.{append,appendleft,remove} deque any
collections.deque.extend deque iterable
collections.deque.{__iter__,pop,popleft} deque
collections.namedtuple word words|word rename=bool?
colorsys.rgb_to_hsv number number number
configparser.ConfigParser.__getitem__ parser word
configparser.ConfigParser.add_section parser word|str
configparser.ConfigParser.{get,getboolean,getfloat,getint} parser word word|envname raw=bool? fallback=any?
configparser.ConfigParser.{has_option,remove_option} parser word word
configparser.ConfigParser.{has_section,options,remove_section} parser word
configparser.ConfigParser.items parser word? raw=bool?
configparser.ConfigParser.read parser path encoding?
configparser.ConfigParser.read_dict parser nested_strdict
configparser.ConfigParser.read_file parser ini_file
configparser.ConfigParser.read_string parser ini
configparser.ConfigParser.sections parser
configparser.ConfigParser.set parser word word|str str
configparser.ConfigParser.write parser writer|StringIO
configparser.SectionProxy.{__getitem__,get} proxy word|envname
copy.{copy,deepcopy} any
csv.DictReader rows|csv_file dialect=dialect? delimiter=delimiter?
csv.DictReader.__next__ dictreader
csv.DictWriter.writeheader dictwriter
csv.DictWriter.writerow dictwriter row
csv.Sniffer.{has_header,sniff} sniffer csv
csv.get_dialect dialect
csv.reader rows|csv_file dialect? delimiter=delimiter? strict=bool?
csv.writer StringIO|writer dialect? delimiter=delimiter? quotechar=delimiter?
datetime.date year month month
datetime.date.{__add__,__sub__} date delta
datetime.date.__sub__ date date
datetime.date.__lt__ date date
datetime.date.fromisocalendar year month month
datetime.date.fromisoformat datetext
datetime.date.fromordinal int
datetime.date.fromtimestamp number
datetime.date.{isocalendar,isoformat,isoweekday,toordinal,weekday} date
datetime.date.replace date year? month? month?
datetime.date.strftime date timeformat
datetime.date.today
datetime.datetime year month month month? month? month? int? tz?
datetime.datetime.{__add__,__sub__} moment delta
datetime.datetime.{__sub__,__eq__,__gt__,__lt__} moment moment
datetime.datetime.astimezone moment tz?
datetime.datetime.combine date time tz?
datetime.datetime.{date,time,timestamp,timetuple,utcoffset,utctimetuple,weekday} moment
datetime.datetime.fromisoformat datetext
datetime.datetime.fromordinal int
datetime.datetime.fromtimestamp number tz?
datetime.datetime.isoformat moment char? timespec?
datetime.datetime.now tz?
datetime.datetime.replace moment year? month? month? month?
datetime.datetime.strftime moment timeformat
datetime.datetime.strptime datetext timeformat
datetime.datetime.{today,utcnow}
datetime.datetime.utcfromtimestamp number
datetime.time month? month? month? int? tz?
datetime.time.fromisoformat datetext
datetime.time.isoformat time timespec?
datetime.time.strftime time timeformat
datetime.timedelta number? number? number? number? number?
datetime.timedelta.{__add__,__sub__,__lt__,__mod__,__floordiv__,__truediv__} delta delta
datetime.timedelta.{__mul__,__truediv__} delta number
datetime.timedelta.__floordiv__ delta int
datetime.timedelta.total_seconds delta
datetime.timezone delta str?
decimal.Decimal numeral|number|decimal|digits
decimal.Decimal.{__add__,__eq__,__floordiv__,__lt__,__mod__,__mul__,__sub__,__truediv__,compare} decimal decimal|few
decimal.Decimal.__eq__ decimal number|fraction
decimal.Decimal.__lt__ decimal number|fraction
decimal.Decimal.__pow__ decimal decimal|few
decimal.Decimal.{__float__,__hash__,__int__,as_integer_ratio,as_tuple,is_finite,is_nan,ln,normalize,sqrt} decimal
decimal.Decimal.__format__ decimal format
decimal.Decimal.__round__ decimal few|precision_of_int?
decimal.Decimal.from_float number
decimal.Decimal.quantize decimal decimal rounding?
difflib.SequenceMatcher.ratio matcher
difflib.get_close_matches str strs few? float?
difflib.{ndiff,unified_diff} lines lines
email.message_from_bytes mail_bytes
email.message_from_string mail_text
email.message_from_file mail_file
email.header.decode_header header
email.message.Message.{__getitem__,get} mail headername
email.message.Message.{as_bytes,as_string,walk,get_payload} mail
email.message.Message.get_payload mail none decode=bool
email.utils.formataddr addresspair
email.utils.formatdate seconds|number? bool? bool?
email.utils.{parseaddr,parsedate,parsedate_to_datetime,parsedate_tz} header|datetext
filecmp.cmp path path bool?
fnmatch.filter words pattern
fnmatch.{fnmatch,fnmatchcase} strpath pattern
fnmatch.translate pattern
fractions.Fraction numeral|number|decimal|fraction
fractions.Fraction int int
fractions.Fraction.{__add__,__mul__,__truediv__} fraction fraction|number
fractions.Fraction.limit_denominator fraction int?
functools.reduce function iterable
glob.escape strpath
glob.{glob,iglob} pattern recursive=bool?
grp.getgrgid intids
grp.getgrnam str
pwd.getpwuid intids
pwd.getpwnam str
gzip.GzipFile path mode? level?
gzip.GzipFile.read gzipfile size?
gzip.GzipFile.{write} gzipwriter bytes
gzip.GzipFile.close gzipwriter|gzipfile
gzip.compress bytes level? mtime=number?
gzip.decompress gzipped|bytes
gzip.open path mode? level? encoding? errors? newline?
hashlib.{blake2b,blake2s} bytes? digest_size=few? key=bytes?
hashlib.{md5,sha1,sha224,sha256,sha384,sha3_256,sha512} bytes?
hashlib.new hashname bytes?
hashlib.pbkdf2_hmac hashname bytes bytes few few|none?
heapq.heapify sortable
heapq.{heappop} sortable
heapq.heappush sortable number|word
heapq.{nlargest,nsmallest} few sortable
hmac.HMAC.{digest,hexdigest} hmac
hmac.HMAC.update hmac bytes
hmac.compare_digest str|bytes str|bytes
hmac.compare_digest bytes bytes
hmac.digest bytes bytes hashname
hmac.new bytes bytes hashname
html.{escape,unescape} html
html.parser.HTMLParser.feed htmlparser html
http.HTTPStatus status
http.cookies.SimpleCookie cookie|strdict?
http.cookies.SimpleCookie.load cookiejar cookie|strdict
http.client.HTTPConnection url port? timeout=timeout?
io.BufferedReader.{__enter__,__next__,close} binary
io.BufferedReader.{peek,read,readline} binary size?
io.BufferedReader.seek binary index few?
io.BufferedWriter.{close,flush} wbinary
io.BufferedWriter.write wbinary bytes
io.BytesIO bytes?
io.BytesIO.{read} BytesIO size?
io.BytesIO.getvalue BytesIO
io.BytesIO.seek BytesIO index whence?
io.BytesIO.write BytesIO bytes
io.StringIO str? newline?
io.StringIO.{read,readline} StringIO size?
io.StringIO.getvalue StringIO
io.StringIO.seek StringIO index whence?
io.StringIO.write StringIO str
io.TextIOWrapper.{__enter__,__iter__,__next__,close,fileno,flush,isatty,tell} file|writer
io.TextIOWrapper.{read,readline,readlines} file|writer size?
io.TextIOWrapper.reconfigure file|writer encoding=encoding? errors=errors? newline=newline?
io.TextIOWrapper.seek file|writer index whence?
io.TextIOWrapper.write writer|file str
io.TextIOWrapper.writelines writer strs
io.open path mode? few? encoding? errors?
ipaddress.IPv4Address ip|int|bytes
ipaddress.IPv6Address ip|int|bytes
ipaddress.{IPv4Interface,IPv6Interface} ip|int|bytes
ipaddress.{IPv4Network,IPv6Network} ip|int|bytes bool?
ipaddress.{ip_address,ip_interface} ip|int|bytes
ipaddress.ip_network ip|int|bytes bool?
ipaddress.IPv4Address.__add__ v4 int
ipaddress.IPv4Address.__lt__ v4 v4|v6
ipaddress.IPv4Network.__contains__ net4 v4|v6
ipaddress.IPv4Network.__getitem__ net4 index
ipaddress.IPv4Network.hosts net4
ipaddress.IPv4Network.{overlaps,subnet_of} net4 net4|net6
ipaddress.IPv4Network.subnets net4 few? none|few?
ipaddress.summarize_address_range v4|v6 v4|v6
itertools.{chain,zip_longest} iterable iterable
itertools.accumulate numbers
itertools.combinations iterable few
itertools.permutations iterable permutation|few?
itertools.{cycle,pairwise,groupby} iterable
itertools.count number? number?
itertools.islice iterable few|none few|none? few|none?
itertools.product iterable iterable repeat=few?
itertools.repeat any few|index?
itertools.tee iterable few?
json.loads json|json_bytes
json.load json_file|json_bytes_file
json.dumps jsonvalue skipkeys=bool? allow_nan=bool? sort_keys=bool? ensure_ascii=bool? indent=few|none?
json.dump jsonvalue writer|StringIO ensure_ascii=bool? sort_keys=bool?
json.JSONDecoder.decode jsondecoder json
json.JSONDecoder.raw_decode jsondecoder json index?
json.JSONEncoder.encode jsonencoder jsonvalue
linecache.getline strpath int
locale.{atof,atoi} numeral
locale.currency number
locale.str float
locale.format_string str number|tuple|strdict
locale.strcoll str str
locale.setlocale few|localecategory localename?
logging.Formatter str? str? style?
logging.Logger.setLevel logger levelname
logging.Logger.{debug,info,warning,error,critical,exception} logger str *any
logging.Logger.log logger levelname str
logging.getLevelName levelname
logging.getLogger str|none?
logging.FileHandler path mode? encoding?
lzma.LZMAFile path mode?
lzma.LZMAFile.read xzipfile size?
lzma.compress bytes preset=few_and_ten?
lzma.decompress xzipped|bytes
lzma.open path mode?
marshal.dumps any
marshal.loads marshalled
math.{acos,asin,atan,ceil,cos,cosh,degrees,erf,exp,fabs,floor,frexp,gamma,isfinite,isinf,isnan,lgamma,log10} number
math.{log1p,log2,modf,radians} number
math.{sin,sinh,sqrt,tan,tanh,trunc} number
math.{atan2,copysign,fmod,pow,remainder,nextafter} number number
math.log number number?
math.{comb,perm} count|index count
math.dist numbers numbers
math.factorial few|bigcount
math.fsum numbers
math.{gcd,lcm} *int
math.hypot *number
math.isclose number number rel_tol=float? abs_tol=number?
math.isqrt int
math.ldexp float int
math.prod numbers
mimetypes.guess_type strpath|url bool?
mmap.mmap.__getitem__ mmap index|slice
mmap.mmap.{close} mmap
mmap.mmap.read mmap few|none?
mmap.mmap.write mmap bytes
operator.attrgetter word
operator.index int
operator.itemgetter any
os.access path few
os.chdir path
os.chmod path few
os.{close,dup,fstat,fsync,isatty,device_encoding} fd
os.ftruncate fd index
os.get_terminal_size fd
os.lseek fd index whence
os.read fd count
os.write fd bytes
os.ttyname fd
os.{set_blocking,set_inheritable} fd bool
os.environ.{__contains__,__delitem__,__getitem__,get} envname
os.environ.pop envname str?
os.environ.{__setitem__,setdefault} envname str
os.{getenv} envname str?
os.putenv envname str
os.unsetenv envname
os.{fsdecode,fsencode,fspath} path|str
os.{listdir,scandir,lstat,mkdir,rmdir,remove,unlink,readlink,stat,statvfs,listxattr} path
os.makedirs path exist_ok=bool?
os.removedirs strpath
os.{rename,replace,link,symlink} path path
os.renames strpath strpath
os.open path openflags
os.mkfifo path
os.truncate path index
os.utime path stattime|none?
os.walk path bool?
os.strerror few
os.sysconf envname|few|word
os.system shell_command
os.popen shell_command
os.urandom few|bigcount
os.getrandom few|bigcount
os.memfd_create str
os.{getpgid,getsid} pids
os.{getxattr} path strpath
os.setxattr path strpath bytes
os.umask few
os.fdopen fd mode?
os.path.{abspath,basename,dirname,exists,expanduser,expandvars,getatime,getctime,getmtime,getsize,isabs,isdir} path
os.path.{isfile,islink,ismount,lexists,normcase,normpath,split,splitdrive,splitext} path
os.path.realpath path strict=bool?
os.path.{commonpath,commonprefix} strpaths
os.path.{join} strpath *strpath
os.path.{relpath} strpath strpath?
os.path.samefile path path
os.path.sameopenfile fd fd
pathlib.Path *strpath
pathlib.PurePath *strpath
pathlib.Path.{absolute,exists,expanduser,group,is_dir,is_file,is_mount,is_socket,is_symlink,iterdir,lstat} Path
pathlib.Path.{owner,read_bytes,readlink,rmdir} Path
pathlib.Path.{cwd,home}
pathlib.Path.chmod Path few
pathlib.Path.{glob,rglob} Path pattern
pathlib.Path.{hardlink_to,rename,replace,samefile,symlink_to} Path path_of_str
pathlib.Path.mkdir Path parents=bool? exist_ok=bool?
pathlib.Path.open Path mode? few? encoding? errors?
pathlib.Path.read_text Path encoding? errors?
pathlib.Path.resolve Path bool?
pathlib.Path.stat Path
pathlib.Path.touch Path few? bool?
pathlib.Path.unlink Path bool?
pathlib.Path.write_bytes Path bytes
pathlib.Path.write_text Path str encoding? errors?
pathlib.PurePath.{__rtruediv__,__truediv__} Path path_of_str
pathlib.PurePath.{__str__,as_posix,as_uri,is_absolute,name,parent,parents,parts,stem,suffix,suffixes} Path
pathlib.PurePath.{is_relative_to,joinpath,relative_to} Path path_of_str
pathlib.PurePath.match Path pattern
pathlib.PurePath.{with_name,with_stem,with_suffix} Path str|strpath
pickle.dumps any
pickle.loads pickled
plistlib.loads xml_bytes|plist
pprint.pformat any
queue.Queue.{empty,full,get_nowait,qsize,task_done} queue
queue.Queue.get queue bool? timeout?
queue.Queue.put queue any bool? timeout?
queue.Queue.put_nowait queue any
quopri.decodestring bytes
random.{betavariate,gauss,normalvariate,uniform} number number
random.expovariate number
random.triangular number number number?
random.{choice,shuffle} population_list
random.choices population weights|none? k=few?
random.{getrandbits,randbytes} count
random.randint int int
random.randrange int int? int?
random.sample population few
random.seed any_seed
re.Match.{__getitem__,group,end,span,start} match groupname
re.Match.expand match template
re.Match.{groupdict,groups} match any?
re.Pattern.{findall,finditer,fullmatch,match,search} pattern_object str
re.Pattern.split pattern_object str few?
re.Pattern.sub pattern_object template str few?
re.compile regex|regex_bytes flags?
re.escape str|bytes
re.{findall,finditer,fullmatch,match,search} regex str flags?
re.split regex str few? flags?
re.{sub,subn} regex template str few? flags?
secrets.choice population
secrets.compare_digest str|bytes str|bytes
secrets.{randbelow,randbits} count
secrets.{token_bytes,token_hex,token_urlsafe} few|bigcount|none?
select.select fds fds fds brief_timeout
shlex.join strs
shlex.quote str
shlex.split shell bool? bool?
shutil.{copy,copy2,copyfile,copymode,copystat} path_of_str path_of_str follow_symlinks=bool?
shutil.copytree path_of_str path_of_str dirs_exist_ok=bool?
shutil.move path_of_str path_of_str
shutil.rmtree path bool?
shutil.disk_usage path
shutil.which strpath few? strpath?
shutil.make_archive strpath archiver strpath?
shutil.unpack_archive strpath new_folder? archiver?
socket.create_connection address timeout
socket.create_server address_of_server
socket.getaddrinfo host|none port|none|servicename few?
socket.getfqdn host
socket.{gethostbyaddr,gethostbyname,gethostbyname_ex} host
socket.getnameinfo address_of_str few
socket.{getprotobyname} word|str
socket.getservbyname str word?
socket.getservbyport port word?
socket.{htonl,htons,ntohl,ntohs,if_indextoname} int
socket.if_nametoindex str
socket.{inet_aton} ip
socket.inet_ntoa packed
socket.inet_ntop sockfamily packed
socket.inet_pton sockfamily ip
socket.socket sockfamily? socktype? few?
socket.socket.{accept,close,detach,fileno,getpeername,getsockname,gettimeout} socket
socket.socket.{bind,connect,connect_ex} inet_socket address
socket.socket.getsockopt socket few few few?
socket.socket.listen socket few?
socket.socket.recv socket size few?
socket.socket.recvfrom socket size
socket.socket.recv_into socket bytearray
socket.socket.{send,sendall} socket bytes few?
socket.socket.sendto inet_socket bytes address
socket.socket.setblocking socket bool
socket.socket.setsockopt socket few few few|bytes
socket.socket.settimeout socket brief
socket.socket.shutdown socket few
socket.socket.makefile socket mode?
sqlite3.connect sqlpath
sqlite3.Connection.{execute} database sql sqlvalues?
sqlite3.Connection.executemany database sql sqlrows
sqlite3.Connection.executescript database sql
sqlite3.Connection.{commit,rollback,close,cursor} database
sqlite3.Cursor.{execute} cursor sql sqlvalues?
sqlite3.Cursor.executemany cursor sql sqlrows
sqlite3.Cursor.{fetchone,fetchall} cursor
sqlite3.Cursor.fetchmany cursor few?
statistics.{mean,median,mode,stdev,variance,pstdev,pvariance,harmonic_mean,fmean} numbers|floats|ints|fractions
statistics.{geometric_mean,median_high,median_low} numbers|floats|ints|fractions
statistics.{multimode} hashables
statistics.quantiles numbers n=few?
string.Formatter.format formatter str *any
string.Template.{substitute,safe_substitute} template_object strdict
string.capwords str sep?
struct.calcsize structformat
struct.Struct structformat
struct.pack structformat *number|bytes
struct.pack structformat number|bytes
struct.{unpack,iter_unpack} structformat bytes
struct.unpack_from structformat bytes index?
struct.pack_into structformat bytearray few number|bytes
subprocess.{call,check_call} command timeout=timeout?
subprocess.check_output command timeout=timeout? text=bool? encoding=encoding?
subprocess.check_output command timeout=timeout? input=bytes?
subprocess.check_output command text=true input=str encoding=encoding? errors=errors?
subprocess.run command input=str text=true encoding=encoding? errors=errors?
subprocess.run command timeout=timeout? check=bool? capture_output=bool? text=bool? encoding=encoding? errors=errors?
subprocess.Popen command few? cwd=strpath? text=bool?
subprocess.Popen.communicate process_of_bytes bytes|none? timeout?
subprocess.Popen.communicate process_of_text str|none? timeout?
subprocess.Popen.{kill,poll,terminate} process
subprocess.Popen.wait process timeout
subprocess.{getoutput,getstatusoutput} shell_command
subprocess.list2cmdline strs
sys.getsizeof any
sys.intern str
tarfile.open path archive_mode?
tarfile.is_tarfile path
tarfile.TarFile.{getmembers,getnames,close} tarfile
tarfile.TarFile.getmember tarfile archive_member
tarfile.TarFile.extractfile tarfile archive_member
tarfile.TarFile.extract tarfile archive_member new_folder
tarfile.TarFile.extractall tarfile new_folder
tempfile.{mkdtemp,mkstemp} prefix? prefix? tempfolder
tempfile.{mktemp} prefix_str? prefix_str? tempfolder_str
tempfile.NamedTemporaryFile mode? few? encoding? newline? prefix? prefix? tempfolder?
tempfile.TemporaryDirectory prefix? prefix? tempfolder
tempfile.TemporaryDirectory.cleanup tempdir
tempfile.TemporaryFile mode? few? encoding? newline? prefix? prefix? tempfolder?
textwrap.{dedent} str
textwrap.indent str str
textwrap.{fill,wrap} str few?
textwrap.shorten str few
threading.Barrier.wait barrier timeout
threading.Condition.notify condition few?
threading.Condition.wait condition timeout
threading.Event.{clear,is_set,set} event
threading.Event.wait event timeout
threading.Semaphore.acquire semaphore bool? timeout
threading.Semaphore.release semaphore few?
threading.Thread.{is_alive,start} thread
threading.Thread.join thread timeout
time.asctime timetuple?
time.{ctime,gmtime,localtime} number|none?
time.mktime timetuple
time.{monotonic,perf_counter,process_time,time,time_ns}
time.sleep seconds
time.strftime timeformat timetuple?
time.strptime datetext timeformat?
tomllib.loads toml
tomllib.load toml_bytes_file
types.MappingProxyType dict
unicodedata.lookup digitname
unicodedata.name char any?
unicodedata.normalize form str
urllib.parse.ParseResult.{geturl,hostname,port} parseresult
urllib.parse.SplitResult.{hostname,port} splitresult
urllib.parse.{parse_qs,parse_qsl} query|query_bytes bool? bool? encoding? errors? max_num_fields=few? separator=sep?
urllib.parse.{quote,quote_plus} str|bytes str?
urllib.parse.{quote,quote_plus} str str encoding errors?
urllib.parse.quote_from_bytes bytes
urllib.parse.{unquote,unquote_plus} query|url encoding? errors?
urllib.parse.unquote_to_bytes query|bytes
urllib.parse.{urldefrag,urlparse,urlsplit} url|url_bytes
urllib.parse.urlencode strdict|pairs bool? encoding=encoding?
urllib.parse.urljoin url url
urllib.parse.{urlunparse} urlparts
urllib.request.Request url str_bytes?
urllib.request.{pathname2url,url2pathname} strpath
uuid.UUID uuid
uuid.uuid1 nodes? nodes?
uuid.{uuid3,uuid5} namespace str
uuid.{getnode,uuid4}
xml.dom.minidom.parseString xml|xml_bytes
xml.dom.minidom.parse strpath|xml_bytes_file
xml.dom.minidom.Node.toxml dom encoding?
xml.etree.ElementTree.{XML,fromstring} xml|xml_bytes
xml.etree.ElementTree.{parse,iterparse} path|xml_bytes_file|xml_file
xml.etree.ElementTree.Element.__getitem__ element index|slice
xml.etree.ElementTree.Element.append element element
xml.etree.ElementTree.Element.remove element element
xml.etree.ElementTree.Element.{find,findall,findtext} element elementpath
xml.etree.ElementTree.Element.{get,iter} element str
xml.etree.ElementTree.Element.set element str str
xml.etree.ElementTree.SubElement element str
xml.etree.ElementTree.ElementTree.write tree writer|wbinary|strpath encoding?
xml.etree.ElementTree.tostring element encoding?
xml.etree.ElementTree.indent element str? few?
xml.sax.parseString xml|xml_bytes saxhandler
xml.sax.saxutils.{escape,quoteattr,unescape} str
zipfile.ZipFile path_of_str archive_mode?
zipfile.ZipFile zipped_file
zipfile.ZipFile.{close,infolist,namelist,testzip} zipfile
zipfile.ZipFile.extract zipfile archive_member new_folder
zipfile.ZipFile.extractall zipfile new_folder
zipfile.ZipFile.getinfo zipfile archive_member
zipfile.ZipFile.open zipfile archive_member archive_file_mode?
zipfile.ZipFile.read zipfile archive_member
zipfile.ZipFile.write zipfile strpath strpath?
zipfile.ZipFile.writestr zipfile archive_member str|bytes
zipfile.is_zipfile path_of_str|zipped_file
zlib.{adler32,crc32} bytes int?
zlib.compress bytes level?
zlib.compressobj level? few? wbits? level?
zlib.decompress deflated|bytes wbits? size?
zlib.decompressobj wbits?
zoneinfo.ZoneInfo zone
zoneinfo.ZoneInfo.no_cache zone
"""
