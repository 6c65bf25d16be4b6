package io.freshet.bridge.config;

import java.time.Duration;

/**
 * How much is under way at once.
 *
 * @param maxInFlight requests on the wire
 * @param linger how long a batch that is not full waits for more records
 * @param bufferBytes keys and values of all records that are held
 * @param drainTimeout how long a partition that is taken away waits for its requests
 */
public record DeliveryConfig(
    int maxInFlight, Duration linger, long bufferBytes, Duration drainTimeout) {}
