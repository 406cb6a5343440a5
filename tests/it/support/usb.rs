//! A USB reader that is plugged and unplugged while pcscd goes on, in the private place of [`rig`](super::rig).
//!
//! pcscd is Debian's and takes its own way: its udev thread hears of a device, reads `/sys`, finds the driver by the ids in a bundle. Only what
//! the kernel and udevd would do is done here: `/sys` is a folder of ours, and we send udevd's messages. The driver is vsmartcard's with
//! another name, since pcscd already has it once for the readers that are always there. From a USB device it would take no port; the
//! function in [`PORT_FROM_ID`], which reads it from the product id, comes before its own.

use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::fs;
use std::io::Write;
use std::marker::PhantomData;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

/// Port of the reader's first slot; it has two, as all of vsmartcard's.
pub const PORT: u16 = 35965;
/// Name of the first slot when plugged.
pub const READER: &str = "USB reader 00 00";

const BUNDLE: &str = "/usr/lib/pcsc/drivers/usb.bundle/Contents";
const DEVICE: &str = "/sys/devices/usb1/1-1";
const INTERFACE: &str = "/sys/devices/usb1/1-1/1-1:1.0";
const PORT_FROM_ID: &str = "
long IFDHCreateChannel(unsigned long, unsigned long);
unsigned long strtoul(const char *, char **, int);
/* usb:VENDOR/PRODUCT:... */
long IFDHCreateChannelByName(unsigned long lun, const char *name) { return IFDHCreateChannel(lun, strtoul(name + 9, 0, 16)); }
";

/// A USB port with nothing in it. Made before pcscd starts, which looks for drivers only then.
pub struct Usb(());

impl Usb {
    pub fn port() -> Usb {
        fs::create_dir_all("/run/udev").expect("a folder");
        for own in ["/sys", "/run/udev"] {
            run(Command::new("mount").args(["-t", "tmpfs", "tmpfs", own]), "");
        }
        // libudev asks no udevd that left no socket.
        fs::write("/run/udev/control", "").expect("written");
        fs::create_dir_all("/sys/bus/usb/devices").expect("a folder");
        driver();
        Usb(())
    }

    /// Plugs the reader. Dropping the value unplugs it.
    pub fn plug(&self) -> Plugged<'_> {
        fs::create_dir_all(INTERFACE).expect("a folder");
        for (place, attribute, value) in [
            (DEVICE, "uevent", "DEVTYPE=usb_device\nDEVNAME=bus/usb/001/002\nMAJOR=189\nMINOR=1\n"),
            (DEVICE, "idVendor", "3596\n"),
            (DEVICE, "idProduct", &format!("{PORT:04x}\n")),
            (INTERFACE, "uevent", "DEVTYPE=usb_interface\n"),
            (INTERFACE, "bInterfaceNumber", "00\n"),
        ] {
            fs::write(Path::new(place).join(attribute), value).expect("written");
        }
        for place in [DEVICE, INTERFACE] {
            symlink("/sys/bus/usb", Path::new(place).join("subsystem")).expect("a link");
            let name = Path::new(place).file_name().expect("a name");
            symlink(place, Path::new("/sys/bus/usb/devices").join(name)).expect("a link");
        }
        tell("add");
        Plugged(PhantomData)
    }
}

/// The reader in its port.
pub struct Plugged<'a>(PhantomData<&'a Usb>);

impl Drop for Plugged<'_> {
    fn drop(&mut self) {
        for name in ["1-1", "1-1:1.0"] {
            drop(fs::remove_file(Path::new("/sys/bus/usb/devices").join(name)));
        }
        drop(fs::remove_dir_all(DEVICE));
        tell("remove");
    }
}

/// The bundle by which pcscd finds the driver of a USB device.
fn driver() {
    let own = fs::read("/run/pcscd/virtual-reader.so").expect("vsmartcard's driver");
    let (name, other) = (b"libifdvpcd.so", b"libifdvusb.so");
    let at = own.windows(name.len()).position(|found| found == name).expect("the driver's name");
    fs::write("/run/pcscd/libifdvusb.so.0", [&own[..at], other, &own[at + name.len()..]].concat()).expect("written");
    fs::create_dir_all(Path::new(BUNDLE).join("Linux")).expect("a folder");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-Wl,-rpath,/run/pcscd", "-o"]).arg(Path::new(BUNDLE).join("Linux/usb.so"));
    run(cc.args(["-x", "c", "-", "-x", "none", "/run/pcscd/libifdvusb.so.0"]), PORT_FROM_ID);
    // pcscd wants a key and its value on lines of their own.
    let list = |key: &str, value: &str| format!("<key>{key}</key>\n<array><string>{value}</string></array>\n");
    let keys = [
        "<key>CFBundleExecutable</key>\n<string>usb.so</string>\n".to_owned(),
        list("ifdVendorID", "0x3596"),
        list("ifdProductID", &format!("0x{PORT:04X}")),
        list("ifdFriendlyName", READER.trim_end_matches(" 00 00")),
    ];
    let plist = format!("<plist version=\"1.0\">\n<dict>\n{}</dict>\n</plist>\n", keys.concat());
    fs::write(Path::new(BUNDLE).join("Info.plist"), plist).expect("written");
}

fn run(command: &mut Command, input: &str) {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("mount and cc are needed (packages mount, gcc)");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
    assert!(child.wait().expect("ended").success(), "{command:?}");
}

/// Says to everyone who listens what udevd would say of the interface (`struct monitor_netlink_header` of systemd's libudev).
fn tell(action: &str) {
    let mut said = Vec::new();
    for property in [
        &format!("ACTION={action}"),
        "DEVPATH=/devices/usb1/1-1/1-1:1.0",
        "SUBSYSTEM=usb",
        "DEVTYPE=usb_interface",
        "SEQNUM=1",
    ] {
        said.extend(property.as_bytes());
        said.push(0);
    }
    let (head, length) = (40_u32, u32::try_from(said.len()).expect("short"));
    // The listener's filter: MurmurHash2 of subsystem and device type, and no tags.
    let (usb, usb_interface) = (0x0577_C5E5_u32, 0xB102_4765_u32);
    let mut message = b"libudev\0".to_vec();
    message.extend(0xFEED_CAFE_u32.to_be_bytes());
    message.extend([head, head, length].map(u32::to_ne_bytes).as_flattened());
    message.extend([usb, usb_interface, 0, 0].map(u32::to_be_bytes).as_flattened());
    message.extend(said);
    let socket =
        Socket::new(Domain::from(libc::AF_NETLINK), Type::DGRAM, Some(Protocol::from(libc::NETLINK_KOBJECT_UEVENT)));
    let sent = socket.expect("a socket").send_to(&message, &listeners());
    assert_eq!(sent.expect("heard"), message.len());
}

/// The group of those who listen to udevd.
#[allow(unsafe_code)] // no crate here knows this kind of address
fn listeners() -> SockAddr {
    // SAFETY: the storage is zeroed, as long as any address and aligned for it; family, group and length are what the kernel asks for.
    let made = unsafe {
        SockAddr::try_init(|storage, length| {
            let address = storage.cast::<libc::sockaddr_nl>();
            (*address).nl_family = libc::sa_family_t::try_from(libc::AF_NETLINK).expect("a family");
            (*address).nl_groups = 2;
            *length = libc::socklen_t::try_from(size_of::<libc::sockaddr_nl>()).expect("a length");
            Ok(())
        })
    };
    made.expect("an address").1
}
