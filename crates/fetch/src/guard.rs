//! Where a name may lead: the addresses that are everybody's, and no others unless it is said.
//!
//! A name is looked up once, what it leads to is checked, and the connection is made to what was
//! checked: a name that answers differently a moment later gains nothing. The table is IANA's
//! (special-purpose address registries, RFC 6890 and what came after it).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far a fetcher may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To addresses that are everybody's.
    Public,
    /// To those of this machine and of private networks too.
    Private,
}

/// Whose an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Anybody's: it leads to the same machine from everywhere.
    Everybodys,
    /// This machine's or a private network's.
    Private,
    /// Nobody's that a document could stand at: multicast, documentation, reserved, and the
    /// link-local range, where the keys of machines in a cloud are handed out.
    Nobodys,
}

/// Ranges of IPv4: base, length of the prefix in bits, whose.
const RANGES_4: &[([u8; 4], u32, Whose)] = &[
    ([0, 0, 0, 0], 8, Whose::Nobodys),       // "this network", RFC 791
    ([10, 0, 0, 0], 8, Whose::Private),      // RFC 1918
    ([100, 64, 0, 0], 10, Whose::Private),   // shared by a carrier's customers, RFC 6598
    ([127, 0, 0, 0], 8, Whose::Private),     // loopback, RFC 1122
    ([169, 254, 0, 0], 16, Whose::Nobodys),  // link-local, RFC 3927
    ([172, 16, 0, 0], 12, Whose::Private),   // RFC 1918
    ([192, 0, 0, 0], 24, Whose::Nobodys),    // protocol assignments, RFC 6890
    ([192, 0, 2, 0], 24, Whose::Nobodys),    // documentation, RFC 5737
    ([192, 88, 99, 0], 24, Whose::Nobodys),  // relays of 6to4, withdrawn, RFC 7526
    ([192, 168, 0, 0], 16, Whose::Private),  // RFC 1918
    ([198, 18, 0, 0], 15, Whose::Nobodys),   // benchmarks, RFC 2544
    ([198, 51, 100, 0], 24, Whose::Nobodys), // documentation, RFC 5737
    ([203, 0, 113, 0], 24, Whose::Nobodys),  // documentation, RFC 5737
    ([224, 0, 0, 0], 4, Whose::Nobodys),     // multicast, RFC 1112
    ([240, 0, 0, 0], 4, Whose::Nobodys),     // reserved, and broadcast, RFC 1112 and 8190
];

/// Ranges of IPv6 that are not everybody's although they lie in `2000::/3`, and the two private
/// ones outside it. All else outside it is nobody's, IPv4 in the clothes of IPv6 included.
const RANGES_6: &[([u16; 8], u32, Whose)] = &[
    ([0, 0, 0, 0, 0, 0, 0, 1], 128, Whose::Private), // loopback, RFC 4291
    ([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7, Whose::Private), // unique local, RFC 4193
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23, Whose::Nobodys), // protocols, Teredo, RFC 2928
    ([0x2001, 0x0db8, 0, 0, 0, 0, 0, 0], 32, Whose::Nobodys), // documentation, RFC 3849
    ([0x2002, 0, 0, 0, 0, 0, 0, 0], 16, Whose::Nobodys), // 6to4, RFC 3056
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20, Whose::Nobodys), // documentation, RFC 9637
    ([0x2000, 0, 0, 0, 0, 0, 0, 0], 3, Whose::Everybodys), // global unicast, RFC 4291
];

/// The prefix under which networks without IPv4 show its addresses (NAT64, RFC 6052), 96 bits.
const NAT64: [u16; 6] = [0x0064, 0xff9b, 0, 0, 0, 0];

/// Whose an address is.
pub(crate) fn whose(address: IpAddr) -> Whose {
    match address {
        IpAddr::V4(address) => whose_4(address),
        IpAddr::V6(address) => whose_6(address),
    }
}

fn whose_4(address: Ipv4Addr) -> Whose {
    let found = RANGES_4.iter().find(|(base, bits, _)| {
        let base = u32::from_be_bytes(*base);
        (address.to_bits() ^ base).leading_zeros() >= *bits
    });
    found.map_or(Whose::Everybodys, |&(_, _, whose)| whose)
}

fn whose_6(address: Ipv6Addr) -> Whose {
    if let [a, b, c, d, e, f, high, low] = address.segments()
        && [a, b, c, d, e, f] == NAT64
    {
        return whose_4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    }
    let found = RANGES_6.iter().find(|(base, bits, _)| {
        let base = Ipv6Addr::from(*base).to_bits();
        (address.to_bits() ^ base).leading_zeros() >= *bits
    });
    found.map_or(Whose::Nobodys, |&(_, _, whose)| whose)
}

