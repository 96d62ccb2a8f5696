//! Which addresses lie inside: on this machine, in networks that nobody outside can reach, or nowhere at all.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// From the registries of special addresses (RFC 6890 and what came after): those that no public server has.
static INSIDE: [IpNet; 19] = [
    // This network, and this machine where it has no other address.
    v4([0, 0, 0, 0], 8),
    // Private (RFC 1918).
    v4([10, 0, 0, 0], 8),
    v4([172, 16, 0, 0], 12),
    v4([192, 168, 0, 0], 16),
    // Between a provider and its customers (RFC 6598); some clouds have their metadata here.
    v4([100, 64, 0, 0], 10),
    // This machine.
    v4([127, 0, 0, 0], 8),
    // Link-local: 169.254.169.254 tells the secrets of a virtual machine.
    v4([169, 254, 0, 0], 16),
    // Protocols' own; some clouds have their metadata here.
    v4([192, 0, 0, 0], 24),
    // Measurements between networks.
    v4([198, 18, 0, 0], 15),
    // To many, and reserved, with the broadcast.
    v4([224, 0, 0, 0], 4),
    v4([240, 0, 0, 0], 4),
    // None, this machine, and IPv4 in an old way of writing.
    v6([0, 0, 0, 0, 0, 0, 0, 0], 96),
    // IPv4 of a network's own (RFC 8215).
    v6([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48),
    // Nowhere.
    v6([0x100, 0, 0, 0, 0, 0, 0, 0], 64),
    // IPv4 behind somebody's router (Teredo).
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 32),
    // Unique-local (RFC 4193); fd00:ec2::254 is a cloud's metadata.
    v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7),
    // Link-local, and what was site-local before there was unique-local.
    v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10),
    v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10),
    // To many.
    v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8),
];

const fn v4([a, b, c, d]: [u8; 4], length: u8) -> IpNet {
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length))
}

const fn v6([a, b, c, d, e, f, g, h]: [u16; 8], length: u8) -> IpNet {
    let address = Ipv6Addr::new(a, b, c, d, e, f, g, h);
    IpNet::V6(Ipv6Net::new_assert(address, length))
}

/// Whether an address lies inside. One of IPv6 that stands for one of IPv4 lies where that lies.
pub(super) fn is_inside(address: IpAddr) -> bool {
    let address = plain(address);
    INSIDE.iter().any(|network| network.contains(&address))
}

/// The address of IPv4 for which one of IPv6 stands, where it does: a gateway (NAT64, 6to4) or the system leads to that one.
pub(super) fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(long) = address else {
        return address;
    };
    let [a, b, c, d, e, f, g, h] = long.segments();
    let (high, low) = match [a, b, c, d, e, f] {
        [0, 0, 0, 0, 0, 0xffff] | [0x64, 0xff9b, 0, 0, 0, 0] => (g, h),
        [0x2002, high, low, ..] => (high, low),
        _ => return address,
    };
    let [[one, two], [three, four]] = [high.to_be_bytes(), low.to_be_bytes()];
    IpAddr::V4(Ipv4Addr::new(one, two, three, four))
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    fn judge(addresses: &[&str], inside: bool) {
        for address in addresses {
            let parsed = address.parse().expect("an address");
            assert_eq!(is_inside(parsed), inside, "{address}");
        }
    }

    #[test]
    fn what_nobody_outside_can_reach_lies_inside() {
        judge(
            &[
                "0.0.0.0",
                "10.20.30.40",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.8.9.10",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.251",
                "255.255.255.255",
            ],
            true,
        );
        judge(
            &[
                "::",
                "::1",
                "::127.0.0.1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b:1::1",
                "2001::1",
            ],
            true,
        );
    }

    #[test]
    fn an_address_that_stands_for_another_lies_where_that_lies() {
        let inside = [
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
        ];
        judge(&inside, true);
        judge(
            &[
                "::ffff:203.162.0.1",
                "64:ff9b::203.162.0.1",
                "2002:cba2:1::1",
            ],
            false,
        );
    }

    #[test]
    fn public_servers_lie_outside() {
        judge(
            &[
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "203.162.0.1",
                "2001:ee0::1",
                "2606:4700::1111",
            ],
            false,
        );
    }
}
