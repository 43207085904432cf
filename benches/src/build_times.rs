//! Build times: from saving a file to the reloaded page, and the native tests.

use super::{
    figures::{Figure, Unit},
    programs,
    results::Results,
};
use end_to_end::{browser::Browser, machine_lock::MachineLock, page::Page, project};
use serde_json::json;
use std::{
    env,
    fs::File,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Instant, SystemTime},
};

const SAVES: usize = 3;

pub(crate) async fn measure(results: &mut Results) {
    let trunk = Trunk::serve();
    let browser = Browser::start(MachineLock::exclusive().await).await;
    let page = Page::open_in(browser, &format!("http://127.0.0.1:{}/", trunk.port)).await;
    for file in ["src/format.rs", "static/style.css"] {
        let mut times = vec![];
        for _ in 0..SAVES {
            times.push(seconds_to_reload(&page, file).await);
        }
        println!("  {file}: {times:.1?} s");
        let what = format!("`trunk serve`: {file} saved, until the page has reloaded");
        results.add(
            ("P14", &what, "–"),
            Figure::median(&times, Unit::Seconds),
            None,
        );
    }
    drop(trunk);
    // The same for the smallest page: the time of trunk, cargo and yew.
    let page = project();
    let least = programs::build("bare").with_file_name("");
    for (what, folder, file) in [
        ("the page", page, "src/format.rs"),
        ("a button with yew", &least, "src/main.rs"),
    ] {
        build(folder); // builds the dependencies
        let mut times = vec![];
        for _ in 0..SAVES {
            save(&folder.join(file));
            times.push(build(folder));
        }
        let what = format!("`trunk build`, {what}: {file} saved");
        let took = Figure::median(&times, Unit::Seconds);
        results.add(("P14", &what, "–"), took, None);
    }
    test(); // builds everything
    let took = test();
    let about = ("P14", "`make test-native`, with nothing to build", "–");
    results.add(about, Figure::exact(took, Unit::Seconds), None);
}

/// Saves a file without a change, and measures the seconds until the page has reloaded: then it has lost a mark.
async fn seconds_to_reload(page: &Page, file: &str) -> f64 {
    page.script("window.before = true;", json!([])).await;
    let saved = Instant::now();
    save(&project().join(file));
    let reloaded = "return Boolean(!window.before && document.querySelector('[data-testid=run]') && window.inflight);";
    loop {
        // Scripts may fail while the page reloads.
        let answer = page.browser().client().execute(reloaded, vec![]).await;
        if answer.is_ok_and(|answer| answer == true) {
            return saved.elapsed().as_secs_f64();
        }
    }
}

fn save(path: &Path) {
    let file = File::options()
        .append(true)
        .open(path)
        .expect("a source file");
    file.set_modified(SystemTime::now())
        .expect("a file that is saved");
}

/// Builds for debugging, and not into `dist/`.
fn build(folder: &Path) -> f64 {
    seconds_of("trunk", &["build", "--dist", "target/serve"], folder)
}

fn test() -> f64 {
    seconds_of("make", &["test-native"], project())
}

fn seconds_of(program: &str, args: &[&str], folder: &Path) -> f64 {
    let began = Instant::now();
    let status = command(program)
        .args(args)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("a program that starts");
    assert!(status.success(), "{program} {args:?} fails");
    began.elapsed().as_secs_f64()
}

/// A program without the variables that cargo sets for this one. Build scripts ask for them: with other values, cargo
/// would build their crates once more.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// A running `trunk serve`, built for debugging as `make serve` builds it.
struct Trunk {
    process: Child,
    port: u16,
}

impl Trunk {
    fn serve() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("the port").port();
        drop(free);
        let mut process = command("trunk")
            .args([
                "serve",
                "--dist",
                "target/serve",
                "--port",
                &port.to_string(),
            ])
            .current_dir(project())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("trunk, by `.ci/tools build`");
        let output = BufReader::new(process.stdout.take().expect("the output was piped"));
        let mut lines = output.lines().map_while(Result::ok);
        let serving = lines.find(|line| line.contains("server listening"));
        assert!(serving.is_some(), "trunk does not serve");
        // The rest of the output is read and dropped, because a full pipe would block trunk.
        thread::spawn(move || lines.for_each(drop));
        Self { process, port }
    }
}

impl Drop for Trunk {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
