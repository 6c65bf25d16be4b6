package io.freshet.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.json.JsonText;
import java.io.IOException;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML value as JSON; numbers keep every digit that the file has. */
final class NodeJson {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private NodeJson() {}

  static String write(Node node) {
    return JsonText.of(json -> write(node, json));
  }

  private static void write(Node node, JsonGenerator json) throws IOException {
    switch (node) {
      case MappingNode mapping -> {
        json.writeStartObject();
        for (NodeTuple member : mapping.getValue()) {
          json.writeFieldName(Scalars.any(member.getKeyNode()).orElse(""));
          write(member.getValueNode(), json);
        }
        json.writeEndObject();
      }
      case SequenceNode sequence -> {
        json.writeStartArray();
        for (Node element : sequence.getValue()) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case ScalarNode scalar -> scalar(scalar, json);
      default -> json.writeNull();
    }
  }

  private static void scalar(ScalarNode scalar, JsonGenerator json) throws IOException {
    String text = scalar.getValue();
    if (Scalars.isNull(scalar)) {
      json.writeNull();
    } else if (scalar.getTag().equals(Tag.BOOL)) {
      json.writeBoolean(text.equalsIgnoreCase("true"));
    } else if (!scalar.getTag().equals(Tag.STR) && NUMBER.matcher(text).matches()) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }
}
