package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.admit.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long a call, its retries included, may take: what its request's deadline leaves. */
record CallTime(Optional<Deadline> deadline) {
  static final CallTime UNBOUNDED = new CallTime(Optional.empty());

  /** The SDK takes no zero; this ends as soon as it has begun. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  static CallTime until(Deadline deadline) {
    return new CallTime(Optional.of(deadline));
  }

  void limit(AwsRequestOverrideConfiguration.Builder call) {
    deadline.map(Deadline::left).ifPresent(left -> call.apiCallTimeout(limited(left)));
  }

  /** A call begins now: what is left of its time. */
  Supplier<Duration> begin() {
    long ends =
        System.nanoTime() + limited(deadline.map(Deadline::left).orElse(Clients.CALL)).toNanos();
    return () -> Duration.ofNanos(Math.max(0, ends - System.nanoTime()));
  }

  private static Duration limited(Duration left) {
    Duration most = left.compareTo(Clients.CALL) < 0 ? left : Clients.CALL;
    return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
  }
}
