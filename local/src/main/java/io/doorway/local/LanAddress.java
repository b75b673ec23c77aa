package io.doorway.local;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/** The address at which other devices of the network reach this machine. */
final class LanAddress {

    /** Networks of containers and virtual machines, which no other device can reach. */
    private static final Predicate<String> VIRTUAL = name -> name.matches("(docker|br-|veth|virbr|vmnet|tun|utun).*");

    private LanAddress() {}

    /**
     * The private IPv4 address of this machine.
     *
     * @throws LocalPlatformException if it has none, which the option {@code --lan ADDRESS} can name
     */
    static String find() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(each -> !VIRTUAL.test(each.getName()) && isUsable(each))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElseThrow(
                            () -> new LocalPlatformException(
                                    "this machine has no private IPv4 address: connect it to a network, or name its address with --lan ADDRESS"));
        } catch (SocketException e) {
            throw new LocalPlatformException(
                    "the network interfaces are not readable: name the address with --lan ADDRESS", e);
        }
    }

    /**
     * The address of this host.
     *
     * @param host an address or a name of this machine
     * @throws LocalPlatformException if it is not this machine's, or not a private address or a local name
     */
    static InetAddress of(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new LocalPlatformException("--lan %s is not an address of this machine".formatted(host));
            }
            if (!(address instanceof Inet4Address) || !LocalCertificates.covers(host)) {
                throw new LocalPlatformException(
                        "--lan %s is neither a private IPv4 address nor a name in .local, .lan, .internal or .home.arpa"
                                .formatted(host));
            }
            return address;
        } catch (UnknownHostException e) {
            throw new LocalPlatformException("--lan %s is not a known name".formatted(host), e);
        } catch (IOException e) {
            throw new LocalPlatformException("the network interfaces are not readable", e);
        }
    }

    private static boolean isUsable(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback() && !each.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }
}
