//! How far a run is: a bar on a terminal, a plain line every few seconds otherwise.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::Cell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

const BETWEEN_LINES: Duration = Duration::from_secs(5);

/// Counts done and failed inputs and shows them on stderr.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    plain: bool,
    total: u64,
    done: Cell<u64>,
    failed: Cell<u64>,
    began: Instant,
    told: Cell<Instant>,
}

impl Progress {
    pub fn new(total: u64, show: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = (show && terminal).then(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} done, {msg} failed, {per_sec}, {eta} left")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()).with_style(style);
            bar.set_message("0");
            bar
        });
        let now = Instant::now();
        Progress { bar, plain: show && !terminal, total, done: Cell::new(0), failed: Cell::new(0), began: now, told: Cell::new(now) }
    }

    /// One input is done.
    pub fn step(&self, failed: bool) {
        self.done.set(self.done.get() + 1);
        self.failed.set(self.failed.get() + u64::from(failed));
        if let Some(bar) = &self.bar {
            if failed {
                bar.set_message(self.failed.get().to_string());
            }
            bar.inc(1);
        } else if self.plain && self.told.get().elapsed() >= BETWEEN_LINES {
            self.told.set(Instant::now());
            self.line();
        }
    }

    fn line(&self) {
        let (done, millis) = (self.done.get(), self.began.elapsed().as_millis().max(1) as u64);
        let left = (self.total - done.min(self.total)) * millis / done.max(1) / 1000;
        eprintln!("{done}/{} done, {} failed, {}/s, {left} s left", self.total, self.failed.get(), done * 1000 / millis);
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
