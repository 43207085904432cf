//! What the people who make the page wait for: from saving a file to the page that shows it, and the tests.

use super::{
    figures::{Figure, Unit},
    part::Part,
    support::{browser::Browser, claim::Claim, page::Page},
};
use serde_json::json;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Instant, SystemTime},
};

const SAVES: usize = 3;

pub(crate) async fn measure(part: &mut Part) {
    let trunk = Trunk::serve();
    let browser = Browser::start(Claim::alone().await).await;
    let page = Page::open_in(browser, &format!("http://127.0.0.1:{}/", trunk.port)).await;
    for file in ["src/format.rs", "static/style.css"] {
        let mut times = vec![];
        for _ in 0..SAVES {
            times.push(seconds_to_reload(&page, file).await);
        }
        println!("  {file}: {times:.1?} s");
        let what = format!("`trunk serve`: {file} saved, until the page has reloaded");
        part.add(
            ("P14", &what, "–"),
            Figure::median(&times, Unit::Seconds),
            None,
        );
    }
    drop(trunk);
    test(); // what has to be built is built
    let took = test();
    let about = ("P14", "`make test-native`, with nothing to build", "–");
    part.add(about, Figure::exact(took, Unit::Seconds), None);
}

/// Saves a file as it is. The page that is loaded then knows nothing of a mark that was set before.
async fn seconds_to_reload(page: &Page, file: &str) -> f64 {
    page.script("window.before = true;", json!([])).await;
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
    let saved = Instant::now();
    let file = File::options()
        .append(true)
        .open(path)
        .expect("a source file");
    file.set_modified(SystemTime::now())
        .expect("a file that is saved");
    let reloaded = "return Boolean(!window.before && document.querySelector('[data-testid=run]') && window.inflight);";
    loop {
        // While a page goes and the next one comes, scripts may find neither.
        let answer = page.browser().client().execute(reloaded, vec![]).await;
        if answer.is_ok_and(|answer| answer == true) {
            return saved.elapsed().as_secs_f64();
        }
    }
}

fn test() -> f64 {
    let began = Instant::now();
    let status = Command::new("make")
        .arg("test-native")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("make");
    assert!(status.success(), "`make test-native` fails");
    began.elapsed().as_secs_f64()
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
        let mut process = Command::new("trunk")
            .args([
                "serve",
                "--dist",
                "target/serve",
                "--port",
                &port.to_string(),
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("trunk, by `.ci/tools build`");
        let said = BufReader::new(process.stdout.take().expect("the output was piped"));
        let mut lines = said.lines().map_while(Result::ok);
        let serving = lines.find(|line| line.contains("server listening"));
        assert!(serving.is_some(), "trunk does not serve");
        // What it says later is of no interest, but it must not block on a full pipe.
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
