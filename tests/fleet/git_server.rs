//! A git server as teams have them: nginx, fcgiwrap and git's own http backend, with a password.
//!
//! It answers on all of 127.0.0.0/8. The git that [`GitServer::environment`] describes knows the password for 127.0.0.1, a wrong one
//! for 127.0.0.2, and none for 127.0.0.3. Below `/files/` it is a server of files, below `/old/` it speaks git's first protocol,
//! and below `/broken/` it fails.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Who may read and push.
pub const USER: &str = "alice";
/// The password of [`USER`]; no text that a run leaves behind may contain it.
pub const PASSWORD: &str = "s3cret-of-alice";

/// A running server. It ends with this, or with this process, and leaves nothing behind.
pub struct GitServer {
    directory: TempDir,
    port: u16,
    shell: Child,
    stdin: Option<ChildStdin>,
}

impl GitServer {
    /// Starts one. Nothing where nginx or fcgiwrap is not installed, which is said.
    pub fn start() -> Option<Self> {
        let backend = Path::new("/usr/lib/git-core/git-http-backend");
        let has = |program: &str| {
            Command::new("sh").args(["-c", &format!("PATH=$PATH:/usr/sbin command -v {program}")]).output()
        };
        let is_missing = |program: &&str| !has(program).is_ok_and(|output| output.status.success());
        let missing: Vec<&str> = ["nginx", "fcgiwrap"].into_iter().filter(is_missing).collect();
        if !missing.is_empty() || !backend.exists() {
            println!(
                "skipped: no git server without {}",
                if missing.is_empty() { "git-http-backend".to_owned() } else { missing.join(" and ") }
            );
            return None;
        }
        let directory = tempfile::Builder::new().prefix("overhaul-git-server-").tempdir().unwrap();
        let root = directory.path().to_owned();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        for name in ["repositories", "home", "client", "logs"] {
            fs::create_dir(root.join(name)).unwrap();
        }
        write(&root, "passwords", &format!("{USER}:{{PLAIN}}{PASSWORD}\n"));
        write(&root, "nginx.conf", &nginx(&root, port));
        write(
            &root,
            "home/.gitconfig",
            &format!("[uploadpack]\n\tpackObjectsHook = {}/pack\n[safe]\n\tdirectory = *\n", root.display()),
        );
        // Slow where a test asks for it, for all repositories or for one: that it has begun can be seen, and it goes on when
        // `slow` is gone.
        let pack = format!(
            "#!/bin/sh\nwhile [ -e {0}/slow ] || [ -e slow ]; do touch {0}/packing packing; sleep 0.05; done\nexec \"$@\"\n",
            root.display()
        );
        write(&root, "pack", &pack);
        fs::set_permissions(root.join("pack"), fs::Permissions::from_mode(0o755)).unwrap();
        write(&root, "client/gitconfig", &client(port));
        fs::create_dir(root.join("client/hooks")).unwrap();
        for hook in ["pre-push", "reference-transaction", "post-checkout"] {
            write(&root, &format!("client/hooks/{hook}"), "#!/bin/sh\ntouch ~/ran\n");
            fs::set_permissions(root.join("client/hooks").join(hook), fs::Permissions::from_mode(0o755))
                .unwrap();
        }
        let script = "PATH=$PATH:/usr/sbin
            HOME=$PWD/home GIT_CONFIG_GLOBAL=$PWD/home/.gitconfig fcgiwrap -c 4 -s unix:$PWD/socket &
            nginx -p $PWD -c $PWD/nginx.conf & nginx=$!
            cat > /dev/null; kill $nginx; pkill -f \"unix:$PWD/socket\"; wait
            root=$PWD; cd / && rm -rf \"$root\"";
        let mut shell = Command::new("sh")
            .args(["-c", script])
            .current_dir(&root)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(fs::File::create(root.join("logs/shell")).unwrap())
            .spawn()
            .unwrap();
        let server = Self { stdin: shell.stdin.take(), directory, port, shell };
        server.wait_until_ready();
        Some(server)
    }

    fn wait_until_ready(&self) {
        let start = Instant::now();
        let is_ready = || {
            let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return false };
            let mut answer = String::new();
            let asked = stream.write_all(b"GET / HTTP/1.0\r\n\r\n");
            asked.is_ok()
                && stream.read_to_string(&mut answer).is_ok()
                && self.directory.path().join("socket").exists()
        };
        while !is_ready() {
            let said = || fs::read_to_string(self.directory.path().join("logs/shell")).unwrap_or_default();
            assert!(start.elapsed() < Duration::from_secs(20), "the git server did not start: {}", said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where everything of the server is.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Variables for whoever uses git here: a configuration with credentials, and nothing of the user who runs the tests.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        let client = self.directory.path().join("client");
        vec![
            ("GIT_CONFIG_GLOBAL", client.join("gitconfig")),
            ("GIT_CONFIG_SYSTEM", "/dev/null".into()),
            ("HOME", client),
        ]
    }
}

impl Drop for GitServer {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // It ends when its input does; where it is gone already, there is nothing to wait for.
        let _ = self.shell.wait();
    }
}

fn write(root: &Path, name: &str, text: &str) {
    fs::write(root.join(name), text).unwrap();
}

