package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Fate.Upsert;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A payment as JSON, whole or spoiled. */
record Payment(Upsert says) {

  byte[] json() {
    return bytes(text());
  }

  byte[] spoiled(SplittableRandom random) {
    String good = text();
    return switch (random.nextInt(8)) {
      case 0 -> bytes(good.substring(0, good.length() / 2));
      case 1 -> bytes(good.replace("\"amount\":", "\"amount\":\"12,50\",\"was\":"));
      case 2 -> bytes(good.replace("\"user\":{\"id\":", "\"user\":{\"uid\":"));
      case 3 -> bytes(good.replaceFirst("\"occurred_at\":\\d+", "\"occurred_at\":4102444800000"));
      case 4 -> bytes(good.replaceFirst("\"occurred_at\":\\d+", "\"occurred_at\":1000000000000"));
      case 5 -> bytes(good.replace("\"id\":\"" + says.user() + "\"", "\"id\":\"\""));
      case 6 -> new byte[0];
      default -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2};
    };
  }

  private String text() {
    var text = new StringBuilder("{\"occurred_at\":").append(says.eventTimeMillis());
    text.append(",\"payment\":{\"transaction_id\":").append(quoted(says.transactionId()));
    text.append(",\"amount\":").append(says.amount());
    says.currency().ifPresent(value -> text.append(",\"currency\":").append(quoted(value)));
    says.merchant()
        .ifPresent(
            value -> text.append(",\"merchant\":{\"id\":").append(quoted(value)).append('}'));
    if (!says.tags().isEmpty()) {
      String tags = says.tags().stream().map(Payment::quoted).collect(Collectors.joining(","));
      text.append(",\"tags\":[").append(tags).append(']');
    }
    text.append("},\"device\":\"ios-17.4\",\"user\":{\"id\":").append(quoted(says.user()));
    return text.append("}}").toString();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
