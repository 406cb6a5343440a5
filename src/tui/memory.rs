//! Gives memory back: program code and texts, which the kernel takes from the program's file again when they are used.
//!
//! The kernel maps sixteen pages where one is used, so that starting and turning pages leave most of the program mapped:
//! more than half of what the counter holds. On a small shared machine that is memory of its neighbours.

use std::ffi::{c_int, c_void};
use std::{fs, slice};

#[cfg(target_pointer_width = "32")]
use libc::Elf32_Phdr as Header;
#[cfg(target_pointer_width = "64")]
use libc::Elf64_Phdr as Header;

/// What may be held of files, in KiB: more than that goes back in [`settle`].
const MOST: usize = 5 << 10;

/// Pages are whole multiples of this: of every size Linux knows, the smallest.
const PAGE: usize = 4 << 10;

/// Gives the program's pages back if many are held. Does nothing where the system does not say what is held.
pub fn settle() {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if of_files(&status).is_some_and(|held| held > MOST) {
        give_back();
    }
}

/// KiB held of files, by `/proc/self/status`.
fn of_files(status: &str) -> Option<usize> {
    let held = status.lines().find_map(|line| line.strip_prefix("RssFile:"))?;
    held.split_whitespace().next()?.parse().ok()
}

/// Unmaps unchanged pages of the program and its libraries; what runs from then on comes back by itself, in microseconds.
#[allow(unsafe_code)]
fn give_back() {
    // SAFETY: `of_object` has the signature asked for and gets no data.
    unsafe {
        libc::dl_iterate_phdr(Some(of_object), std::ptr::null_mut());
    }
}

/// Forgets what the program or one library holds of its file.
#[allow(unsafe_code)]
unsafe extern "C" fn of_object(info: *mut libc::dl_phdr_info, _size: usize, _data: *mut c_void) -> c_int {
    // SAFETY: the loader hands over one valid description, with `dlpi_phnum` headers that live as long as the object.
    let (base, headers) =
        unsafe { ((*info).dlpi_addr, slice::from_raw_parts((*info).dlpi_phdr, usize::from((*info).dlpi_phnum))) };
    let place =
        |header: &Header| Some((usize::try_from(base + header.p_vaddr).ok()?, usize::try_from(header.p_memsz).ok()?));
    let of = |kind| headers.iter().filter(move |header| header.p_type == kind);
    if of(libc::PT_DYNAMIC).filter_map(place).any(|(at, long)| relocates_text(at, long)) {
        return 0;
    }
    for (at, long) in of(libc::PT_LOAD).filter(|header| header.p_flags & libc::PF_W == 0).filter_map(place) {
        forget(at, at + long);
    }
    0
}

/// Whether the loader wrote into segments that are otherwise only read: nothing built in the last twenty years asks for it.
#[allow(unsafe_code)]
fn relocates_text(at: usize, long: usize) -> bool {
    const NULL: usize = 0;
    const TEXTREL: usize = 22;
    const FLAGS: usize = 30;
    const FLAG_TEXTREL: usize = 4;
    // SAFETY: the dynamic section of a loaded object: pairs of words, mapped and readable as long as the object is.
    let entries = unsafe { slice::from_raw_parts(at as *const [usize; 2], long / size_of::<[usize; 2]>()) };
    let mut entries = entries.iter().take_while(|[tag, _]| *tag != NULL);
    entries.any(|[tag, value]| *tag == TEXTREL || *tag == FLAGS && value & FLAG_TEXTREL != 0)
}

#[allow(unsafe_code)]
fn forget(from: usize, to: usize) {
    let from = from - from % PAGE;
    // SAFETY: the range is a segment of a loaded file that was never written to (`relocates_text` tells of the one way to):
    // reading or running it after `MADV_DONTNEED` brings the same bytes back.
    unsafe {
        // Advice: where it is not taken, nothing changes.
        let _ = libc::madvise(from as *mut c_void, to - from, libc::MADV_DONTNEED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> usize {
        of_files(&fs::read_to_string("/proc/self/status").unwrap()).unwrap()
    }

    #[test]
    fn what_is_held_of_files_is_read_from_what_the_kernel_says() {
        assert_eq!(of_files("VmRSS:\t   20000 kB\nRssAnon:\t 7000 kB\nRssFile:\t   13000 kB\n"), Some(13_000));
        for nothing in ["", "VmRSS:\t 20000 kB", "RssFile:", "RssFile:\t many"] {
            assert_eq!(of_files(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn the_program_goes_on_with_less() {
        let before = "窓口".repeat(3);
        let held_before = held();
        give_back();
        assert!(held() < held_before, "{} of {held_before} KiB", held());
        assert_eq!(before, "窓口窓口窓口");
    }
}
