//! Gives memory back while nobody is at the keys: program code and texts, which the kernel takes from the program's file again
//! when they are used.
//!
//! The kernel maps sixteen pages where one is used, so that starting and turning pages leave most of the program mapped:
//! more than half of what the counter holds. On a small shared machine that is memory of its neighbours.

use std::fs;

/// Unmaps the program's and its libraries' unchanged pages; what runs from then on comes back by itself, in microseconds.
///
/// Does nothing where the system does not say what is mapped.
pub fn give_back() {
    let Ok(maps) = fs::read_to_string("/proc/self/smaps") else { return };
    unchanged(&maps).into_iter().for_each(|(from, to)| forget(from, to));
}

/// First address and the one behind the last of each mapping of `/proc/self/smaps` that is a file's, cannot be written to, and
/// holds no page of its own: all of it is in the file.
fn unchanged(maps: &str) -> Vec<(usize, usize)> {
    let (mut here, mut found) = (None, Vec::new());
    for line in maps.lines() {
        if let Some(pages) = line.strip_prefix("Anonymous:") {
            found.extend(here.take().filter(|_| pages.split_whitespace().next() == Some("0")));
        } else if !line.split_whitespace().next().is_some_and(|word| word.ends_with(':')) {
            here = of_file(line);
        }
    }
    found
}

/// The range of a mapping by its head, if it is a file's and only read.
fn of_file(head: &str) -> Option<(usize, usize)> {
    let mut parts = head.split_whitespace();
    let (range, rights, file) = (parts.next()?, parts.next()?, parts.nth(3)?);
    let (from, to) = range.split_once('-')?;
    let address = |text| usize::from_str_radix(text, 16).ok();
    (rights.starts_with("r-") && file.starts_with('/')).then_some((address(from)?, address(to)?))
}

#[allow(unsafe_code)]
fn forget(from: usize, to: usize) {
    // SAFETY: the range is a whole mapping from a file, not writable and with no page that differs from it: reading or running
    // it after `MADV_DONTNEED` brings the same bytes back.
    unsafe {
        // Advice: where it is not taken, nothing changes.
        let _ = libc::madvise(from as *mut libc::c_void, to - from, libc::MADV_DONTNEED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_whole_in_its_file_is_given_back() {
        let mapping =
            |head: &str, own: &str| format!("{head}\nSize:                 64 kB\nAnonymous:          {own} kB\n");
        let code = mapping("55d0-55e0 r-xp 00001000 fd:00 1234                       /usr/bin/madoguchi", "0");
        let texts = mapping("55b0-55c0 r--p 00000000 fd:00 1234                       /usr/bin/madoguchi", "0");
        assert_eq!(unchanged(&(code + &texts)), [(0x55d0, 0x55e0), (0x55b0, 0x55c0)]);
        for (head, own) in [
            ("55e0-55f0 rw-p 00002000 fd:00 1234                       /usr/bin/madoguchi", "0"),
            ("55e0-55f0 r--p 00002000 fd:00 1234                       /usr/bin/madoguchi", "4"),
            ("7ffc-7ffd r-xp 00000000 00:00 0                          [vdso]", "0"),
            ("7f00-7f10 r-xp 00000000 00:00 0", "0"),
        ] {
            assert_eq!(unchanged(&mapping(head, own)), [], "{head}");
        }
    }

    #[test]
    fn the_program_goes_on() {
        let before = "窓口".repeat(3);
        give_back();
        assert_eq!(before, "窓口窓口窓口");
    }
}
