package io.freshet.bridge.decode.protobuf;

import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.CoreLoaderKt;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a .proto file may import: what the registry holds for it, Google's well-known types, and the
 * two files that every Confluent registry knows without being told.
 */
final class ImportLoader implements Loader {
  private final Map<String, ProtoFile> registered;

  ImportLoader(Map<String, ProtoFile> registered) {
    this.registered = registered;
  }

  @Override
  public ProtoFile load(String path) {
    ProtoFile file = registered.get(path);
    if (file != null) {
      return file;
    }
    return switch (path) {
      case "confluent/meta.proto", "confluent/type/decimal.proto" -> ours(path);
      default -> known(path);
    };
  }

  @Override
  public Loader withErrors(ErrorCollector errors) {
    return this;
  }

  private static ProtoFile known(String path) {
    if (!CoreLoaderKt.isWireRuntimeProto(path)) {
      throw new IllegalArgumentException(
          "it imports " + path + ", to which it has no reference in the registry");
    }
    return CoreLoader.INSTANCE.load(path);
  }

  private static ProtoFile ours(String path) {
    try (InputStream text = ImportLoader.class.getResourceAsStream("/protobuf/" + path)) {
      if (text == null) {
        throw new IllegalStateException("not in the jar: " + path);
      }
      return ProtoFile.Companion.get(
          ProtoParser.Companion.parse(
              Location.get(path), new String(text.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
