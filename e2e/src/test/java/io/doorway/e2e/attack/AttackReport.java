package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The table of {@code docs/security/attacks.md}. After the run of each attack class its row is rendered and compared with the page. With
 * {@code -Ddoorway.docs.write=true} the row is written into the page.
 */
final class AttackReport {

    static final Path PAGE = Path.of("..", "docs", "security", "attacks.md");

    private static final Path LOCK = Path.of("target", "attacks.lock");
    private static final boolean WRITE = Boolean.getBoolean("doorway.docs.write");
    private static final String HEAD = """
            | # | attack | control | where | cases | accepted | result |
            |---|---|---|---|---|---|---|
            """;

    private AttackReport() {}

    static synchronized void record(Attack attack, int cases, int accepted) {
        String row = row(attack, cases, accepted);
        try {
            if (WRITE) {
                write(attack.row(), row);
            }
            assertThat(Files.readString(PAGE))
                    .as("%s is what this run rendered (-Ddoorway.docs.write=true writes it)", PAGE)
                    .contains("\n" + row + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One test process at a time. */
    private static void write(int number, String row) throws IOException {
        try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            Files.writeString(PAGE, withRow(Files.readString(PAGE), number, row));
        }
    }

    private static String row(Attack attack, int cases, int accepted) {
        return "| %02d | %s | %s | %s | %d | %d | %s |"
                .formatted(
                        attack.row(),
                        attack.name(),
                        attack.control(),
                        attack.where(),
                        cases,
                        accepted,
                        accepted == 0 ? "all refused" : "**accepted**");
    }

    /** The page with this row in its place, and with the new total below the table. */
    private static String withRow(String page, int number, String row) {
        int start = page.indexOf(HEAD) + HEAD.length();
        int end = page.indexOf("\n\n", start);
        Map<Integer, String> rows = page.substring(start, end)
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toMap(AttackReport::numberOf, line -> line, (a, b) -> b, TreeMap::new));
        rows.put(number, row);
        String after = page.substring(end)
                .replaceFirst(
                        "\n\\*\\*.*\\*\\*\n",
                        "\n" + total(rows.values().stream().toList()) + "\n");
        return page.substring(0, start) + String.join("\n", rows.values()) + after;
    }

    static String total(List<String> rows) {
        return "**%,d cases in %d classes, %d accepted.**"
                .formatted(
                        rows.stream().mapToInt(row -> cell(row, 5)).sum(),
                        rows.size(),
                        rows.stream().mapToInt(row -> cell(row, 6)).sum());
    }

    static int numberOf(String row) {
        return cell(row, 1);
    }

    private static int cell(String row, int index) {
        return Integer.parseInt(row.split("\\|")[index].strip());
    }
}
