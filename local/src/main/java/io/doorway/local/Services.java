package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.servers.DataDirectory;
import io.doorway.servers.InParallel;
import io.doorway.servers.ManagedProcess;
import io.doorway.servers.Ports;
import io.vertx.core.net.SocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The services of a platform, with one or more instances of each, and the demo bank. The first instance has the name of its service, the
 * others a number too: {@code session-service}, {@code session-service-2}.
 */
final class Services {

    private record Instance(ServiceDefinition definition, ServiceProcess process) {}

    private final DataDirectory data;
    private final StartCaches caches;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ServiceInstances> services = new LinkedHashMap<>();
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();

    /** One instance of each, not started. */
    Services(List<ServiceDefinition> definitions, DataDirectory data, StartCaches caches) {
        this.data = data;
        this.caches = caches;
        for (ServiceDefinition definition : definitions) {
            services.put(definition.service(), new ServiceInstances());
            put(new Instance(definition, process(definition, logOf(definition), true)));
        }
    }

    /** The instances of each service, by its name, as a gateway needs them. */
    Map<String, ServiceInstances> byService() {
        return services;
    }

    /** The process of each instance, by its name. */
    Map<String, ManagedProcess> processes() {
        Map<String, ManagedProcess> processes = new TreeMap<>();
        instances.forEach((name, instance) -> processes.put(name, instance.process()));
        return processes;
    }

    /** The process of the instance with this name; null if there is none. */
    @Nullable
    ManagedProcess process(String name) {
        Instance instance = instances.get(name);
        return instance == null ? null : instance.process();
    }

    /** Starts this many instances of each service, and returns when they are ready. */
    void start(int replicas, ParallelStart.Progress progress) {
        missing(replicas).forEach(this::put);
        instances.values().forEach(this::admit);
        ParallelStart.start(processes(), progress);
    }

    /** Starts or stops instances until each service has this many. The gateway uses new ones when they are ready. */
    void scale(int replicas) {
        List<Instance> missing = missing(replicas);
        Map<String, ManagedProcess> added = new LinkedHashMap<>();
        missing.forEach(instance -> added.put(instance.definition().name(), instance.process()));
        missing.forEach(this::put);
        ParallelStart.start(added, ParallelStart.Progress.NONE);
        missing.forEach(this::admit);
        List<Instance> surplus = instances.values().stream()
                .filter(instance -> instance.definition().number() > replicas)
                .toList();
        InParallel.forEach(surplus, this::remove);
    }

    private List<Instance> missing(int replicas) {
        List<Instance> missing = new ArrayList<>();
        for (String service : Platform.Parts.SERVICES) {
            ServiceDefinition first = first(service);
            for (int number = 2; number <= replicas; number++) {
                ServiceDefinition another = first.instance(number, Ports.free(), Map.of());
                if (!instances.containsKey(another.name())) {
                    missing.add(new Instance(another, process(another, logOf(another), false)));
                }
            }
        }
        return missing;
    }

    private void put(Instance instance) {
        instances.put(instance.definition().name(), instance);
    }

    private void admit(Instance instance) {
        gatewayInstances(instance).add(addressOf(instance));
    }

    /** The gateway uses the instance until it has stopped: it finishes what was sent to it. */
    private void remove(Instance instance) {
        instance.process().stop();
        gatewayInstances(instance).remove(addressOf(instance));
        instances.remove(instance.definition().name());
    }

    private static SocketAddress addressOf(Instance instance) {
        return SocketAddress.inetSocketAddress(instance.definition().port(), Ports.LOOPBACK);
    }

    private ServiceInstances gatewayInstances(Instance instance) {
        return requireNonNull(services.get(instance.definition().service()));
    }

    /**
     * A further instance of a service, not started, with the settings of the first one and these. The caller stops it, without a delay: the
     * gateway does not use it.
     *
     * @param settings configuration properties; they replace those of the platform
     */
    ManagedProcess further(String service, Map<String, String> settings, Path log) {
        Map<String, String> all = new HashMap<>(Map.of("quarkus.shutdown.delay", "0S"));
        all.putAll(settings);
        ServiceDefinition first = first(service);
        return process(first.instance(first.number(), Ports.free(), all), log, false);
    }

    private ServiceDefinition first(String service) {
        Instance first = instances.get(service);
        if (first == null) {
            throw new IllegalArgumentException("unknown service of the platform: " + service);
        }
        return first.definition();
    }

    private ServiceProcess process(ServiceDefinition definition, Path log, boolean writing) {
        return new ServiceProcess(definition, log, caches, writing, http);
    }

    private Path logOf(ServiceDefinition definition) {
        return data.subdirectory(definition.name()).resolve(definition.name() + ".log");
    }

    /** Stops all instances of all services, and the demo bank. */
    void stop() {
        InParallel.forEach(instances.values(), instance -> instance.process().stop());
    }
}
