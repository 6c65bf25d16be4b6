package io.freshet.bridge.decode.deserializer;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a deserializer that cannot reach something from one that cannot read something. */
final class Outage {
  private static final Set<Integer> LATER = Set.of(401, 403, 408, 429);
  private static final int MAX_CAUSES = 20;

  private Outage() {}

  /** What cannot be reached, if that is behind a failure. */
  static Optional<String> behind(RuntimeException failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      if (isOutage(cause)) {
        return Optional.of(cause.getClass().getName() + ": " + cause.getMessage());
      }
    }
    return Optional.empty();
  }

  private static boolean isOutage(Throwable cause) {
    return switch (cause) {
      case SocketException _, UnknownHostException _, InterruptedIOException _ -> true;
      case HttpTimeoutException _, TimeoutException _ -> true;
      case ClosedChannelException _, SSLException _ -> true;
      case RetriableException _, AuthenticationException _, AuthorizationException _ -> true;
      default -> {
        OptionalInt status = status(cause);
        yield status.isPresent() && (status.getAsInt() >= 500 || LATER.contains(status.getAsInt()));
      }
    };
  }

  /** Confluent's and Karapace's RestClientException, which are on no class path of ours. */
  private static OptionalInt status(Throwable cause) {
    if (!cause.getClass().getSimpleName().equals("RestClientException")) {
      return OptionalInt.empty();
    }
    try {
      return cause.getClass().getMethod("getStatus").invoke(cause) instanceof Integer status
          ? OptionalInt.of(status)
          : OptionalInt.empty();
    } catch (ReflectiveOperationException _) {
      return OptionalInt.empty();
    }
  }
}
