package io.doorway.approval.device;

import java.util.List;

/**
 * The active devices of an account.
 *
 * @param devices oldest first
 */
public record DeviceList(List<Device> devices) {}
