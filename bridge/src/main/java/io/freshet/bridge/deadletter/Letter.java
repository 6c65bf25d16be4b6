package io.freshet.bridge.deadletter;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dead letter, read back.
 *
 * @param group whose it is
 * @param message as it was in its own topic: origin, offset, timestamp, key, value and headers; and
 *     one header more, which counts how often it has been sent back
 * @param errorType why it was refused
 */
public record Letter(String group, SourceRecord message, String errorType) {

  /** The letter; empty where it is none of ours. */
  public static Optional<Letter> read(SourceRecord letter) {
    Map<String, String> ours = new HashMap<>();
    List<SourceHeader> theirs = new ArrayList<>();
    for (SourceHeader header : letter.headers()) {
      if (!LetterHeaders.isOurs(header.name())) {
        theirs.add(header);
      } else if (header.value() != null) {
        ours.put(header.name(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    try {
      int redrives = Integer.parseInt(ours.getOrDefault(LetterHeaders.REDRIVES, "0")) + 1;
      theirs.add(
          new SourceHeader(
              LetterHeaders.REDRIVES, Integer.toString(redrives).getBytes(StandardCharsets.UTF_8)));
      var message =
          new SourceRecord(
              new Origin(
                  required(ours, LetterHeaders.TOPIC),
                  Integer.parseInt(required(ours, LetterHeaders.PARTITION))),
              Long.parseLong(required(ours, LetterHeaders.OFFSET)),
              Long.parseLong(required(ours, LetterHeaders.TIMESTAMP)),
              letter.key(),
              letter.value(),
              theirs);
      return Optional.of(
          new Letter(
              required(ours, LetterHeaders.GROUP),
              message,
              ours.getOrDefault(LetterHeaders.ERROR_TYPE, "")));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** When the message was written to its own topic. */
  public Instant time() {
    return Instant.ofEpochMilli(message.timestampMillis());
  }

  /** A header that is missing is as bad as one that is no number. */
  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new NumberFormatException(name);
    }
    return value;
  }
}
