package io.freshet.benchmarks;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.avro.AvroFormat;
import io.freshet.bridge.decode.protobuf.ProtobufFormat;
import io.freshet.bridge.decode.wire.BodyFormat;
import io.freshet.bridge.decode.wire.JsonSchemaFormat;
import io.freshet.bridge.decode.wire.WireDecoder;
import io.freshet.bridge.encode.Misfit;
import io.freshet.bridge.encode.Written;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link RecordBenchmark}'s event in the formats whose schemas a registry has. */
record RegisteredFormat(RegisteredSchema schema, BodyFormat bodies) {
  private static final String AVRO =
      """
      {"type":"record","name":"Event","fields":[
       {"name":"event_id","type":"string"},{"name":"seq","type":"long"},
       {"name":"type","type":"string"},{"name":"occurred_at","type":"long"},
       {"name":"payment","type":{"type":"record","name":"Payment","fields":[
        {"name":"transaction_id","type":"string"},{"name":"amount","type":"long"},
        {"name":"currency","type":"string"},
        {"name":"merchant","type":{"type":"record","name":"Merchant","fields":[
         {"name":"id","type":"string"},{"name":"category","type":"string"}]}},
        {"name":"card","type":{"type":"record","name":"Card","fields":[
         {"name":"fingerprint","type":"string"},{"name":"country","type":"string"}]}}]}},
       {"name":"user","type":{"type":"record","name":"User","fields":[
        {"name":"id","type":"string"},{"name":"device","type":"string"}]}}]}
      """;

  private static final String PROTOBUF =
      """
      syntax = "proto3";
      message Event {
        string event_id = 1; int64 seq = 2; string type = 3; int64 occurred_at = 4;
        Payment payment = 5; User user = 6;
      }
      message Payment {
        string transaction_id = 1; int64 amount = 2; string currency = 3;
        Merchant merchant = 4; Card card = 5;
      }
      message Merchant { string id = 1; string category = 2; }
      message Card { string fingerprint = 1; string country = 2; }
      message User { string id = 1; string device = 2; }
      """;

  /** By the name that a topic's {@code format} has; empty for plain JSON. */
  static Optional<RegisteredFormat> of(String format) {
    return switch (format) {
      case "avro" -> Optional.of(registered(Kind.AVRO, AVRO, new AvroFormat()));
      case "protobuf" -> Optional.of(registered(Kind.PROTOBUF, PROTOBUF, new ProtobufFormat()));
      case "json_schema" -> Optional.of(registered(Kind.JSON_SCHEMA, "{}", new JsonSchemaFormat()));
      default -> Optional.empty();
    };
  }

  private static RegisteredFormat registered(Kind kind, String text, BodyFormat bodies) {
    return new RegisteredFormat(new RegisteredSchema(kind, text, List.of()), bodies);
  }

  Decoder decoder(Projection projection) {
    return new WireDecoder(_ -> new Lookup.Found(schema), bodies, projection);
  }

  /** An event as its producer would write it. */
  byte[] message(String event) throws Misfit {
    byte[] json = event.getBytes(StandardCharsets.UTF_8);
    var whole = new Projection();
    whole.slot(new Path(List.of()));
    @Nullable Object[] slots = new @Nullable Object[1];
    new JsonDecoder(whole).read(json, 0, json.length, slots);
    return Written.framed(1, Written.by(schema, "", json, slots[0]));
  }
}
