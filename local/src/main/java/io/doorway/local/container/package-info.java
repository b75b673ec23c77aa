/**
 * Doorway's container images and the platform that {@code docker-compose.yml} starts from them.
 *
 * <p>{@link io.doorway.local.container.ImagesCommand} packs what Maven built into images whose layers depend on the source alone. The
 * programs themselves know nothing of containers. Nothing secret is in an image: the platform makes its keys at its first start.
 */
@NullMarked
package io.doorway.local.container;

import org.jspecify.annotations.NullMarked;
