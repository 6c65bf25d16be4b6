package io.freshet.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.yaml.NearNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The outermost object of a push. */
final class RequestReader {
  private static final List<String> NAMES = List.of("workspace_name", "dry_run", "records");

  private enum Key {
    WORKSPACE,
    DRY_RUN,
    RECORDS
  }

  private final byte[] bytes;
  private final SourceLookup sources;
  private final Set<Key> seen = EnumSet.noneOf(Key.class);
  private final Errors errors = new Errors();
  private String workspace = "";
  private boolean dryRun;
  private List<PushedRecord> records = List.of();

  RequestReader(byte[] bytes, SourceLookup sources) {
    this.bytes = bytes;
    this.sources = sources;
  }

  /** As far as it is known: an error names it too. */
  String workspace() {
    return workspace;
  }

  PushRequest read(JsonParser parser) throws IOException, Refuse {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Refuse.malformed("the body must be a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      readKey(name, parser);
    }
    if (parser.nextToken() != null) {
      throw Refuse.malformed("something follows the JSON object");
    }
    requireAll();
    return new PushRequest(workspace, dryRun, records, errors.list());
  }

  private void readKey(String name, JsonParser parser) throws IOException, Refuse {
    switch (name) {
      case "workspace_name", "workspaceName" -> {
        once(Key.WORKSPACE, name);
        workspace = text(parser, name);
      }
      case "dry_run", "dryRun" -> {
        once(Key.DRY_RUN, name);
        dryRun = flag(parser, name);
      }
      case "records" -> {
        once(Key.RECORDS, name);
        readRecords(parser);
      }
      default ->
          throw Refuse.malformed(
              "unknown key "
                  + Errors.shown(name)
                  + "; "
                  + NearNames.hint(Errors.shown(name), NAMES));
    }
  }

  private void readRecords(JsonParser parser) throws IOException, Refuse {
    if (workspace.isEmpty()) {
      workspace = WorkspaceScan.find(bytes);
    }
    if (workspace.isEmpty()) {
      throw Refuse.malformed("workspace_name is missing");
    }
    List<PushedRecord> read = new ArrayList<>();
    new SourcesReader(workspace, sources, errors, read).read(parser);
    records = read;
  }

  private void once(Key key, String name) throws Refuse {
    if (!seen.add(key)) {
      throw Refuse.malformed("duplicate key " + name);
    }
  }

  private void requireAll() throws Refuse {
    if (workspace.isEmpty()) {
      throw Refuse.malformed("workspace_name is missing");
    }
    if (records.isEmpty()) {
      throw Refuse.malformed("records is missing or holds no record");
    }
  }

  static String text(JsonParser parser, String name) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw Refuse.malformed(name + " must be a string");
    }
    return parser.getText();
  }

  static boolean flag(JsonParser parser, String name) throws Refuse {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw Refuse.malformed(name + " must be true or false");
    };
  }
}