/// What a look-up led to and may not be reached.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to {address}")]
pub(crate) struct Refused {
    pub(crate) address: IpAddr,
    pub(crate) whose: Whose,
}

/// Looks names up, and lets through what may be reached.
#[derive(Debug)]
pub(crate) struct Guard {
    pub(crate) reach: Reach,
    pub(crate) inner: DefaultResolver,
}

impl Guard {
    fn lets(&self, address: IpAddr) -> bool {
        match whose(address) {
            Whose::Everybodys => true,
            Whose::Private => self.reach == Reach::Private,
            Whose::Nobodys => false,
        }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = match self.inner.resolve(uri, config, timeout) {
            // The system says in words of its own that there is no such name.
            Err(ureq::Error::Io(_)) => return Err(ureq::Error::HostNotFound),
            all => all?,
        };
        let mut checked = self.empty();
        for address in all.iter().filter(|address| self.lets(address.ip())) {
            checked.push(*address);
        }
        match all.iter().next() {
            Some(first) if checked.is_empty() => {
                let address = first.ip();
                let whose = whose(address);
                Err(ureq::Error::Other(Box::new(Refused { address, whose })))
            }
            _ => Ok(checked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(address: &str) -> Whose {
        whose(address.parse().unwrap())
    }

    /// The first and the last address of every range; those before and after are everybody's,
    /// where no other range begins there.
    const EDGES: &str = "
        0.0.0.0 0.255.255.255 nobodys
        10.0.0.0 10.255.255.255 private
        100.64.0.0 100.127.255.255 private
        127.0.0.0 127.255.255.255 private
        169.254.0.0 169.254.255.255 nobodys
        172.16.0.0 172.31.255.255 private
        192.0.0.0 192.0.0.255 nobodys
        192.0.2.0 192.0.2.255 nobodys
        192.88.99.0 192.88.99.255 nobodys
        192.168.0.0 192.168.255.255 private
        198.18.0.0 198.19.255.255 nobodys
        198.51.100.0 198.51.100.255 nobodys
        203.0.113.0 203.0.113.255 nobodys
        224.0.0.0 255.255.255.255 nobodys";

    #[test]
    fn every_range_of_ipv4_begins_and_ends_where_it_should() {
        for line in EDGES.lines().filter(|line| !line.trim().is_empty()) {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let expected = match parts[2] {
                "private" => Whose::Private,
                _ => Whose::Nobodys,
            };
            let bits = |at: usize| parts[at].parse::<Ipv4Addr>().unwrap().to_bits();
            let (first, last) = (bits(0), bits(1));
            for inside in [first, first + 1, first + (last - first) / 2, last] {
                assert_eq!(whose_4(Ipv4Addr::from_bits(inside)), expected, "{line}");
            }
            for outside in first.checked_sub(1).into_iter().chain(last.checked_add(1)) {
                let found = whose_4(Ipv4Addr::from_bits(outside));
                assert_eq!(found, Whose::Everybodys, "{line}");
            }
        }
    }

    #[test]
    fn of_ipv6_only_global_unicast_is_everybodys() {
        for address in [
            "2606:4700::1111",
            "2a00:1450::1",
            "2000::1",
            "2001:200::1",
            "3ffe::1",
        ] {
            assert_eq!(of(address), Whose::Everybodys, "{address}");
        }
        for address in ["::1", "fc00::1", "fd12:3456::1", "fdff:ffff::1"] {
            assert_eq!(of(address), Whose::Private, "{address}");
        }
        for address in [
            "::",
            "::2",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:8.8.8.8",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "3fff:fff::1",
            "4000::1",
            "5f00::1",
            "fe00::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "ffff::1",
        ] {
            assert_eq!(of(address), Whose::Nobodys, "{address}");
        }
    }

    proptest! {
        /// The library's own idea of such addresses, where it has one.
        #[test]
        fn no_address_is_let_through_that_the_library_knows_for_private(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            let special = address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_multicast()
                || address.is_broadcast()
                || address.is_documentation()
                || address.is_unspecified();
            prop_assert!(!special || whose_4(address) != Whose::Everybodys);
            // Through NAT64 an address is as open as it is by itself, and mapped it never is.
            let [a, b, c, d] = address.octets();
            let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
            let through = Ipv6Addr::from([0x64, 0xff9b, 0, 0, 0, 0, high, low]);
            prop_assert_eq!(whose_6(through), whose_4(address));
            prop_assert_eq!(whose_6(address.to_ipv6_mapped()), Whose::Nobodys);
        }

        #[test]
        fn nor_of_ipv6(bits: u128) {
            let address = Ipv6Addr::from_bits(bits);
            let special = address.is_loopback()
                || address.is_multicast()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local();
            prop_assert!(!special || whose_6(address) != Whose::Everybodys);
        }
    }
}
