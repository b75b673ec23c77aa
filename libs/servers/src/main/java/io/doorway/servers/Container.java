package io.doorway.servers;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a Docker container with fixed ports: a killed container that is started again keeps its files and its address. Readiness
 * is the server's own check, not that of Testcontainers.
 */
final class Container implements ServerRuntime {

    private static final AbstractWaitStrategy NO_WAIT = new AbstractWaitStrategy() {
        @Override
        protected void waitUntilReady() {}
    };

    private final GenericContainer<?> container;

    /**
     * A container that is not created yet.
     *
     * @param ports ports of this machine, each with its port inside the container
     */
    Container(String image, Map<Integer, Integer> ports, Map<String, String> environment, List<String> command) {
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(environment)
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .waitingFor(NO_WAIT)
                .withCreateContainerCmdModifier(create -> create.withExposedPorts(
                                ports.values().stream().map(ExposedPort::tcp).toList())
                        .withHostConfig(HostConfig.newHostConfig().withPortBindings(bindings(ports))));
        if (!command.isEmpty()) {
            container.withCommand(command.toArray(String[]::new));
        }
    }

    @Override
    public void start() {
        if (exists()) {
            docker().startContainerCmd(container.getContainerId()).exec();
        } else {
            create();
        }
    }

    private void create() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("Docker is not available; servers in containers require it");
        }
        container.start();
        Watchdog.watchContainer(container.getContainerId());
    }

    @Override
    public void kill() {
        if (running()) {
            docker().killContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void stop() {
        if (running()) {
            docker().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    /** Removes the container with its files. */
    @Override
    public void remove() {
        container.stop();
    }

    @Override
    public boolean running() {
        return exists()
                && Boolean.TRUE.equals(
                        container.getCurrentContainerInfo().getState().getRunning());
    }

    @Override
    public long pid() {
        return requireNonNull(
                container.getCurrentContainerInfo().getState().getPidLong(), "a running container has a process id");
    }

    @Override
    public String diagnosis() {
        return container.getLogs();
    }

    /** Whether the container was created and not removed; it need not run. */
    private boolean exists() {
        return container.getContainerId() != null;
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private static List<PortBinding> bindings(Map<Integer, Integer> ports) {
        return ports.entrySet().stream()
                .map(port -> new PortBinding(
                        Binding.bindIpAndPort(Ports.LOOPBACK, port.getKey()), ExposedPort.tcp(port.getValue())))
                .toList();
    }
}
