package io.freshet.quickstart.guarantee;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.quickstart.guarantee.Fate.Upsert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Payments as Avro in the Confluent wire format: a zero, the schema's id in four bytes, the body.
 *
 * @param id that the registry has given the schema
 */
record AvroPayments(int id) implements Encoding {
  private static final int UNKNOWN_ID = 999_999;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Event", "namespace": "payments", "fields": [
                {"name": "occurred_at", "type": "long"},
                {"name": "payment", "type": {"type": "record", "name": "Payment", "fields": [
                  {"name": "transaction_id", "type": "string"},
                  {"name": "amount", "type": "double"},
                  {"name": "currency", "type": ["null", "string"], "default": null},
                  {"name": "merchant", "default": null, "type": ["null",
                    {"type": "record", "name": "Merchant", "fields": [
                      {"name": "id", "type": "string"}]}]},
                  {"name": "tags", "default": null, "type": ["null",
                    {"type": "array", "items": "string"}]}]}},
                {"name": "device", "type": "string"},
                {"name": "user", "type": {"type": "record", "name": "User", "fields": [
                  {"name": "id", "type": "string"}]}}]}
              """);

  /**
   * Registers the schema, which has the same id each time.
   *
   * @param registry the base URL of its Confluent-compatible API
   */
  static AvroPayments registeredIn(String registry) {
    try (var http = HttpClient.newHttpClient()) {
      String body = JSON.writeValueAsString(Map.of("schema", SCHEMA.toString()));
      var request =
          HttpRequest.newBuilder(URI.create(registry + "/subjects/payments-value/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(BodyPublishers.ofString(body))
              .build();
      String answer = http.send(request, BodyHandlers.ofString()).body();
      return new AvroPayments(JSON.readTree(answer).required("id").intValue());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot register the schema of the payments", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while registering a schema", e);
    }
  }

  @Override
  public byte[] whole(Upsert says) {
    return framed(id, event(says, says.user(), says.eventTimeMillis()));
  }

  @Override
  public byte[] spoiled(Upsert says, SplittableRandom random) {
    byte[] good = whole(says);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(good, good.length / 2);
      case 1 -> framed(UNKNOWN_ID, Arrays.copyOfRange(good, Integer.BYTES + 1, good.length));
      case 2 -> new Payment(says).json();
      case 3 -> framed(id, event(says, says.user(), 4_102_444_800_000L));
      case 4 -> framed(id, event(says, says.user(), 1_000_000_000_000L));
      case 5 -> framed(id, event(says, "", says.eventTimeMillis()));
      case 6 -> new byte[0];
      default -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2};
    };
  }

  private static byte[] event(Upsert says, String user, long eventTimeMillis) {
    Schema payment = SCHEMA.getField("payment").schema();
    Schema merchant = payment.getField("merchant").schema().getTypes().getLast();
    var paid =
        new GenericRecordBuilder(payment)
            .set("transaction_id", says.transactionId())
            .set("amount", says.amount());
    says.currency().ifPresent(currency -> paid.set("currency", currency));
    says.merchant().ifPresent(shop -> paid.set("merchant", only(merchant, shop)));
    if (!says.tags().isEmpty()) {
      paid.set("tags", says.tags());
    }
    return encoded(
        new GenericRecordBuilder(SCHEMA)
            .set("occurred_at", eventTimeMillis)
            .set("payment", paid.build())
            .set("device", "ios-17.4")
            .set("user", only(SCHEMA.getField("user").schema(), user))
            .build());
  }

  private static GenericRecord only(Schema schema, String id) {
    return new GenericRecordBuilder(schema).set("id", id).build();
  }

  private static byte[] encoded(GenericData.Record event) {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return out.toByteArray();
  }

  private static byte[] framed(int id, byte[] body) {
    return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
        .put((byte) 0)
        .putInt(id)
        .put(body)
        .array();
  }
}
