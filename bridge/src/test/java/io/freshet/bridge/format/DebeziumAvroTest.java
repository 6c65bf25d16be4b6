package io.freshet.bridge.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Numeral;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData.Record;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Debezium's envelope as its Avro converter writes it, with a schema for the key and the value. */
class DebeziumAvroTest {
  private static final Schema ENVELOPE =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Envelope","namespace":"bank.public.accounts","fields":[
               {"name":"before","type":["null",{"type":"record","name":"Value","fields":[
                {"name":"id","type":"int"},
                {"name":"owner","type":["null","string"],"default":null},
                {"name":"opened","type":{"type":"int","connect.name":"io.debezium.time.Date"}},
                {"name":"balance","type":["null",{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}]}]}]},
               {"name":"after","type":["null","Value"],"default":null},
               {"name":"source","type":{"type":"record","name":"Source","fields":[
                {"name":"lsn","type":["null","long"]},{"name":"table","type":"string"}]}},
               {"name":"op","type":"string"},
               {"name":"ts_ms","type":["null","long"]}]}\
              """);
  private static final Schema ROW = ENVELOPE.getField("after").schema().getTypes().get(1);
  private static final Schema KEY =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Key\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}");
  private static final Map<SchemaId, Schema> SCHEMAS =
      Map.of(new SchemaId.Numbered(1), ENVELOPE, new SchemaId.Numbered(2), KEY);

  private final Projection paths =
      Messages.paths("id", "owner", "balance", "opened", "$envelope.source.lsn");
  private final Object[] slots = new Object[paths.size()];
  private final Decoder decoder =
      new Formats(id ->
          new Lookup.Found(new RegisteredSchema(Kind.AVRO, SCHEMAS.get(id).toString(), List.of())))
          .open(
              new DecodingConfig(
                  new Registered(Kind.AVRO),
                  Envelope.DEBEZIUM,
                  Optional.of(new Registered(Kind.AVRO)),
                  new Place("test", 1, "format")),
              new Problems())
          .values()
          .apply(paths);

  @Test
  void anUpdateIsTheRowAfterIt() throws IOException {
    assertThat(decode("u", row(1, "old"), row(1, "new"))).isInstanceOf(Event.class);
    assertThat(slots).containsExactly(1L, "new", new Numeral("12.34"), 20457L, 4711L);
  }

  @Test
  void aDeleteIsTheRowBeforeItOrItsKey() throws IOException {
    assertThat(decode("d", row(1, "old"), null)).isInstanceOf(Delete.class);
    assertThat(slots).startsWith(1L, "old");
    assertThat(decode("d", null, null)).isInstanceOf(Delete.class);
    assertThat(slots).containsExactly(7L, null, null, null, 4711L);
  }

  private Decoded decode(String operation, Record before, Record after) throws IOException {
    var source = new Record(ENVELOPE.getField("source").schema());
    source.put("lsn", 4711L);
    source.put("table", "accounts");
    var envelope = new Record(ENVELOPE);
    envelope.put("before", before);
    envelope.put("after", after);
    envelope.put("source", source);
    envelope.put("op", operation);
    var key = new Record(KEY);
    key.put("id", 7);
    return decoder.decode(Messages.of(framed(2, key), framed(1, envelope)), slots);
  }

  private static Record row(int id, String owner) {
    var row = new Record(ROW);
    row.put("id", id);
    row.put("owner", owner);
    row.put("opened", 20457);
    row.put("balance", ByteBuffer.wrap(new byte[] {4, (byte) 0xd2}));
    return row;
  }

  private static byte[] framed(int id, Record record) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(new byte[] {0, 0, 0, 0, (byte) id});
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
