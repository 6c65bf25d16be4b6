package io.freshet.ingest.serve;

import java.io.Serial;
import java.net.InetSocketAddress;

/** The server could not take its address. */
public final class PortInUse extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  PortInUse(InetSocketAddress address, Throwable cause) {
    super(
        "cannot listen on "
            + address.getHostString()
            + ":"
            + address.getPort()
            + ": "
            + reason(cause)
            + "; stop what listens there, or set server.port",
        cause);
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
