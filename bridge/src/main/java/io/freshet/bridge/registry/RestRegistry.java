package io.freshet.bridge.registry;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.registry.Entry.Reference;
import io.freshet.bridge.registry.Lookup.Found;
import io.freshet.bridge.registry.Lookup.NotNow;
import io.freshet.bridge.registry.Lookup.Unknown;
import io.freshet.bridge.registry.RegisteredSchema.Import;
import io.freshet.bridge.registry.Reply.Failed;
import io.freshet.bridge.registry.Reply.Missing;
import io.freshet.bridge.registry.Reply.Ok;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema registry over its REST API, as Confluent's, Apicurio's ({@code /apis/ccompat/v7}),
 * Karapace and Redpanda speak it. Every call asks anew.
 */
public final class RestRegistry implements SchemaRegistry {
  private static final int MAX_IMPORTS = 200;

  private final RegistryHttp http;

  /**
   * Asks nothing yet.
   *
   * @throws IOException where a file of the TLS settings cannot be read
   * @throws GeneralSecurityException where it holds something else than it should
   */
  public RestRegistry(RegistryConfig config) throws IOException, GeneralSecurityException {
    this.http = new RegistryHttp(config);
  }

  @Override
  public Lookup find(SchemaId id) {
    return switch (id) {
      case SchemaId.Numbered number -> resolved(http.get("", "schemas", "ids", number.toString()));
      case SchemaId.Guid guid -> resolved(http.get("", "schemas", "guids", guid.toString()));
    };
  }

  /** The newest schema of a subject. */
  public Lookup latest(String subject) {
    return resolved(http.get("", "subjects", subject, "versions", "latest"));
  }

  private Lookup resolved(Reply reply) {
    return switch (reply) {
      case Missing missing -> new Unknown(missing.message());
      case Failed failed -> new NotNow(failed.reason());
      case Ok ok -> {
        Map<String, Import> imports = new LinkedHashMap<>();
        Optional<Lookup> trouble = follow(ok.entry().references(), imports, new ArrayList<>());
        yield trouble.orElseGet(() -> found(ok.entry(), imports));
      }
    };
  }

  private static Lookup found(Entry entry, Map<String, Import> imports) {
    return kind(entry.type())
        .<Lookup>map(kind ->
            new Found(new RegisteredSchema(kind, entry.text(), List.copyOf(imports.values()))))
        .orElseGet(() -> new Unknown("a schema of the unknown type " + entry.type()));
  }

  /** Depth first, so that each import stands behind those that it needs. */
  private Optional<Lookup> follow(
      List<Reference> references, Map<String, Import> imports, List<String> onTheWay) {
    for (Reference reference : references) {
      if (imports.containsKey(reference.name()) || onTheWay.contains(reference.name())) {
        continue;
      }
      if (imports.size() + onTheWay.size() >= MAX_IMPORTS) {
        return Optional.of(new Unknown("it refers to more than " + MAX_IMPORTS + " schemas"));
      }
      onTheWay.add(reference.name());
      Optional<Lookup> trouble = follow(reference, imports, onTheWay);
      if (trouble.isPresent()) {
        return trouble;
      }
      onTheWay.remove(reference.name());
    }
    return Optional.empty();
  }

  private Optional<Lookup> follow(
      Reference reference, Map<String, Import> imports, List<String> onTheWay) {
    String version = Integer.toString(reference.version());
    return switch (http.get("deleted=true", "subjects", reference.subject(), "versions", version)) {
      case Failed failed -> Optional.of(new NotNow(failed.reason()));
      case Missing missing ->
          Optional.of(
              new Unknown(
                  "it refers to %s, version %s: %s"
                      .formatted(reference.subject(), version, missing.message())));
      case Ok ok -> {
        Optional<Lookup> trouble = follow(ok.entry().references(), imports, onTheWay);
        imports.putIfAbsent(reference.name(), new Import(reference.name(), ok.entry().text()));
        yield trouble;
      }
    };
  }

  private static Optional<Kind> kind(String type) {
    return switch (type) {
      case "AVRO" -> Optional.of(Kind.AVRO);
      case "PROTOBUF" -> Optional.of(Kind.PROTOBUF);
      case "JSON" -> Optional.of(Kind.JSON_SCHEMA);
      default -> Optional.empty();
    };
  }
}
