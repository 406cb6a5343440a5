//! Gives memory back while nobody is at the keys: program code, which the kernel takes from the program's file again when it is
//! called, and what was used and freed.
//!
//! The kernel maps sixteen pages where one is called, so that starting and turning pages leave most of the program mapped:
//! more than half of what the counter holds. On a small shared machine that is memory of its neighbours.

use std::fs;

/// Unmaps the program's and its libraries' code; what runs from then on comes back by itself, in microseconds.
///
/// Does nothing where the system does not say what is mapped.
pub fn give_back() {
    let Ok(maps) = fs::read_to_string("/proc/self/maps") else { return };
    maps.lines().filter_map(code).for_each(|(from, to)| forget(from, to));
    trim();
}

/// Gives back what the allocator keeps of freed memory: reading forms and rules takes more than they are.
#[cfg(target_env = "gnu")]
#[allow(unsafe_code)]
fn trim() {
    // SAFETY: the allocator's own function, for any thread at any time.
    unsafe {
        let _ = libc::malloc_trim(0);
    }
}

#[cfg(not(target_env = "gnu"))]
fn trim() {}

/// First address and the one behind the last of a line of `/proc/self/maps`, if it is code from a file: never written to.
fn code(line: &str) -> Option<(usize, usize)> {
    let mut parts = line.split_whitespace();
    let (range, rights, file) = (parts.next()?, parts.next()?, parts.nth(3)?);
    let (from, to) = range.split_once('-')?;
    let address = |text| usize::from_str_radix(text, 16).ok();
    (rights == "r-xp" && file.starts_with('/')).then_some((address(from)?, address(to)?))
}

#[allow(unsafe_code)]
fn forget(from: usize, to: usize) {
    // SAFETY: the range is a whole mapping of code from a file, private and not writable. Such pages are the file's own:
    // reading or running them after `MADV_DONTNEED` brings the same bytes back.
    unsafe {
        // Advice: where it is not taken, nothing changes.
        let _ = libc::madvise(from as *mut libc::c_void, to - from, libc::MADV_DONTNEED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_from_files_is_given_back() {
        let code_line = "55d0-55e0 r-xp 00001000 fd:00 1234                       /usr/bin/madoguchi";
        assert_eq!(code(code_line), Some((0x55d0, 0x55e0)));
        for line in [
            "55e0-55f0 rw-p 00002000 fd:00 1234                       /usr/bin/madoguchi",
            "55e0-55f0 r--p 00002000 fd:00 1234                       /usr/bin/madoguchi",
            "7ffc-7ffd r-xp 00000000 00:00 0                          [vdso]",
            "7f00-7f10 r-xp 00000000 00:00 0",
            "",
        ] {
            assert_eq!(code(line), None, "{line}");
        }
    }

    #[test]
    fn the_program_goes_on() {
        let before = "窓口".repeat(3);
        give_back();
        assert_eq!(before, "窓口窓口窓口");
    }
}
