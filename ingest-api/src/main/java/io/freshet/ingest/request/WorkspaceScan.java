package io.freshet.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Finds the workspace of a body that lists its records first: the schema is needed to read them. A
 * pass over the tokens, nothing kept; callers that name the workspace first never pay for it.
 */
final class WorkspaceScan {
  private WorkspaceScan() {}

  /** The workspace's name, or empty. */
  static String find(byte[] bytes) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING
            && (name.equals("workspace_name") || name.equals("workspaceName"))) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "";
    }
  }
}
