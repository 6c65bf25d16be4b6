package io.freshet.bridge.redrive;

import io.freshet.bridge.deadletter.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which letters are sent back.
 *
 * @param topic that they came from
 * @param errorType for which they were refused
 * @param from the earliest time of the message, inclusive
 * @param to the latest, exclusive
 */
record RedriveFilter(
    Optional<String> topic,
    Optional<String> errorType,
    Optional<Instant> from,
    Optional<Instant> to) {

  boolean takes(Letter letter) {
    return topic.map(letter.message().origin().topic()::equals).orElse(true)
        && errorType.map(letter.errorType()::equals).orElse(true)
        && from.map(time -> !letter.time().isBefore(time)).orElse(true)
        && to.map(letter.time()::isBefore).orElse(true);
  }

  /**
   * The group that remembers how far this redrive has come. Each filter has one of its own: what it
   * passes over is not done for the others.
   */
  String group(String of) {
    if (topic.isEmpty() && errorType.isEmpty() && from.isEmpty() && to.isEmpty()) {
      return of + ".redrive";
    }
    UUID name = UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8));
    return of + ".redrive." + name.toString().substring(0, 8);
  }
}
