#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(init: checks::watch(), |data: &[u8]| checks::check("sections", data));
