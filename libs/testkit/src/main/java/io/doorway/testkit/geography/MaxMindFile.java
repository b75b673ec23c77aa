package io.doorway.testkit.geography;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a file in the MaxMind DB format (version 2.0): a binary tree over the bits of an IPv6 address, IPv4 addresses below
 * {@code ::/96}, with 24-bit records that lead to the next node or to data.
 */
public final class MaxMindFile {

    private static final int EMPTY = -1;
    private static final int SEPARATOR = 16;
    private static final int ADDRESS_BITS = 128;
    private static final int IPV4_PREFIX = 96;
    private static final byte[] METADATA_MARKER = {
        (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    private final String type;
    private final List<int[]> nodes = new ArrayList<>();
    private final MaxMindData data = new MaxMindData();

    private MaxMindFile(String type) {
        this.type = type;
        newNode();
    }

    /** A database of places. */
    public static MaxMindFile cities() {
        return new MaxMindFile("Doorway-City");
    }

    /** A database of autonomous systems. */
    public static MaxMindFile autonomousSystems() {
        return new MaxMindFile("Doorway-ASN");
    }

    /**
     * @param network such as {@code 203.0.113.0/24}
     * @param countryCode ISO 3166-1 alpha-2
     * @param timeZone such as {@code Europe/Zurich}
     */
    public MaxMindFile place(String network, String city, String country, String countryCode, String timeZone) {
        return put(
                network,
                Map.of(
                        "city",
                        Map.of("names", Map.of("en", city)),
                        "country",
                        Map.of("iso_code", countryCode, "names", Map.of("en", country)),
                        "location",
                        Map.of("time_zone", timeZone)));
    }

    /** The autonomous system that announces {@code network}. */
    public MaxMindFile system(String network, long number, String organisation) {
        return put(network, Map.of("autonomous_system_number", number, "autonomous_system_organization", organisation));
    }

    /** A record of strings, numbers, lists and maps. */
    public MaxMindFile put(String network, Map<String, ?> data) {
        String[] parts = network.split("/");
        byte[] address = address(parts[0]);
        int length = Integer.parseInt(parts[1]) + (parts[0].contains(":") ? 0 : IPV4_PREFIX);
        int node = 0;
        for (int bit = 0; bit < length - 1; bit++) {
            int[] records = nodes.get(node);
            int side = bit(address, bit);
            if (records[side] == EMPTY) {
                records[side] = newNode();
            }
            node = records[side];
        }
        // A negative record is an offset into the data until the number of nodes is known.
        nodes.get(node)[bit(address, length - 1)] = -2 - this.data.append(data);
        return this;
    }

    /** Writes the file; returns its path. */
    public Path write(Path file) {
        MaxMindData metadata = new MaxMindData();
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("node_count", (long) nodes.size());
        description.put("record_size", 24L);
        description.put("ip_version", 6L);
        description.put("database_type", type);
        description.put("languages", List.of("en"));
        description.put("binary_format_major_version", 2L);
        description.put("binary_format_minor_version", 0L);
        description.put("build_epoch", 1_790_000_000L);
        description.put("description", Map.of("en", "for tests"));
        metadata.append(description);
        try {
            Files.write(file, join(tree(), new byte[SEPARATOR], data.bytes(), METADATA_MARKER, metadata.bytes()));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] tree() {
        byte[] tree = new byte[nodes.size() * 6];
        int at = 0;
        for (int[] records : nodes) {
            for (int record : records) {
                int value = value(record);
                tree[at++] = (byte) (value >> 16);
                tree[at++] = (byte) (value >> 8);
                tree[at++] = (byte) value;
            }
        }
        return tree;
    }

    private int value(int record) {
        if (record == EMPTY) {
            return nodes.size();
        }
        return record >= 0 ? record : nodes.size() + SEPARATOR + (-2 - record);
    }

    private int newNode() {
        nodes.add(new int[] {EMPTY, EMPTY});
        return nodes.size() - 1;
    }

    private static int bit(byte[] address, int index) {
        return address[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }

    private static byte[] address(String literal) {
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            byte[] whole = new byte[ADDRESS_BITS / Byte.SIZE];
            System.arraycopy(bytes, 0, whole, whole.length - bytes.length, bytes.length);
            return whole;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static byte[] join(byte[]... parts) {
        byte[] whole =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