fn nginx(root: &Path, port: u16) -> String {
    let root = root.display();
    // Workers of a root's nginx belong to another user, who could not read the repositories.
    let is_root =
        Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let user = if is_root { "user root;" } else { "" };
    let backend = format!(
        "fastcgi_pass unix:{root}/socket; fastcgi_read_timeout 60; fastcgi_buffering off;
         fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
         fastcgi_param GIT_PROJECT_ROOT {root}/repositories; fastcgi_param GIT_HTTP_EXPORT_ALL 1;
         fastcgi_param QUERY_STRING $query_string; fastcgi_param REQUEST_METHOD $request_method;
         fastcgi_param CONTENT_TYPE $content_type; fastcgi_param CONTENT_LENGTH $content_length;
         fastcgi_param REMOTE_USER $remote_user; fastcgi_param REMOTE_ADDR $remote_addr;
         fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;"
    );
    format!(
        "daemon off; {user} worker_processes 2; pid {root}/nginx.pid; error_log {root}/logs/error;
        events {{ worker_connections 256; }}
        http {{
          access_log {root}/logs/access; client_max_body_size 0;
          client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3; uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
          server {{
            listen 0.0.0.0:{port};
            auth_basic git; auth_basic_user_file {root}/passwords;
            location /broken/ {{ return 503; }}
            location /files/ {{ alias {root}/repositories/; }}
            location ~ ^/old(/.*)$ {{ {backend} fastcgi_param PATH_INFO $1; }}
            location / {{
              {backend} fastcgi_param PATH_INFO $uri; fastcgi_param GIT_PROTOCOL $http_git_protocol;
            }}
          }}
        }}\n"
    )
}

/// What of a client's configuration would run is told apart by the file `ran` in its home.
fn client(port: u16) -> String {
    let programs = "[core]\n\thooksPath = ~/hooks\n[filter \"evil\"]\n\tsmudge = \"touch ~/ran; cat\"\n\tclean = \"touch ~/ran; cat\"\n";
    let helper = |host: &str, password: &str| {
        format!(
            "[credential \"http://{host}:{port}\"]\n\thelper = \"!f() {{ test $1 = get && echo username={USER} && echo password={password}; }}; f\"\n"
        )
    };
    let user = "[push]\n\tpushOption = ci.skip\n[user]\n\tname = Runner\n\temail = runner@example.org\n[init]\n\tdefaultBranch = main\n";
    format!("{user}{programs}{}{}", helper("127.0.0.1", PASSWORD), helper("127.0.0.2", "wrong"))
}

/// A repository on a server.
pub struct Hosted {
    pub url: String,
    /// The bare repository of the server.
    pub directory: PathBuf,
}

impl Hosted {
    /// A repository without a commit.
    pub fn empty(root: &Path, port: u16, name: &str) -> Self {
        let directory = root.join("repositories").join(format!("{name}.git"));
        fs::create_dir_all(&directory).unwrap();
        let hosted = Self { url: format!("http://127.0.0.1:{port}/{name}.git"), directory };
        hosted.git(&["init", "-q", "--bare", "-b", "main", "--template=", "."]);
        for setting in [
            "http.receivepack",
            "uploadpack.allowFilter",
            "uploadpack.allowAnySHA1InWant",
            "receive.advertisePushOptions",
        ] {
            hosted.git(&["config", setting, "true"]);
        }
        hosted
    }

    /// A repository with a commit of these files on `main`.
    pub fn with(root: &Path, port: u16, name: &str, files: &[(&str, &str)]) -> Self {
        let hosted = Self::empty(root, port, name);
        hosted.commit("main", "start", files);
        hosted
    }

    /// The same repository under another of the server's addresses.
    pub fn url_at(&self, host: &str) -> String {
        self.url.replace("127.0.0.1", host)
    }

    /// Adds a commit of these files to a branch, on what `main` holds where the branch is new, and gives its id.
    pub fn commit(&self, branch: &str, message: &str, files: &[(&str, &str)]) -> String {
        let work = TempDir::new().unwrap();
        let has = |name: &str| self.rev(name).is_some();
        let start = [branch, "main"].into_iter().find(|name| has(name));
        let here = |args: &[&str]| run(work.path(), args);
        here(&["init", "-q", "-b", "start", "."]);
        here(&["remote", "add", "origin", self.directory.to_str().unwrap()]);
        if let Some(start) = start {
            here(&["fetch", "-q", "origin", start]);
            here(&["reset", "-q", "--hard", "FETCH_HEAD"]);
        }
        for (name, text) in files {
            let path = work.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        here(&["add", "-A"]);
        here(&["commit", "-q", "--allow-empty", "-m", message]);
        let id = here(&["rev-parse", "HEAD"]);
        here(&["push", "-q", "origin", &format!("HEAD:refs/heads/{branch}")]);
        id.trim().to_owned()
    }

    /// Where a branch points, if it is there.
    pub fn rev(&self, branch: &str) -> Option<String> {
        let name = format!("refs/heads/{branch}");
        let output = command(&self.directory, &["rev-parse", "--verify", "-q", &name]).output().unwrap();
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Runs git in the repository of the server.
    pub fn git(&self, args: &[&str]) -> String {
        run(&self.directory, args)
    }

    /// Sets a hook of the server.
    pub fn hook(&self, name: &str, script: &str) {
        let path = self.directory.join("hooks").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

fn command(directory: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.current_dir(directory).args(args);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Dev").env(format!("GIT_{role}_EMAIL"), "dev@example.org");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command
}

fn run(directory: &Path, args: &[&str]) -> String {
    let output = command(directory, args).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
