package io.freshet.bridge.command;

import io.freshet.value.Timestamps;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Options that are URLs or times, and what is said where they are not. */
public final class Converters {
  private static final int MAX_PORT = 65_535;

  private Converters() {}

  /** Teaches a command and those below it. */
  public static void register(CommandLine command) {
    command.registerConverter(URI.class, Converters::url);
    command.registerConverter(Instant.class, Converters::time);
  }

  private static URI url(String text) {
    try {
      var url = new URI(text);
      if (url.getHost() != null
          && url.getPort() <= MAX_PORT
          && Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException _) {
      // said below, like a URL of another kind
    }
    throw new TypeConversionException("expected a URL such as http://localhost:8080, got " + text);
  }

  private static Instant time(String text) {
    return Timestamps.parse(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "expected a time such as 2026-01-04T00:25:06Z, got " + text));
  }
}
