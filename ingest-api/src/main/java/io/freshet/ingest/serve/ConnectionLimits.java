package io.freshet.ingest.serve;

import com.linecorp.armeria.server.ServerBuilder;
import io.freshet.api.IngestLimits;
import io.freshet.ingest.config.Limits;
import java.time.Duration;

/** Every limit that Armeria keeps for us, none of them left to its defaults. */
final class ConnectionLimits {
  /** A body that is only a little too large is read and answered; past this it is cut off. */
  private static final long CUT_OFF_BYTES = 3L * IngestLimits.MAX_BODY_BYTES;

  /** After the deadline, for the answer that says so; past this a request is cut off. */
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration GOING = Duration.ofSeconds(5);
  private static final int STREAMS = 500;
  private static final int HEADER_BYTES = 16 * 1_024;
  private static final int FIRST_LINE_BYTES = 4 * 1_024;

  /** Callers whose deadlines pass reset streams too, but not by the thousand. */
  private static final int RESETS = 2_000;

  private static final int RESETS_SECONDS = 10;

  private ConnectionLimits() {}

  static void apply(ServerBuilder server, Limits limits) {
    server
        .maxNumConnections(limits.connections().most())
        .idleTimeout(limits.connections().idle())
        .maxConnectionAge(limits.connections().age())
        .connectionDrainDuration(GOING)
        .requestTimeout(limits.work().timeout().plus(LAST_WORD))
        .maxRequestLength(CUT_OFF_BYTES)
        .http1MaxInitialLineLength(FIRST_LINE_BYTES)
        .http1MaxHeaderSize(HEADER_BYTES)
        .http2MaxHeaderListSize(HEADER_BYTES)
        .http2MaxStreamsPerConnection(STREAMS)
        .http2MaxResetFramesPerWindow(RESETS, RESETS_SECONDS)
        .gracefulShutdownTimeout(QUIET, limits.stopping().drain());
  }
}
