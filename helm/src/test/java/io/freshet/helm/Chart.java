package io.freshet.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart, and what it renders for a file of values. */
final class Chart {
  static final Path ROOT = Path.of(System.getProperty("freshet.root")).toAbsolutePath();
  static final Path FOLDER = ROOT.resolve("helm/freshet");
  static final Path VALUES = ROOT.resolve("helm/src/test/resources/io/freshet/helm/values");
  static final Path EXAMPLES = FOLDER.resolve("examples");
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Chart() {}

  /** Every file of values that is rendered: the matrix, and the examples. */
  static List<Path> matrix() {
    return Stream.of(VALUES, EXAMPLES).flatMap(Chart::yamlFiles).sorted().toList();
  }

  static Path values(String name) {
    return VALUES.resolve(name + ".yaml");
  }

  /** As release {@code shop} in namespace {@code features}; hooks are left out. */
  static String render(Path values) {
    return render(FOLDER, values);
  }

  /** The same with the pods of {@code helm test}, which the library leaves out for being hooks. */
  static String renderWithTests(Path values, Path folder) throws IOException {
    Path chart = folder.resolve("freshet");
    copy(FOLDER, chart);
    Path tests = chart.resolve("templates/tests/lint.yaml");
    Files.writeString(tests, read(tests).replace("helm.sh/hook", "was/hook"));
    return render(chart, values);
  }

  private static String render(Path chart, Path values) {
    String rendered =
        new Helm(chart)
            .template()
            .withName("shop")
            .withNamespace("features")
            .withKubeVersion("1.34")
            .withValuesFile(values)
            .call();
    return rendered == null ? "" : rendered; // the library's nothing
  }

  static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    }
  }

  static List<JsonNode> manifests(String rendered) {
    var manifests = new ArrayList<JsonNode>();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
      documents.forEachRemaining(manifests::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return manifests.stream().filter(JsonNode::isObject).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
