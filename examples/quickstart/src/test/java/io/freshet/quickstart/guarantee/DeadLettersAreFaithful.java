package io.freshet.quickstart.guarantee;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A dead letter is the record to the byte, and says where it was and what was wrong with it. */
final class DeadLettersAreFaithful implements Check {

  @Override
  public String promise() {
    return "every dead letter is the record to the byte, with the reason";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Map<Position, Produced> produced = evidence.producedByPosition();
    List<String> breaches = new ArrayList<>();
    for (Letter letter : evidence.letters()) {
      Optional<Produced> source = letter.source().map(produced::get);
      if (source.isEmpty()) {
        breaches.add("a letter that comes from no record of the topic");
      } else {
        differences(letter, source.get().record(), evidence.group())
            .forEach(name -> breaches.add(source.get().position() + ": " + name + " differs"));
      }
    }
    return breaches;
  }

  private static List<String> differences(
      Letter letter, ConsumerRecord<byte[], byte[]> source, String group) {
    List<String> differences = new ArrayList<>();
    ConsumerRecord<byte[], byte[]> copy = letter.record();
    note(Arrays.equals(copy.key(), source.key()), "key", differences);
    note(Arrays.equals(copy.value(), source.value()), "value", differences);
    note(copy.timestamp() == source.timestamp(), "timestamp", differences);
    note(original(copy).equals(headers(source)), "a header", differences);
    note(letter.says("group").equals(group), "freshet.group", differences);
    note(letter.says("topic").equals(source.topic()), "freshet.topic", differences);
    note(
        letter.says("timestamp").equals(Long.toString(source.timestamp())),
        "freshet.timestamp",
        differences);
    for (String reason : List.of("stage", "error_type", "message")) {
      note(!letter.says(reason).isBlank(), Letter.PREFIX + reason, differences);
    }
    return differences;
  }

  private static void note(boolean same, String name, List<String> differences) {
    if (!same) {
      differences.add(name);
    }
  }

  private static List<Header> original(ConsumerRecord<byte[], byte[]> letter) {
    return headers(letter).stream()
        .filter(header -> !header.key().startsWith(Letter.PREFIX))
        .toList();
  }

  private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
    return Stream.of(record.headers().toArray()).toList();
  }
}
