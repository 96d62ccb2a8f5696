//! The migrations are compiled in: a new one compiles the service again.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
