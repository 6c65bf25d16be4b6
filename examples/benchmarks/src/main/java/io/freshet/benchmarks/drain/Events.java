package io.freshet.benchmarks.drain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Nested payment events of about 300 bytes, numbered by {@code seq}. */
public final class Events {
  /** What the sink says is registered, by a push source's name. */
  static final String SCHEMA =
      """
      {"workspace":"prod","push_source":"%s","description":"",
       "timestamp":{"field":"at","max_future":"5m","max_age":"36500d"},"unknown_fields":"reject",
       "fields":[{"name":"user_id","type":"string","required":true},
                 {"name":"payment_id","type":"string"},{"name":"seq","type":"int64"},
                 {"name":"amount","type":"int64"},{"name":"currency","type":"string"},
                 {"name":"shop_id","type":"string"},{"name":"shop_kind","type":"string"},
                 {"name":"card","type":"string"},{"name":"country","type":"string"},
                 {"name":"device","type":"string"},
                 {"name":"at","type":"timestamp","required":true}],
       "feature_views":[{"name":"v","entity":["user_id"]}]}
      """;

  /** A route to a push source of this name, indented as it goes into a configuration. */
  static final String ROUTE =
      """
            - push_source: %s
              fields:
                user_id: customer.id
                payment_id: payment.id
                seq: seq
                amount: payment.amount
                currency: payment.currency
                shop_id: payment.shop.id
                shop_kind: payment.shop.kind
                card: payment.card.hash
                country: payment.card.country
                device: customer.device
                at: {path: created_at, unit: ms}
      """;

  private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "CHF"};
  private static final String[] COUNTRIES = {"DE", "US", "GB", "CH"};

  private Events() {}

  /** Writes a load's events to its topic, spread evenly over its partitions. */
  public static void fill(String bootstrap, Load load) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "linger.ms",
            "20",
            "batch.size",
            "65536",
            // Batches of 64 partitions that overtake each other are refused for minutes.
            "max.in.flight.requests.per.connection",
            "1");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < load.events(); i++) {
        producer.send(new ProducerRecord<>(load.topic(), i % load.partitions(), null, event(i)));
      }
    }
  }

  private static byte[] event(int seq) {
    var random = new SplittableRandom(seq);
    return String.format(
            Locale.ROOT,
            "{\"id\":\"event-%010d\",\"seq\":%d,\"kind\":\"payment.authorised\",\"created_at\":%d,"
                + "\"payment\":{\"id\":\"payment-%016x\",\"amount\":%d,\"currency\":\"%s\","
                + "\"shop\":{\"id\":\"shop-%05d\",\"kind\":\"%d\"},"
                + "\"card\":{\"hash\":\"%016x\",\"country\":\"%s\"}},"
                + "\"customer\":{\"id\":\"customer-%06d\",\"device\":\"android-15.%d\"}}",
            seq,
            seq,
            1_764_000_000_000L + seq,
            random.nextLong(),
            random.nextInt(1, 2_000_000),
            CURRENCIES[seq & 3],
            random.nextInt(50_000),
            random.nextInt(1_000, 9_999),
            random.nextLong(),
            COUNTRIES[seq & 3],
            random.nextInt(200_000),
            random.nextInt(9))
        .getBytes(StandardCharsets.UTF_8);
  }
}
