/** freshet-bridge: Kafka topics to the ingest API, at least once. Start at {@link Bridge}. */
@NullMarked
package io.freshet.bridge;

import org.jspecify.annotations.NullMarked;
