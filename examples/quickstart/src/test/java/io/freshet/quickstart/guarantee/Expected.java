package io.freshet.quickstart.guarantee;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.quickstart.guarantee.Fate.Delete;
import io.freshet.quickstart.guarantee.Fate.Upsert;
import io.freshet.quickstart.guarantee.Fate.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a row of either table must say of a version. */
record Expected(Version version, Position position) {
  private static final String KEY = "prod|user_last_transaction|";

  /** Written by the server's clock, or derived from it and from the content. */
  private static final Set<String> NOT_FORETOLD =
      Set.of("sk", "_version", "_ingestion_time", "_expires_at");

  String key() {
    return KEY + version.user();
  }

  /** How a row differs; none if it does not. */
  List<String> differences(Row row) {
    Map<String, AttributeValue> expected = attributes(row.attributes().get("_origin"));
    Set<String> names = new TreeSet<>(expected.keySet());
    row.attributes().keySet().stream()
        .filter(name -> !NOT_FORETOLD.contains(name))
        .forEach(names::add);
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!same(expected.get(name), row.attributes().get(name))) {
        differences.add(name);
      }
    }
    if (!row.attributes().keySet().containsAll(Set.of("_version", "_ingestion_time"))) {
      differences.add("_version or _ingestion_time is missing");
    }
    return differences;
  }

  private Map<String, AttributeValue> attributes(AttributeValue origin) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put("pk", fromS(key()));
    attributes.put("_event_time", fromN(Long.toString(version.eventTimeMillis() * 1_000)));
    attributes.put("_sequence", fromN(Long.toString(position.offset())));
    String topic = origin == null ? "" : origin.s().substring(0, origin.s().lastIndexOf('/') + 1);
    attributes.put("_origin", fromS(topic + position.partition()));
    switch (version) {
      case Delete _ -> attributes.put("_deleted", fromBool(true));
      case Upsert says -> putFeatures(says, attributes);
    }
    return attributes;
  }

  private static void putFeatures(Upsert says, Map<String, AttributeValue> attributes) {
    attributes.put("transaction_id", fromS(says.transactionId()));
    attributes.put("amount", fromN(Double.toString(says.amount())));
    says.currency().ifPresent(value -> attributes.put("currency", fromS(value)));
    says.merchant().ifPresent(value -> attributes.put("merchant_id", fromS(value)));
    if (!says.tags().isEmpty()) {
      attributes.put("tags", fromL(says.tags().stream().map(AttributeValue::fromS).toList()));
    }
  }

  private static boolean same(AttributeValue expected, AttributeValue found) {
    boolean numbers =
        expected != null && found != null && expected.n() != null && found.n() != null;
    return numbers
        ? new BigDecimal(expected.n()).compareTo(new BigDecimal(found.n())) == 0
        : Objects.equals(expected, found);
  }
}
