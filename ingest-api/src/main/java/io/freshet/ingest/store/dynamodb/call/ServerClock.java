package io.freshet.ingest.store.dynamodb.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.retry.ClockSkew;

/**
 * The time as DynamoDB has it. A signature counts for some minutes only, so a machine whose clock
 * is wrong learns from the first refusal how wrong it is.
 */
final class ServerClock {
  private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

  private final InstantSource clock;
  private volatile Duration skew = Duration.ZERO;

  ServerClock(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().minus(skew);
  }

  /** How far the wall clock, by which the SDK judges, is ahead of what requests are signed with. */
  Duration skew() {
    return Duration.between(now(), Instant.now());
  }

  /** Learns from a refusal that is about the time. */
  void heard(AwsServiceException refused) {
    if (refused.isClockSkewException()) {
      ClockSkew.getServerTime(refused.awsErrorDetails().sdkHttpResponse())
          .ifPresent(there -> {
            skew = Duration.between(there, clock.instant());
            LOG.warn("this machine's clock is {} s ahead of DynamoDB's", skew.toSeconds());
          });
    }
  }
}
