package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;

/** The images that {@code examples/images/build} makes. */
final class Images {
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Path BUILD = ROOT.resolve("examples/images/build");

  static final String KAFKA =
      "apache/kafka:" + found("pom.xml", "<kafka\\.version>(.*)</kafka\\.version>");
  static final String DYNAMODB = "freshet-dynamodb-local:latest";
  static final String BRIDGE = ours("bridge");
  static final String INGEST = ours("ingest");
  static final String OFFLINE = ours("offline");

  private static final List<String> OF_OTHERS = List.of("eclipse-temurin:25-jre", KAFKA, DYNAMODB);

  private Images() {}

  /** Builds the programs' images of the jars of this build, or says why the test is skipped. */
  static void buildOrSkip() throws IOException, InterruptedException {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker daemon answers (examples/images/daemon starts one): nobody has run the images");
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker"))),
        "no docker on the PATH: nobody has built the images");
    for (String image : OF_OTHERS) {
      assumeTrue(
          isHere(image),
          image + " is not here (examples/images/build makes it): nobody has run the images");
    }
    Process build =
        new ProcessBuilder(BUILD.toString(), "--programs").redirectErrorStream(true).start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
  }

  private static boolean isHere(String image) {
    return !DockerClientFactory.instance()
        .client()
        .listImagesCmd()
        .withFilter("reference", List.of(image))
        .exec()
        .isEmpty();
  }

  private static String ours(String program) {
    return "freshet-" + program + ":" + found("helm/freshet/Chart.yaml", "appVersion: (.*)");
  }

  private static String found(String file, String pattern) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
      assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
      return matcher.group(1);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
