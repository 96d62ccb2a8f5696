use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::Write;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::engine::{Engine, Missing, Viewport};
use crate::page::Page;
use crate::session::Session;
use crate::{EVERYWHERE, repo_root};

/// One thing a reader can do or see, tried in some engines.
#[derive(Clone, Copy)]
pub struct Case {
    /// The element or topic: the name of the file.
    pub topic: &'static str,
    /// What must hold, as a sentence.
    pub name: &'static str,
    /// Where it is tried.
    pub engines: &'static [Engine],
    /// Tries it; a panic says that it does not hold.
    pub run: fn(&Page<'_>),
}

/// The cases of one file: `cases!("news"; EVERYWHERE => shows_the_list, finds_by_word; CHROMIUM => stays_smooth;)`.
#[macro_export]
macro_rules! cases {
    ($topic:literal; $($engines:expr => $($name:ident),+ $(,)?;)+) => {
        &[$($($crate::Case { topic: $topic, name: stringify!($name), engines: $engines, run: $name }),+),+]
    };
}

/// What runs at the same time: each lane takes the cases of its engines in turn, and lanes with the same engine share them. A browser waits
/// for a third of its time, so three keep two cores busy. Only Chromium stands twice: windows of the others take the focus from each other.
const LANES: [&[Engine]; 3] = [
    &[Engine::WebKit, Engine::Chromium],
    &[Engine::Firefox, Engine::Chromium],
    &[Engine::Chromium],
];

/// Runs the cases whose name holds one of the words on the command line, in each engine, in the order of the files, one browser for all that
/// a lane takes of an engine.
///
/// A missing engine is named on stderr and in `target/not-tested.txt`; one that `BANGTIN_REQUIRE` names (`chromium,firefox,webkit`) fails the
/// run.
pub fn run(files: &[&[Case]]) -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let chosen: VecDeque<(Engine, Case)> = files
        .iter()
        .flat_map(|cases| cases.iter())
        .flat_map(|case| case.engines.iter().map(|engine| (*engine, *case)))
        .filter(|(engine, case)| {
            words.is_empty()
                || words
                    .iter()
                    .any(|word| title(*engine, case).contains(word.as_str()))
        })
        .collect();
    if std::env::args().any(|word| word == "--list") {
        for (engine, case) in &chosen {
            println!("{}: test", title(*engine, case));
        }
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests", chosen.len());
    remember_panics();
    let started = Instant::now();
    let (waiting, tally) = (Waiting(Mutex::new(chosen)), Mutex::new(Tally::default()));
    std::thread::scope(|scope| {
        for lane in LANES {
            let (waiting, tally) = (&waiting, &tally);
            scope.spawn(move || {
                for engine in lane {
                    run_engine(*engine, waiting, tally);
                }
            });
        }
    });
    for engine in EVERYWHERE {
        not_tested(*engine, &waiting, &tally);
    }
    tally
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
        .close(started.elapsed())
}

/// The cases that no lane has taken yet.
struct Waiting(Mutex<VecDeque<(Engine, Case)>>);

impl Waiting {
    /// The next case of an engine.
    fn next(&self, engine: Engine) -> Option<Case> {
        let mut waiting = lock(&self.0);
        let at = waiting.iter().position(|(its, _)| *its == engine)?;
        waiting.remove(at).map(|(_, case)| case)
    }

    fn put_back(&self, engine: Engine, case: Case) {
        lock(&self.0).push_front((engine, case));
    }

