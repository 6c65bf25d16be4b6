package io.freshet.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.ingest.read.JsonReadBody;
import io.freshet.ingest.read.ReadBody.Parsed;
import io.freshet.ingest.read.ReadRequest;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.ViewLookup.Lookup;
import io.freshet.ingest.store.Cards;

/** The same for the bodies of reads. */
final class ReadOracle {
  private ReadOracle() {}

  static void judge(byte[] bytes) {
    Parsed parsed =
        new JsonReadBody(bytes).read((_, _) -> new Lookup.Found(Cards.view(Cards.LATEST)));
    if (parsed instanceof Parsed.Understood(ReadRequest request)) {
      JsonNode tree =
          Trees.of(bytes).orElseThrow(() -> new AssertionError("accepted what is no JSON"));
      JsonNode keys = Trees.either(tree, "join_keys", "joinKeys");
      assertThat(request.workspace())
          .isEqualTo(Trees.either(tree, "workspace_name", "workspaceName").textValue());
      assertThat(keys).hasSameSizeAs(request.keys());
      assertThat(request.consistency())
          .isEqualTo(
              tree.path("consistent").asBoolean() ? Consistency.STRONG : Consistency.EVENTUAL);
      for (int i = 0; i < keys.size(); i++) {
        int position = request.view().fields().position("user_id");
        assertThat(request.keys().get(i).at(position))
            .isEqualTo(keys.get(i).path("user_id").textValue());
      }
    }
  }
}
