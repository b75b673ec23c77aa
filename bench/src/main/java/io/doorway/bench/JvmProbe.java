package io.doorway.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The management beans (JMX) of another JVM of this machine and this user. */
final class JvmProbe implements AutoCloseable {

    private static final String PRODUCE_REQUESTS =
            "kafka.network:type=RequestMetrics,name=RequestsPerSec,request=Produce,*";

    private final JMXConnector connector;

    /** Connects to the JVM, which loads its management agent if it has not yet. The address comes from that JVM, not from a network. */
    @SuppressWarnings("BanJNDI")
    JvmProbe(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new IllegalStateException("process %d cannot be inspected: %s".formatted(pid, e.getMessage()), e);
        }
    }

    /** The produce requests that a Kafka broker has received. */
    long produceRequests() {
        try {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            long requests = 0;
            for (ObjectName version : beans.queryNames(new ObjectName(PRODUCE_REQUESTS), null)) {
                requests += ((Number) beans.getAttribute(version, "Count")).longValue();
            }
            return requests;
        } catch (IOException | JMException e) {
            throw new IllegalStateException("Kafka's metrics cannot be read", e);
        }
    }

    /** The bytes on the heap after a garbage collection. */
    long liveHeap() {
        try {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        } catch (IOException e) {
            throw new IllegalStateException("a heap cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new IllegalStateException("a connection by JMX cannot be closed", e);
        }
    }
}
