//! How fast a page is read.

fn main() {
    divan::main();
}
