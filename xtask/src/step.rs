//! Progress on the terminal: what is being done and how long it took.

use std::time::Instant;

use anyhow::Result;

/// A step of seconds: one line when it is done.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let result = work()?;
    println!("{:>7.1} s  {what}", start.elapsed().as_secs_f32());
    Ok(result)
}

/// A step that may take minutes: said before it starts too.
pub fn long_step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("       …   {what}");
    step(what, work)
}
