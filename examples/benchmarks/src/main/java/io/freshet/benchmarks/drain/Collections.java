package io.freshet.benchmarks.drain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's log of its collections says ({@code -Xlog:gc}).
 *
 * @param allocatedBytes up to the last collection: what had come into the heap before each since
 *     the one before, in whole MiB
 */
record Collections(long allocatedBytes) {
  private static final Pattern USED = Pattern.compile("(\\d+)M->(\\d+)M\\(");

  static Collections of(Path log) throws IOException {
    long allocated = 0;
    long left = 0;
    for (String line : Files.readAllLines(log)) {
      Matcher used = USED.matcher(line);
      if (used.find()) {
        allocated += Math.max(0, Long.parseLong(used.group(1)) - left);
        left = Long.parseLong(used.group(2));
      }
    }
    return new Collections(allocated << 20);
  }
}
