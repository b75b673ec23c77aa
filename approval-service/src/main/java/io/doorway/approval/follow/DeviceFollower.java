package io.doorway.approval.follow;

import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.smallrye.mutiny.Uni;

/**
 * A feature that keeps something of what becomes of devices and known browsers. Every bean of this type is told every such event.
 *
 * <p>An event may come again, after a crash or because another follower failed: the second time it does nothing.
 */
public interface DeviceFollower {

    /** Completes when what this feature keeps of the event is durable. A failure has the event come again. */
    Uni<Void> follow(DeviceEvent event);

    /** The same for a browser. */
    Uni<Void> follow(BrowserEvent event);
}
