import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.jsonschema.JsonSchemaKafkaSerializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serializer;

/** Prints messages that Apicurio's serializers have made, with the schemas that they name and what is in them. */
final class Generate {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ArrayNode SCHEMAS = JSON.createArrayNode();
  private static final ArrayNode MESSAGES = JSON.createArrayNode();
  private static String registry = "";

  public static void main(String[] args) throws Exception {
    registry = args[0];
    avro();
    json();
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(
            System.out, JSON.createObjectNode().<ObjectNode>set("schemas", SCHEMAS).set("messages", MESSAGES));
    System.exit(0); // Vert.x has threads of its own
  }

  private static void avro() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Order","namespace":"vectors","fields":[
                 {"name":"skipped","type":{"type":"map","values":"double"}},
                 {"name":"id","type":"string"},
                 {"name":"n","type":["null","long"],"default":null},
                 {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
                 {"name":"status","type":{"type":"enum","name":"Status","symbols":["NEW","PAID"]}}]}""");
    var order =
        new GenericRecordBuilder(schema)
            .set("skipped", Map.of("a", 1.5))
            .set("id", "o-ü")
            .set("n", Long.MAX_VALUE)
            .set("at", 1764000000000007L)
            .set("status", new GenericData.EnumSymbol(schema.getField("status").schema(), "PAID"))
            .build();
    String expected =
        """
        {"id":"o-ü","n":"#9223372036854775807","at":"2025-11-24T16:00:00.000007Z","status":"PAID","absent":null}""";
    try (var serializer = new AvroKafkaSerializer<Object>()) {
      message("apicurio's avro", "avro", "orders", serializer, order, expected);
    }
  }

  private static void json() throws Exception {
    String schema =
        """
        {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"user":{"type":"string"}}}""";
    ObjectNode body = JSON.createObjectNode().put("schemaType", "JSON").put("schema", schema);
    var request =
        HttpRequest.newBuilder(URI.create(registry + "/apis/ccompat/v7/subjects/clicks-value/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HTTP.send(request, BodyHandlers.ofString());
    try (var serializer = new JsonSchemaKafkaSerializer<Object>()) {
      message(
          "apicurio's json schema", "json_schema", "clicks", serializer, JSON.readTree("{\"user\":\"ü\"}"), "{\"user\":\"ü\"}");
    }
  }

  private static <T> void message(
      String name, String format, String topic, Serializer<T> serializer, T event, String expected)
      throws Exception {
    Map<String, Object> config = new HashMap<>();
    config.put("apicurio.registry.url", registry + "/apis/registry/v3");
    config.put("apicurio.registry.auto-register", format.equals("avro"));
    config.put("apicurio.registry.find-latest", !format.equals("avro"));
    config.put("apicurio.registry.artifact.group-id", "default");
    serializer.configure(config, false);
    byte[] value = serializer.serialize(topic, event);
    int id = ByteBuffer.wrap(value).getInt(1);
    ObjectNode schema = get("/schemas/ids/" + id).put("id", id).put("subject", topic + "-value");
    for (JsonNode reference : schema.path("references")) {
      SCHEMAS.add(get("/subjects/" + reference.get("subject").asText() + "/versions/1"));
    }
    SCHEMAS.add(schema);
    ObjectNode message = MESSAGES.addObject().put("name", name).put("format", format).put("value", value);
    message.putObject("headers");
    message.set("expected", JSON.readTree(expected));
  }

  private static ObjectNode get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(registry + "/apis/ccompat/v7" + path)).build();
    return (ObjectNode) JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
  }
}
