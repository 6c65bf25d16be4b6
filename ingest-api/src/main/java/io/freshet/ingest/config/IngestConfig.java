package io.freshet.ingest.config;

import io.freshet.ingest.serve.tls.TlsFiles;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** ingest.yaml, as the composition root needs it. */
public record IngestConfig(Listen listen, Limits limits, Watched schemas, Auth auth, Store store) {

  /**
   * Where the server listens, and whether it shows its documentation.
   *
   * @param tls empty: in plain text
   */
  public record Listen(String host, int port, boolean docs, Optional<TlsFiles> tls) {}

  /** Files that are read again when they change, and how often they are looked at. */
  public record Watched(Path path, Duration reload) {}

  /** Who may send requests. */
  public sealed interface Auth {

    /** The holders of the keys in a file. */
    record Keys(Watched file) implements Auth {}

    /** Anybody on this machine. */
    record Disabled() implements Auth {}
  }

  /** Where rows are kept. */
  public sealed interface Store {

    /** In DynamoDB. */
    record DynamoDb(DynamoDbSettings settings) implements Store {}

    /** In this process, for trying out. */
    record InMemory() implements Store {}
  }

  /**
   * Reads the file; what is wrong with it is added to {@code problems}, and then the answer is not
   * to be used. Relative paths in it are relative to the file.
   */
  public static IngestConfig read(Path file, Problems problems) {
    return new ConfigFile(file, problems).read();
  }
}
