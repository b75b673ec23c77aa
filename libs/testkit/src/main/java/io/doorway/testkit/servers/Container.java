package io.doorway.testkit.servers;

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
 * A server in a container whose ports are fixed: a killed container that starts again keeps its files and its address.
 * The server's own probe says when it is ready, not Testcontainers.
 */
final class Container implements Engine {

    private static final AbstractWaitStrategy NOTHING = new AbstractWaitStrategy() {
        @Override
        protected void waitUntilReady() {}
    };

    private final GenericContainer<?> container;

    /** @param ports of this machine, each with the port inside the container that it leads to */
    Container(String image, Map<Integer, Integer> ports, Map<String, String> environment, List<String> command) {
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(environment)
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .waitingFor(NOTHING)
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
            throw new IllegalStateException("Docker does not answer, and servers in containers need it");
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

    /** Removes it with its files, which are nowhere else. */
    @Override
    public void discard() {
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
                container.getCurrentContainerInfo().getState().getPidLong(), "a running container has one");
    }

    @Override
    public String diagnosis() {
        return container.getLogs();
    }

    /** Whether it was created, and not removed since; it need not run. */
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