    /// How many are left of an engine.
    fn left(&self, engine: Engine) -> usize {
        lock(&self.0)
            .iter()
            .filter(|(its, _)| *its == engine)
            .count()
    }
}

#[derive(Default)]
struct Tally {
    passed: usize,
    skipped: usize,
    failed: Vec<String>,
    /// Why an engine's browser did not start.
    missing: Vec<(Engine, String)>,
}

thread_local! {
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
    static IN_CASE: Cell<bool> = const { Cell::new(false) };
}

fn run_engine(engine: Engine, waiting: &Waiting, tally: &Mutex<Tally>) {
    let Some(first) = waiting.next(engine) else {
        return;
    };
    let session = match Session::start(engine, Viewport::PHONE) {
        Ok(session) => session,
        Err(Missing(why)) => {
            // Another lane may have a browser of it.
            waiting.put_back(engine, first);
            return lock(tally).missing.push((engine, why));
        }
    };
    for case in iter::once(first).chain(iter::from_fn(|| waiting.next(engine))) {
        let title = title(engine, &case);
        let started = Instant::now();
        IN_CASE.set(true);
        let outcome = catch_unwind(AssertUnwindSafe(|| try_case(&session, &case)));
        IN_CASE.set(false);
        let seconds = started.elapsed().as_secs_f64();
        let mut tally = lock(tally);
        match outcome {
            Ok(()) => {
                tally.passed += 1;
                println!("test {title} ... ok ({seconds:.1} s)");
            }
            Err(_) => {
                let reason = PANIC.take();
                println!("test {title} ... FAILED ({seconds:.1} s)\n{reason}\n");
                tally.failed.push(title);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn try_case(session: &Session, case: &Case) {
    let page = Page::new(session);
    let outcome = catch_unwind(AssertUnwindSafe(|| (case.run)(&page)));
    if let Err(panic) = outcome {
        // Taking the picture may fail as well; the first reason is the one to show.
        let reason = PANIC.take();
        let _ = catch_unwind(AssertUnwindSafe(|| {
            page.screenshot(&format!("failed-{}-{}", case.topic, case.name))
        }));
        PANIC.set(reason);
        std::panic::resume_unwind(panic);
    }
}

fn title(engine: Engine, case: &Case) -> String {
    format!("{}/{}/{}", engine.name(), case.topic, case.name)
}

/// Says of an engine's cases that no lane has taken why that is.
fn not_tested(engine: Engine, waiting: &Waiting, tally: &Mutex<Tally>) {
    let cases = waiting.left(engine);
    let mut tally = lock(tally);
    let missing = tally.missing.iter().find(|(its, _)| *its == engine);
    let Some((_, why)) = missing.filter(|_| cases > 0).cloned() else {
        return;
    };
    let line = format!("NOT TESTED: {}: {why}", engine.name());
    eprintln!("{line} ({cases} tests)");
    let file = repo_root().join("target/not-tested.txt");
    let noted = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .and_then(|mut file| writeln!(file, "{line}"));
    if let Err(cause) = noted {
        eprintln!("{}: {cause}", file.display());
    }
    let required = std::env::var("BANGTIN_REQUIRE").unwrap_or_default();
    if required.split(',').any(|name| name.trim() == engine.name()) {
        println!(
            "{} is required by BANGTIN_REQUIRE, but {why}",
            engine.name()
        );
        tally.failed.push(engine.name().to_owned());
    } else {
        tally.skipped += cases;
    }
}

/// A case's panic is printed below its own line, whatever the other engine prints at the same time.
fn remember_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let words = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied());
        let message = words.unwrap_or("a panic without words");
        let place = panic
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line()))
            .unwrap_or_default();
        if IN_CASE.get() {
            PANIC.set(format!("{place}\n{message}"));
        } else {
            eprintln!("{place}\n{message}");
        }
    }));
}

impl Tally {
    fn close(self, took: Duration) -> ExitCode {
        let Self {
            passed,
            skipped,
            failed,
            missing: _,
        } = self;
        if !failed.is_empty() {
            println!("\nfailures:\n    {}", failed.join("\n    "));
        }
        let word = if failed.is_empty() { "ok" } else { "FAILED" };
        println!(
            "\ntest result: {word}. {passed} passed; {} failed; {skipped} ignored; 0 measured; 0 filtered out; finished in {:.2}s\n",
            failed.len(),
            took.as_secs_f64()
        );
        if failed.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
