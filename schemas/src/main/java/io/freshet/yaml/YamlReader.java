package io.freshet.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** From a file to its root mapping, or to a problem. */
final class YamlReader {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setMaxAliasesForCollections(50).build();

  private final Path file;
  private final Problems problems;

  YamlReader(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The root mapping; empty, after a problem, where the file has none. */
  Optional<MappingNode> root() {
    return text().flatMap(this::compose).flatMap(this::mapping);
  }

  private Optional<String> text() {
    try {
      if (Files.isDirectory(file)) {
        return nothing(0, "is a directory", "name a file in it");
      }
      byte[] bytes = firstBytes();
      if (bytes.length > MAX_BYTES) {
        return nothing(0, "is larger than 1 MiB", "is it the right file?");
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException _) {
      return nothing(0, "no such file", "looked in " + file.toAbsolutePath().getParent());
    } catch (CharacterCodingException _) {
      return nothing(0, "is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      return nothing(0, "cannot be read: " + e.getMessage(), "check its permissions");
    }
  }

  /** One more than is allowed, at most: what the file's size says may be untrue by now. */
  private byte[] firstBytes() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private Optional<Node> compose(String text) {
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      return root.isPresent() ? root : nothing(0, "is empty", "see the README for an example");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      return nothing(line, "not YAML: " + e.getProblem(), "check indentation, quotes and brackets");
    } catch (StackOverflowError _) {
      return nothing(0, "not YAML: it is nested too deeply", "is it the right file?");
    } catch (YamlEngineException | IndexOutOfBoundsException e) {
      return nothing(0, "not YAML: " + firstLine(e), "check indentation, quotes and brackets");
    }
  }

  private Optional<MappingNode> mapping(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      return nothing(
          1, "expected keys and values, got " + Scalars.describe(root), "see the README");
    }
    return mapping.getValue().isEmpty()
        ? nothing(1, "is empty", "see the README for an example")
        : Optional.of(mapping);
  }

  private <T> Optional<T> nothing(int line, String message, String hint) {
    problems.add(new Problem(file.toString(), line, "", message, Optional.of(hint)));
    return Optional.empty();
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
