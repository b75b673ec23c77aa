package io.doorway.e2e.support;

import io.doorway.local.Platform.Parts;
import io.doorway.servers.ChildProcess;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A proxy with the configuration of {@code deploy/proxies}, in which only addresses, files, the port and the number of connections are replaced. */
public final class ExampleProxy implements AutoCloseable {

    private static final Path EXAMPLES = Path.of("..", "deploy", "proxies");
    private static final Path INSTALLED = Path.of("..", ".doorway", "proxies").toAbsolutePath();

    private final ChildProcess process;
    private final URI origin;

    private ExampleProxy(ChildProcess process, URI origin) {
        this.process = process;
        this.origin = origin;
        int port = origin.getPort();
        process.start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Ports.isOpen(port));
        } catch (ConditionTimeoutException e) {
            process.stop();
            throw new IllegalStateException(process.diagnosis(), e);
        }
    }

    /** The programs: from the distribution, or from where {@code ./doorway test} installs those that it lacks. */
    public enum Program {
        NGINX(Path.of("/usr/sbin/nginx"), "nginx.conf"),
        HAPROXY(Path.of("/usr/sbin/haproxy"), "haproxy.cfg"),
        ENVOY(INSTALLED.resolve("envoy/_bin/envoy"), "envoy.yaml"),
        TRAEFIK(INSTALLED.resolve("bin/traefik"), "traefik.yaml", "traefik-routes.yaml");

        private final Path executable;

        /** The first one is given to the program. */
        private final List<String> examples;

        Program(Path executable, String... examples) {
            this.executable = executable;
            this.examples = List.of(examples);
        }

        /** Whether the program is on this machine. */
        public boolean isInstalled() {
            return Files.isExecutable(executable);
        }

        /**
         * Starts the proxy on a free port of the loopback address.
         *
         * @param directory for its files
         * @param certificate the server's certificate
         * @param addressOf {@code host:port} of a service
         */
        public ExampleProxy start(Path directory, TestCertificate certificate, UnaryOperator<String> addressOf) {
            return start(
                    directory, certificate, URI.create("https://" + Ports.LOOPBACK + ":" + Ports.free()), addressOf);
        }

        /** As {@link #start(Path, TestCertificate, UnaryOperator)}, at this address; with the scheme http, nginx has no TLS. */
        public ExampleProxy start(
                Path directory, TestCertificate certificate, URI origin, UnaryOperator<String> addressOf) {
            try {
                Path files = Files.createDirectories(directory.resolve(name()));
                for (String example : examples) {
                    Files.writeString(files.resolve(example), adapted(example, files, certificate, addressOf, origin));
                }
                return new ExampleProxy(
                        new ChildProcess(
                                command(
                                        files,
                                        files.resolve(examples.getFirst()).toString()),
                                Map.of(),
                                files.resolve("log")),
                        origin);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> command(Path files, String configuration) {
            List<String> options = switch (this) {
                case NGINX ->
                    List.of(
                            "-p",
                            files.toString(),
                            "-c",
                            configuration,
                            "-g",
                            "daemon off; pid " + files.resolve("pid") + "; error_log stderr;");
                case HAPROXY -> List.of("-db", "-f", configuration);
                case ENVOY -> List.of("--config-path", configuration, "--concurrency", "1", "--disable-hot-restart");
                case TRAEFIK -> List.of("--configFile=" + configuration);
            };
            return Stream.concat(Stream.of(executable.toString()), options.stream())
                    .toList();
        }

        private static String adapted(
                String example, Path files, TestCertificate certificate, UnaryOperator<String> addressOf, URI origin)
                throws IOException {
            String tls = origin.getScheme().equals("https") ? " ssl http2" : "";
            String text = Files.readString(EXAMPLES.resolve(example))
                    .replace("listen 443 ssl http2", "listen " + origin.getAuthority() + tls)
                    .replace("bind :443 ", "bind " + origin.getAuthority() + " ")
                    .replace(
                            "address: 0.0.0.0, port_value: 443",
                            "address: %s, port_value: %d".formatted(origin.getHost(), origin.getPort()))
                    .replace("address: \":443\"", "address: \"" + origin.getAuthority() + "\"")
                    .replace("/etc/traefik/", files + "/")
                    .replace(
                            "/etc/doorway/tls/tls.crt",
                            certificate.certificate().toString())
                    .replace("/etc/doorway/tls/tls.key", certificate.key().toString())
                    .replace("/etc/doorway/tls/doorway.pem", certificate.both().toString())
                    .replace("maxconn 20000", "maxconn 500")
                    .replace("/var/log/nginx/", files + "/")
                    .replace("\nhttp {", "\nhttp {\n" + temporaryFiles(files));
            for (String service : List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT)) {
                String[] address = addressOf.apply(service).split(":");
                text = text.replaceAll(
                        "\\b" + service + "(:|, port_value: )80\\d\\d\\b", address[0] + "$1" + address[1]);
            }
            return text;
        }

        /** nginx's default directories belong to root. */
        private static String temporaryFiles(Path files) {
            return String.join(
                    "",
                    List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                            .map(kind -> "    %s_temp_path %s/%s;\n".formatted(kind, files, kind))
                            .toList());
        }
    }

    /** The address of the proxy. */
    public URI origin() {
        return origin;
    }

    @Override
    public void close() {
        process.stop();
    }
}
