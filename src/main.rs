//! The page: everything but what is the reader's own, which the program `yours`
//! adds.

fn main() {
    #[cfg(target_arch = "wasm32")]
    inflight::page::start::start();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Inflight runs in a browser: `make serve` builds and serves it.");
}
